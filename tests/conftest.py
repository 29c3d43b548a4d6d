"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# How long an example may take says how busy the machine is; what has to be fast is measured as a ratio (proportion.py).
settings.register_profile("briefcast", deadline=None)
settings.load_profile("briefcast")
