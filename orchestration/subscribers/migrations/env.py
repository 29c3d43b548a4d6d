"""Alembic's environment: runs the migrations on the connection that database.py hands over."""

from alembic import context

from orchestration.subscribers.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
