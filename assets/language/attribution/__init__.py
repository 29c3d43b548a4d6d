"""Who is said to hold a view: source, cue and content of reported speech and thought."""
