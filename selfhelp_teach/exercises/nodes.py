"""YAML read with the line of every key, so that an error can say where it is.

The dialect is YAML 1.2's core: only ``true`` and ``false`` are booleans and no number is octal, so an
option called ``no`` stays a word. Anchors and aliases are refused: nobody needs them here, and they
are the way to make a small file unfold into a huge one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from selfhelp_teach.errors import ExerciseError

MAX_BYTES = 500_000
MAX_DEPTH = 20

Place = tuple[str | int, ...]


def named(place: Place) -> str:
    """Return a place as it is told: entries of lists are counted from 1."""
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in place)


# libyaml where it is there (ten times faster), the same dialect in either case
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Core(_Parser):  # type: ignore[misc]
    """Scalars as in YAML 1.2's core schema."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (pyyaml's)


_Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
_Core.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)


@dataclass(frozen=True)
class Sourced:
    """Plain data of one file, and the line each place in it starts on."""

    path: Path
    data: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """Return the line of ``place``, or of the nearest place around it."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.lines:
                return self.lines[place[:end]]
        return 1


def read(path: Path) -> Sourced:
    """Read one YAML file.

    Raises
    ------
    ExerciseError
        Where the file cannot be read, is too large, or is not YAML of the plain kind; with its line.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ExerciseError(f"{path}: the file is larger than {MAX_BYTES // 1000} kB. Make it shorter.")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExerciseError(f"{path}: the file is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExerciseError(
            f"{path}: the file cannot be read ({reason}). Check its name and rights."
        ) from error
    lines: dict[Place, int] = {}
    loader = _Core(text)
    try:
        for event in yaml.parse(text, Loader=_Core):
            if isinstance(event, yaml.AliasEvent):
                mark = event.start_mark
                line = mark.line + 1 if mark else 1
                raise ExerciseError(
                    f"{path}, line {line}: aliases (*name) are not used here. Repeat the text."
                )
        node = loader.get_single_node()
        data = None if node is None else _plain(path, loader, node, (), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ExerciseError(
            f"{path}, line {line}: this is not valid YAML ({error.problem}). "
            "Check the indentation, and put quotes around a text that holds a colon."
        ) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if isinstance(error, ExerciseError):
            raise
        raise ExerciseError(
            f"{path}: this is not valid YAML ({error}). Correct it and check again."
        ) from error
    finally:
        loader.dispose()
    return Sourced(path, data, lines)


def _plain(path: Path, loader: _Core, node: yaml.Node, place: Place, lines: dict[Place, int]) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if len(place) > MAX_DEPTH:
        raise ExerciseError(f"{path}, line {lines[place]}: the file is nested too deeply. Make it flatter.")
    if isinstance(node, yaml.SequenceNode):
        return [_plain(path, loader, child, (*place, n), lines) for n, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, child in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise ExerciseError(f"{path}, line {line}: a key must be a word. Write it as `key: value`.")
            key = str(key_node.value)
            if key in mapping:
                raise ExerciseError(
                    f"{path}, line {line}: the key {key!r} is given twice. Keep one of the two."
                )
            lines[(*place, key)] = line
            mapping[key] = _plain(path, loader, child, (*place, key), lines)
        return mapping
    return loader.construct_object(node)
