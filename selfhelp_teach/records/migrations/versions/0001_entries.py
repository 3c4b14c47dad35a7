"""Entries of learners, and the digests of those who deleted everything."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

# `updated` and `body` decide which revision of an entry stands. They are compared byte by byte, as the
# package and SQLite do it, not by the alphabet of the server's country.
_DDL = """
CREATE TABLE entries (
    learner TEXT NOT NULL,
    id TEXT NOT NULL,
    exercise TEXT,
    updated TEXT{bytewise} NOT NULL,
    private BOOLEAN NOT NULL,
    body TEXT{bytewise} NOT NULL,
    PRIMARY KEY (learner, id)
);
CREATE INDEX entries_by_exercise ON entries (exercise);
CREATE TABLE erased (learner TEXT NOT NULL PRIMARY KEY, time TEXT NOT NULL)
"""


def upgrade() -> None:
    """Make the tables."""
    bytewise = ' COLLATE "C"' if op.get_bind().dialect.name == "postgresql" else ""
    for statement in _DDL.format(bytewise=bytewise).split(";"):
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables, with everything in them."""
    op.execute("DROP TABLE entries")
    op.execute("DROP TABLE erased")
