"""The site as a package for a learning platform: SCORM 1.2, or SCORM 2004 4th edition."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises import library, types
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.serving import course
from selfhelp_teach.site.build import build_site
from selfhelp_teach.translation import LANGUAGES, translator

# Version -> name spaces and words of its manifest, as the standard has them.
FORMATS = {
    "scorm12": {
        "content": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "adl": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
        "version": "1.2",
        "kind": "scormtype",
    },
    "scorm2004": {
        "content": "http://www.imsglobal.org/xsd/imscp_v1p1",
        "adl": "http://www.adlnet.org/xsd/adlcp_v1p3",
        "version": "2004 4th Edition",
        "kind": "scormType",
    },
}
# A page of the course is a file of the package; the platform launches one of them and counts what it is told.
MANIFEST = """<?xml version='1.0' encoding='utf-8'?>
<manifest xmlns="{content}" xmlns:adlcp="{adl}" identifier="selfhelp-teach" version="1">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>{version}</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{title}</title>
      <item identifier="all" identifierref="site">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="site" type="webcontent" adlcp:{kind}="sco" href="{start}">{files}
    </resource>
  </resources>
</manifest>"""


def has_right_answer(exercise: Exercise) -> bool:
    """Whether an exercise counts for a score: never a prediction, an opinion or a private inventory."""
    kind = types.of(exercise)
    return kind.scored and kind.checks(exercise) and not (exercise.prediction or exercise.private)


def described(slugs: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Return by page which exercises complete it and which count for the score."""
    wanted = list(slugs)
    pages: list[dict[str, Any]] = []
    for page in course.pages():
        exercises = library.of_page(page.key)
        if page.slug in wanted and exercises:
            core = [each.id for each in exercises if getattr(each, "core", True)]
            checks = [each.id for each in exercises if each.id in core and has_right_answer(each)]
            pages.append({"slug": page.slug, "core": core, "checks": checks})
    return {"pages": pages}


def manifest(form: str, title: str, files: Iterable[str], start: str) -> bytes:
    """Return ``imsmanifest.xml``.

    Parameters
    ----------
    form
        ``"scorm12"`` or ``"scorm2004"``.
    title
        Shown by the platform.
    files
        Paths of all files of the package.
    start
        The file that is launched.
    """
    listed = "".join(f'\n      <file href="{escape(path)}" />' for path in sorted(files))
    return MANIFEST.format(**FORMATS[form], title=escape(title), start=escape(start), files=listed).encode()


def build_package(
    out: Path,
    *,
    form: str,
    pyodide: str,
    languages: Iterable[str] = tuple(LANGUAGES),
    pages: Iterable[str] = (),
) -> Path:
    """Write the package ``out``, a zip file.

    Parameters
    ----------
    out
        A file that is not there yet.
    form
        ``"scorm12"`` or ``"scorm2004"``.
    pyodide, languages
        As for a site.
    pages
        Slugs or numbers of the pages that count; all by default.

    Raises
    ------
    InputError
        Where the file is there, or the course has no such page.
    """
    languages = list(languages)
    if out.exists():
        raise InputError(f"{out} is there already, and was not changed. Name a new file.")
    slugs = [_slug(name) for name in pages] or [page.slug for page in course.pages()]
    counted = json.dumps(described(slugs))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "site"
        site = build_site(folder, pyodide=pyodide, languages=languages, platform=(form, counted))
        first = course.place("index.html", languages[0])
        title = translator(languages[0])("Conflict in care")
        out.parent.mkdir(parents=True, exist_ok=True)
        part = out.with_name(f".{out.name}.part")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("imsmanifest.xml", manifest(form, title, site.files, first))
            for path in site.files:
                package.write(folder / path, path)
        part.replace(out)
    return out


def _slug(name: str) -> str:
    for page in course.pages():
        if page.is_called(name):
            return page.slug
    known = ", ".join(page.slug for page in course.pages())
    raise InputError(f"The course has no page {name!r}. Choose among: {known}.")
