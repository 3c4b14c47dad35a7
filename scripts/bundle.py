"""Join the browser code to one module and one style sheet: ``python scripts/bundle.py [--check]``.

Both are committed, so that a reader's machine needs no Node.js. Each begins with a hash of what it was made
from; a server whose sources say another hash sends the sources themselves. ``--check`` writes nothing and
fails where esbuild would write something else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from selfhelp_teach.serving import assets

ESBUILD = Path("node_modules", ".bin", "esbuild").resolve()
MADE = {assets.MODULE: assets.MODULES_FROM, assets.SHEET: assets.SHEETS_FROM}


def join(made: str, made_from: str, into: Path) -> bytes:
    """Return what esbuild makes of the file ``made_from`` and all that it imports."""
    out = into / made
    kind = out.suffix[1:]
    vendored = [f"--external:*vendor/{path.name}" for path in assets.STATIC.glob("vendor/*.js")]
    subprocess.run(
        [
            *(ESBUILD, made_from, "--bundle", "--format=esm", "--minify", "--target=es2022", *vendored),
            *("--log-level=warning", "--legal-comments=none", f"--outfile={out}"),
            f"--banner:{kind}=/* {assets.made_from(kind)} */",
        ],
        check=True,
        cwd=assets.STATIC,
        # npm's script starts Node.js by its name; where that is the environment's own, it stands beside Python.
        env={**os.environ, "PATH": os.pathsep.join([os.environ["PATH"], str(Path(sys.executable).parent)])},
    )
    return out.read_bytes()


def main() -> int:
    """Make both files, or tell which is not what it should be."""
    stale = []
    for made, made_from in MADE.items():
        there = assets.STATIC / made
        with tempfile.TemporaryDirectory() as into:
            wanted = join(made, made_from, Path(into))
        if "--check" not in sys.argv:
            there.write_bytes(wanted)
        elif not there.is_file() or there.read_bytes() != wanted:
            stale.append(made)
    if stale:
        print(f"Out of step with their sources: {', '.join(stale)}. Run: make compile")
    return bool(stale)


if __name__ == "__main__":
    raise SystemExit(main())
