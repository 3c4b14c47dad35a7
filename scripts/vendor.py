"""Renew the browser libraries kept under ``widgets/static/vendor``.

``python scripts/vendor.py`` asks npm for the Vega that vl-convert compiles for and for Chart2Music, wraps
their self-contained builds as ES modules, gathers the licences of all they hold, and records version and
checksums in ``vendor.json``. Nothing is fetched by anyone else: pages load the copy in our own package.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from pathlib import Path

import vl_convert

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "selfhelp_teach" / "widgets" / "static" / "vendor"

# The npm build is UMD: with a loader on the page (stock Voila has RequireJS) it would register itself there
# instead of returning. Inside these lines it sees CommonJS whatever the page holds.
BEFORE = "const module = { exports: {} }, exports = module.exports, define = undefined;\n"
AFTER = "\nexport default module.exports;\n"
# Chart2Music's own build for the browser names what it makes, and holds its helpers.
NAMED_AFTER = "\nexport default {name};\n"
CHART2MUSIC = "1.20.0"


def sha256(data: bytes) -> str:
    """Return the checksum written into ``vendor.json``."""
    return hashlib.sha256(data).hexdigest()


def licences(modules: Path) -> str:
    """Return the licence of every package in the build, each text once with the packages it covers."""
    texts: dict[str, list[str]] = {}
    for manifest in sorted([*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]):
        package = json.loads(manifest.read_text(encoding="utf-8"))
        found = sorted(manifest.parent.glob("LICEN[SC]E*"))
        if package["name"].startswith("@types/") or not found:
            continue
        text = "\n".join(line.rstrip() for line in found[0].read_text(encoding="utf-8").splitlines()).strip()
        texts.setdefault(text, []).append(f"{package['name']} {package['version']}")
    return "\n\n".join(f"{', '.join(names)}\n\n{text}" for text, names in texts.items()) + "\n"


def renew(package: str, version: str, build: str, name: str = "") -> dict[str, str]:
    """Fetch one package with npm, write its module and licences, and return its record.

    ``name`` is what the build declares, where it is not made for loaders.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", f"{package}@{version}"]
        subprocess.run(command, cwd=folder, check=True)
        modules = Path(folder) / "node_modules"
        source = (modules / package / build).read_bytes()
        (VENDOR / f"{package}.LICENSE").write_text(licences(modules), encoding="utf-8")
    lines = source.decode("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))
    before, after = ("", NAMED_AFTER.format(name=name)) if name else (BEFORE, AFTER)
    module = (before + text + after).encode("utf-8")
    (VENDOR / f"{package}.js").write_bytes(module)
    return {
        "version": version,
        "file": f"{package}.js",
        "sha256": sha256(module),
        "made_from": f"{package}@{version}/{build}",
        "made_from_sha256": sha256(source),
        "licences": f"{package}.LICENSE",
    }


def main() -> None:
    """Renew everything and write the record."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    record = {
        "vega": renew("vega", vl_convert.get_vega_version(), "build/vega.min.js"),
        "chart2music": renew("chart2music", CHART2MUSIC, "dist/index.js", name="c2mChart"),
    }
    (VENDOR / "vendor.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(*(f"{name} {each['version']} renewed." for name, each in record.items()), sep="\n")


if __name__ == "__main__":
    main()
