"""Which store this installation keeps records in: the setting ``SELFHELP_STORE``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from selfhelp_teach.errors import RecordError

if TYPE_CHECKING:
    from selfhelp_teach.records.stores import Store

#: ``none`` (the default: only the session and the browser), ``sqlite`` (a file of this person), the path
#: of an SQLite file, or a URL such as ``postgresql+psycopg://user@host/database``.
SETTING = "SELFHELP_STORE"


def database_url() -> str | None:
    """Return the URL of the configured database, or None where none is configured."""
    setting = os.environ.get(SETTING, "none").strip()
    if setting in ("", "none"):
        return None
    if setting == "sqlite":
        import platformdirs  # noqa: PLC0415 (only where it is needed: the opening path stays short)

        folder = platformdirs.user_data_path("selfhelp-teach")
        return f"sqlite:///{folder / 'records.sqlite3'}"
    if "://" not in setting:
        return f"sqlite:///{Path(setting).expanduser().resolve()}"
    scheme = setting.split("://", 1)[0]
    if scheme in ("postgres", "postgresql"):  # what hosting panels print; our driver is psycopg 3
        return "postgresql+psycopg://" + setting.split("://", 1)[1]
    return setting


def configured_store() -> Store | None:
    """Return the configured store, or None where none is.

    Raises
    ------
    RecordError
        Where the database cannot be opened.
    """
    url = database_url()
    if url is None:
        return None
    from selfhelp_teach.records.sql import SqlStore  # noqa: PLC0415 (SQLAlchemy takes a quarter second)

    try:
        return SqlStore(url)
    except ImportError as error:
        raise RecordError(
            f"The database cannot be used here, because {error.name} is not installed. "
            "Install selfhelp-teach with its extra `postgres`."
        ) from error
