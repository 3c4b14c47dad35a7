"""What a server has at its start: exercises, Table 1, a place for answers. Told in a line each, or refused.

The place for answers is tried in a process of its own, so that the server itself needs no database library.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec

from selfhelp_teach.errors import RecordError, ServingError
from selfhelp_teach.evidence.table_one import SETTING as TABLE_1
from selfhelp_teach.evidence.table_one import load_table_1, table_1
from selfhelp_teach.exercises.folders import files, instructor_folders, passed_over
from selfhelp_teach.records.settings import configured_store, database_url
from selfhelp_teach.serving.paths import STORE

SECONDS = 60
ONLY_BROWSERS = "Answers: in each browser only"


def exercises() -> list[str]:
    """Return a line for each folder of somebody's own, and for each file in it that is left out.

    Raises
    ------
    ExerciseError
        Where a folder is missing or an exercise is not sound.
    """
    folders = instructor_folders()
    if not folders:
        return []
    from selfhelp_teach.exercises import library  # noqa: PLC0415 (only for a folder of somebody's own)

    library.exercises()  # a fault is told here, with file and line, and not by a page in class
    lines = []
    for folder in folders:
        count = len(files(folder))
        lines.append(f"{count} exercise{'' if count == 1 else 's'} added from {folder}")
        lines += passed_over(folder)
    return lines


def supplied_table() -> list[str]:
    """Return a line on the instructor's Table 1, if there is one.

    Raises
    ------
    DataError
        Where it is refused.
    """
    path = os.environ.get(TABLE_1)
    if not path:
        return []
    load_table_1(path)
    notice = table_1().notice
    return [f"Table 1 accepted from {path}", *([notice] if notice else [])]


class Answers:
    """The place for answers, where one is named: tried in a process of its own that runs from now on.

    Parameters
    ----------
    asked_for
        Whether a person named it. If not, a place that cannot be used is told and done without.
    """

    def __init__(self, *, asked_for: bool) -> None:
        self._asked_for = asked_for
        self._process = database_url() and subprocess.Popen(
            [sys.executable, "-P", "-m", "selfhelp_teach.serving.readiness"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )

    def line(self) -> str:
        """Return the line that tells where answers are kept.

        Raises
        ------
        ServingError
            Where they cannot be kept at the place that was asked for.
        """
        if not self._process:
            return ONLY_BROWSERS
        try:
            told, failure = self._process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            told, failure = "", f"Error: The place for answers did not answer within {SECONDS} seconds."
        if self._process.returncode == 0:
            return told.strip()
        reason = failure.strip().splitlines()[-1].removeprefix("Error: ") if failure.strip() else "It failed."
        if self._asked_for:
            raise ServingError(f"Answers cannot be kept as {STORE} or --store asks. {reason}")
        os.environ[STORE] = "none"
        return f"{ONLY_BROWSERS}. {reason}"

    def stop(self) -> None:
        """End the process, if it still runs."""
        if self._process:
            self._process.kill()
            self._process.wait()


def try_store() -> str:
    """Open the store as a page's kernel would, and tell where it is.

    Raises
    ------
    RecordError
        Where it cannot be opened, with the reason that its own software gives.
    """
    url = database_url()
    if url is None:
        return ONLY_BROWSERS
    from selfhelp_teach.records.sql import named  # noqa: PLC0415 (only where there is a database)

    backend, where = named(url)
    if backend == "postgresql" and find_spec("psycopg") is None:
        raise RecordError(
            "PostgreSQL needs the package psycopg, which is not installed. "
            "Run: pip install 'selfhelp-teach[postgres]'"
        )
    try:
        store = configured_store()
        if store is not None:
            store.load("0" * 32)
    except RecordError as error:
        cause = error.__cause__
        reason = str(getattr(cause, "orig", None) or cause or "").strip().split("\n")[0]
        raise RecordError(f"{error} [{where}: {reason}]" if reason else f"{error} [{where}]") from error
    place = where.removeprefix("sqlite:///") if backend == "sqlite" else where
    return f"Answers: in each browser, and in {place}"


def main() -> int:
    """Print where answers are kept, or why they cannot be."""
    try:
        print(try_store())  # noqa: T201 (the server reads it)
    except RecordError as error:
        print(f"Error: {' '.join(str(error).split())}", file=sys.stderr)  # noqa: T201 (this too)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
