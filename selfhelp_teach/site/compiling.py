"""Compiles modules for the browser's Python, the course's and its libraries', so that no reader's machine has to.

Compiled modules are of one Python version. This uses a Python of that version where one is here: the one that runs,
or ``python3.12`` and the like on the path. Without one a site has the sources, and each reader compiles them.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

MOMENT = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same content
UNASKED = ("/tests/", "/testing/", "/f2py/", "/include/")  # of libraries: for who builds or tests them

# Runs in the other Python: every module below a folder, compiled into a file that stands in for its source, without the
# columns of a traceback, and without docstrings where nothing but a programmer reads them.
_SCRIPT = """
import pathlib, py_compile, sys
if "%d.%d" % sys.version_info[:2] != sys.argv[2]:
    sys.exit("another version")
folder = pathlib.Path(sys.argv[1])
for path in sorted(folder.rglob("*.py")):
    py_compile.compile(
        str(path), cfile=str(path.with_suffix(".pyc")), dfile=path.relative_to(folder).as_posix(), doraise=True,
        optimize=int(sys.argv[3]), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
"""


def interpreters(python: str) -> list[str]:
    """Return the Pythons that may be of the version ``python``, as ``3.12``: this one first."""
    mine = "{}.{}".format(*sys.version_info[:2])
    found = [sys.executable if mine == python else None, shutil.which(f"python{python}")]
    return [each for each in found if each]


def compiled(sources: dict[str, bytes], python: str, *, optimize: int = 2) -> dict[str, bytes]:
    """Return modules compiled for a Python, or as they are where none of its version is here.

    Parameters
    ----------
    sources
        Modules by the path of their file.
    python
        The version, such as ``3.12.7``; empty where it is not known.
    optimize
        As of :func:`compile`: 2 leaves docstrings and assertions out, 0 nothing.
    """
    wanted = ".".join(python.split(".")[:2])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, source in sources.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source)
        for interpreter in interpreters(wanted) if wanted else ():
            command = [interpreter, "-I", "-X", "no_debug_ranges", "-c", _SCRIPT, name, wanted, str(optimize)]
            done = subprocess.run(command, check=False, capture_output=True, timeout=300)  # noqa: S603
            if done.returncode == 0:
                made = {f"{path.removesuffix('.py')}.pyc" for path in sources}
                return {path: (folder / path).read_bytes() for path in sorted(made)}
    return sources


def repacked(archive: bytes, python: str) -> bytes | None:
    """Return an archive of modules with each of them compiled, and without what no page asks for.

    Pyodide's own archives hold sources, which a browser compiles at every start: half of the time that it takes.

    Parameters
    ----------
    archive
        A zip file or a wheel.
    python
        The version for which modules are compiled.

    Returns
    -------
    bytes or None
        The archive; None where no Python of that version is here.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        files = {
            name: packed.read(name)
            for name in packed.namelist()
            if not name.endswith(("/", ".pyi")) and not any(part in f"/{name}" for part in UNASKED)
        }
    sources = {name: content for name, content in files.items() if name.endswith(".py")}
    made = compiled(sources, python, optimize=0)  # libraries may read their docstrings: NumPy does
    if made is sources:
        return None
    others = {name: content for name, content in files.items() if name not in sources}
    return zipped(made | others)


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive that is the same for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in sorted(files.items()):
            file.writestr(zipfile.ZipInfo(name, MOMENT), content, how, 9)
    return made.getvalue()
