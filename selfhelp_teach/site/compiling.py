"""Compiles the course's modules for the browser's Python, so that no reader's machine has to.

Compiled modules are of one Python version. This uses a Python of that version where one is here: the one that runs,
or ``python3.12`` and the like on the path. Without one a site has the sources, and each reader compiles them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Runs in the other Python: every module below a folder, compiled into a file that stands in for its source, without
# what only a programmer reads: docstrings and the columns of a traceback.
_SCRIPT = """
import pathlib, py_compile, sys
if "%d.%d" % sys.version_info[:2] != sys.argv[2]:
    sys.exit("another version")
folder = pathlib.Path(sys.argv[1])
for path in sorted(folder.rglob("*.py")):
    py_compile.compile(
        str(path), cfile=str(path.with_suffix(".pyc")), dfile=path.relative_to(folder).as_posix(), doraise=True,
        optimize=2, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
"""


def interpreters(python: str) -> list[str]:
    """Return the Pythons that may be of the version ``python``, as ``3.12``: this one first."""
    mine = "{}.{}".format(*sys.version_info[:2])
    found = [sys.executable if mine == python else None, shutil.which(f"python{python}")]
    return [each for each in found if each]


def compiled(sources: dict[str, bytes], python: str) -> dict[str, bytes]:
    """Return modules compiled for a Python, or as they are where none of its version is here.

    Parameters
    ----------
    sources
        Modules by the path of their file.
    python
        The version, such as ``3.12.7``; empty where it is not known.
    """
    wanted = ".".join(python.split(".")[:2])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, source in sources.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source)
        for interpreter in interpreters(wanted) if wanted else ():
            command = [interpreter, "-I", "-X", "no_debug_ranges", "-c", _SCRIPT, name, wanted]
            done = subprocess.run(command, check=False, capture_output=True, timeout=300)  # noqa: S603
            if done.returncode == 0:
                made = {f"{path.removesuffix('.py')}.pyc" for path in sources}
                return {path: (folder / path).read_bytes() for path in sorted(made)}
    return sources
