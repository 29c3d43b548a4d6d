"""How the tables of the subscribers' database came to be, step by step, for Alembic."""
