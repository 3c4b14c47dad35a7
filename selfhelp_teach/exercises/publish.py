"""Write the JSON Schema and the register of ids: ``python -m selfhelp_teach.exercises.publish``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from selfhelp_teach.exercises.library import CONTENT, files
from selfhelp_teach.exercises.schema import competencies
from selfhelp_teach.exercises.types import AnyExercise
from selfhelp_teach.locations import PACKAGE

IDS = Path(__file__).with_name("ids.txt")
SCHEMA = PACKAGE.parent / "docs" / "schema" / "exercise.schema.json"
SCHEMA_ID = "https://selfhelp-teach.invalid/schema/exercise.schema.json"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that an exercise file keeps."""
    adapter: TypeAdapter[Any] = TypeAdapter(AnyExercise)
    body = adapter.json_schema(mode="validation")
    for definition in body["$defs"].values():
        tags = definition.get("properties", {}).get("competencies")
        if tags:
            tags["items"] = {"type": "string", "enum": list(competencies())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "An exercise of selfhelp-teach",
        **body,
    }


def schema_text() -> str:
    """Return the schema as it is written to the file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def ids() -> list[str]:
    """Return every id ever published: the register, and the files that are there now."""
    old = IDS.read_text(encoding="utf-8").split() if IDS.is_file() else []
    now = [path.stem for path in files(CONTENT)]
    return sorted({*old, *now})


def main() -> None:
    """Write both files."""
    SCHEMA.parent.mkdir(parents=True, exist_ok=True)
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    IDS.write_text("\n".join(ids()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
