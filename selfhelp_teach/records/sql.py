"""Records in a database. The only module that imports SQLAlchemy.

SQLite is opened in WAL mode with ``synchronous=FULL``: a save is acknowledged only after its transaction
is on the disk, so a killed process or a power cut loses nothing that was acknowledged. PostgreSQL gives
the same with its defaults. A learner's key is stored only as its SHA-256, so the database alone opens
nobody's record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from selfhelp_teach.errors import RecordError
from selfhelp_teach.records.group_commit import GroupCommit, Row
from selfhelp_teach.records.reading import from_rows
from selfhelp_teach.records.schema import Entry, Record
from selfhelp_teach.records.stores import Erased, checked_key

#: Revision of the tables that this code works with: the newest file of ``migrations/versions``.
HEAD = "0001"
#: How long a save waits for another one, in seconds.
PATIENCE = 15
_LOCK = 7_346_117  # any number, the same in every process: one migration at a time

_SAFE = "What you wrote is still in your browser, and saving is tried again."
#: Words in a database's error -> what learners are told.
FAULTS = {
    ("locked", "lock timeout", "busy"): f"The class database is busy and did not answer in time. {_SAFE}",
    ("full", "no space", "disk i/o"): (
        f"The disk of the server is full, so the class database took nothing more. {_SAFE}"
    ),
    ("readonly", "read-only", "permission denied"): (
        f"The class database may only be read here. {_SAFE} Tell whoever runs the server."
    ),
    ("malformed", "not a database"): (
        f"The file of the class database is damaged. {_SAFE} Tell whoever runs the server."
    ),
}
UNREACHED = f"The class database cannot be reached. {_SAFE}"

_METADATA = sa.MetaData()
ENTRIES = sa.Table(
    "entries",
    _METADATA,
    sa.Column("learner", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("exercise", sa.Text),
    sa.Column("updated", sa.Text, nullable=False),
    sa.Column("private", sa.Boolean, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
ERASED = sa.Table(
    "erased",
    _METADATA,
    sa.Column("learner", sa.Text, primary_key=True),
    sa.Column("time", sa.Text, nullable=False),
)

# Made once: SQLAlchemy takes a millisecond and a half to put such a statement together, SQLite a tenth to run it.
_OF_LEARNER = sa.select(ENTRIES.c.body).where(ENTRIES.c.learner == sa.bindparam("learner"))
_ERASED_AMONG = sa.select(ERASED.c.learner).where(
    ERASED.c.learner.in_(sa.bindparam("learners", expanding=True))
)
_ADVISORY = sa.select(sa.func.pg_advisory_xact_lock(sa.bindparam("number", type_=sa.BigInteger)))


def _revising(insert: Any) -> Any:
    """Return the statement that adds an entry, or revises it where the given revision stands over it."""
    statement = insert(ENTRIES)
    new, old = statement.excluded, ENTRIES.c
    return statement.on_conflict_do_update(
        index_elements=[old.learner, old.id],
        set_={name: new[name] for name in ("exercise", "updated", "private", "body")},
        where=sa.tuple_(new.updated, new.body) > sa.tuple_(old.updated, old.body),
    )


class SqlStore:
    """Keeps records in SQLite or PostgreSQL.

    Parameters
    ----------
    url
        SQLAlchemy URL: ``sqlite:////folder/records.sqlite3`` or ``postgresql+psycopg://…``.
    patience
        Seconds that a save waits for others before it gives up with a sentence.
    """

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._commits: GroupCommit | None = None
        try:
            self._url = sa.make_url(url)
            self._engine = self._opened()
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError) as error:
            raise RecordError(
                "The setting SELFHELP_STORE names no database this course can use. "
                "Use sqlite, the path of a file, or postgresql://user@host/database."
            ) from error
        self._dialect = self._engine.dialect.name
        insert: Any = postgresql.insert if self._dialect == "postgresql" else sqlite.insert
        self._revise = _revising(insert)
        self._bury = insert(ERASED).on_conflict_do_nothing()
        with self._told():
            self._migrate()

    def _opened(self) -> sa.Engine:
        if self._url.get_backend_name() not in ("sqlite", "postgresql"):
            raise sa.exc.ArgumentError("neither SQLite nor PostgreSQL")
        if self._url.get_backend_name() == "postgresql":
            options = {"connect_timeout": 10, "options": f"-c lock_timeout={int(self._patience * 1000)}"}
            return sa.create_engine(self._url, connect_args=options, pool_pre_ping=True)
        path = self._url.database
        if path and path != ":memory:":
            try:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise RecordError(
                    f"The folder of the database {path!r} cannot be made ({error.strerror}). "
                    "Choose another place with SELFHELP_STORE."
                ) from error
            self._commits = GroupCommit(Path(path), HEAD, self._patience)
        engine = sa.create_engine(self._url, connect_args={"timeout": self._patience})
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine

    def load(self, learner: str) -> Record:
        """Return what is kept of ``learner``."""
        with self._told(), self._reading() as connection:
            bodies = connection.execute(_OF_LEARNER, {"learner": _digest(learner)}).scalars()
            return from_rows(map(json.loads, bodies))  # a newer copy of the course may have written some

    def save(self, learner: str, entries: Iterable[Entry]) -> None:
        """Merge ``entries``; on return they are on the disk."""
        digest = _digest(learner)
        rows = [_row(digest, entry) for entry in Record.of(entries).entries.values()]
        if not rows:
            return
        with self._told():
            here = self._write_here
            refused = self._commits.write(rows, here) if self._commits else here(rows)
        if refused:
            raise Erased

    def _write_here(self, rows: list[Row]) -> set[str]:
        """Write rows in one transaction, and return the learners who have deleted everything."""
        learners = sorted({row["learner"] for row in rows})
        with self._engine.begin() as connection:
            self._lock(connection, learners)
            erased = set(connection.execute(_ERASED_AMONG, {"learners": learners}).scalars())
            if living := [row for row in rows if row["learner"] not in erased]:
                connection.execute(self._revise, living)
        return erased

    def erase(self, learner: str) -> None:
        """Delete everything about ``learner``. What stays is the digest of a key that nobody has any more."""
        digest = _digest(learner)
        tombstone = {"learner": digest, "time": datetime.now(UTC).isoformat()}
        alone = self._commits.alone(self._write_here) if self._commits else nullcontext()
        with self._told(), alone:
            with self._engine.begin() as connection:
                self._lock(connection, [digest])
                connection.execute(sa.delete(ENTRIES).where(ENTRIES.c.learner == digest))
                connection.execute(self._bury, tombstone)
            if self._dialect == "sqlite":  # its log still holds every word that was written
                with self._reading() as connection:
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
        if self._commits:
            self._commits.close()

    def _reading(self) -> sa.Connection:
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def _lock(self, connection: sa.Connection, digests: list[str]) -> None:
        """Let nobody else write these learners until the end: SQLite lets nobody else write at all."""
        if self._dialect == "postgresql":
            for digest in digests:
                connection.execute(_ADVISORY, {"number": int(digest[:15], 16)})

    def _migrate(self) -> None:
        version = self._version()
        if version == HEAD:
            return
        from alembic import command, config  # noqa: PLC0415 (only for a new or an old database)
        from alembic.script import ScriptDirectory  # noqa: PLC0415

        settings = config.Config()
        settings.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
        known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
        if version is not None and version not in known:
            raise RecordError(
                f"The database has tables of version {version}, made by a newer copy of the course. "
                "Nothing was changed. Update selfhelp-teach."
            )
        with self._engine.begin() as connection:
            if self._dialect == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")

    def _version(self) -> str | None:
        with self._reading() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
            return None if found is None else str(found)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn a database's error into a sentence of ours."""
        try:
            yield
        except (sa.exc.SQLAlchemyError, OSError) as error:
            late = isinstance(error, TimeoutError)  # others held the lock all the time
            reason = "locked" if late else str(getattr(error, "orig", error)).lower()
            raise RecordError(_sentence(reason)) from error


def _sentence(reason: str) -> str:
    for words, sentence in FAULTS.items():
        if any(word in reason for word in words):
            return sentence
    return UNREACHED


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA secure_delete=ON")  # what was deleted is overwritten, not only unlinked
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote in between
    # (no waiting helps then); one that says IMMEDIATE waits its turn at the beginning.
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _digest(learner: str) -> str:
    return hashlib.sha256(checked_key(learner).encode()).hexdigest()


def _row(digest: str, entry: Entry) -> dict[str, Any]:
    moment = entry.updated.isoformat(timespec="milliseconds")
    return {
        "learner": digest,
        "id": entry.id,
        "exercise": entry.exercise,
        "updated": moment,
        "private": entry.private,
        "body": entry.canonical(),
    }


def named(url: str) -> tuple[str, str]:
    """Return the kind of database that a URL names, and the URL without its password.

    Raises
    ------
    RecordError
        Where it names none.
    """
    try:
        made = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise RecordError(
            f"It names no database this course can use ({error}). "
            "Use sqlite, the path of a file, or postgresql://user@host/database."
        ) from error
    return made.get_backend_name(), made.render_as_string(hide_password=True)
