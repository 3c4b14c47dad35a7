"""YAML read with the line of every key, so that an error can say where it is.

The dialect is YAML 1.2's core: only ``true`` and ``false`` are booleans and no number is octal, so an
option called ``no`` stays a word. Anchors and aliases are refused: nobody needs them here, and they
are the way to make a small file unfold into a huge one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from selfhelp_teach.errors import ExerciseError

MAX_BYTES = 500_000
MAX_DEPTH = 20

KeyPath = tuple[str | int, ...]

#: Signs that nobody sees: they come along from word processors and pages, and YAML takes them for letters.
INVISIBLE = re.compile(
    "[\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff]"
)
_MATTERS = re.compile(rf"^[ -]*[\w-]*{INVISIBLE.pattern}|:{INVISIBLE.pattern}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# What libyaml notices only further on; the fault lies where it began.
_BEGUN_BEFORE = ("while scanning a simple key", "while scanning a quoted", "while parsing a flow")


def invisible(text: str) -> str:
    """Return the name of the first sign in ``text`` that nobody sees, or an empty text."""
    found = INVISIBLE.search(text)
    return f"an invisible sign ({_sign(found[0])})" if found else ""


def _sign(sign: str) -> str:
    name = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X}" + (f", {name}" if name else "")


def dotted(place: KeyPath) -> str:
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
class YamlSource:
    """Plain data of one file, and the line each place in it starts on."""

    path: Path
    data: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def line(self, place: KeyPath) -> int:
        """Return the line of ``place``, or of the nearest place around it."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.lines:
                return self.lines[place[:end]]
        return 1


def read(path: Path) -> YamlSource:
    """Read one YAML file.

    Raises
    ------
    ExerciseError
        Where the file cannot be read, is too large, or is not YAML of the plain kind; with its line.
    """
    return parsed(path, text_of(path))


def text_of(path: Path) -> str:
    """Return the text of one file, or raise :class:`ExerciseError` where it cannot be read or is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ExerciseError(f"{path}: the file is larger than {MAX_BYTES // 1000} kB. Make it shorter.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExerciseError(f"{path}: the file is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExerciseError(
            f"{path}: the file cannot be read ({reason}). Check its name and rights."
        ) from error


@lru_cache(maxsize=8)  # what is wrong with a file is told with lines of the file just read
def parsed(path: Path, text: str) -> YamlSource:
    """Return what the text of a file holds, or raise :class:`ExerciseError` where it is not YAML of the plain kind."""
    if control := _CONTROL.search(text):
        raise ExerciseError(
            f"{path}, line {text.count(chr(10), 0, control.start()) + 1}: there is a control sign "
            f"({_sign(control[0])}). Delete it: it came along from another program."
        )
    lines: dict[KeyPath, int] = {}
    count = _Lines(text)
    loader = _Core(text)
    try:
        for event in (
            yaml.parse(text, Loader=_Core) if "&" in text else ()
        ):  # an alias of nothing is told below
            if isinstance(event, yaml.AliasEvent):
                raise _no_alias(path, count.of(event.start_mark))
        node = loader.get_single_node()
        data = None if node is None else _Reader(path, loader, count, lines).plain(node, ())
    except yaml.MarkedYAMLError as error:
        if "undefined alias" in str(error.problem):
            raise _no_alias(path, count.of(error.problem_mark)) from error
        raise ExerciseError(f"{path}, {_unreadable(error, text, count)}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if isinstance(error, ExerciseError):
            raise
        raise ExerciseError(
            f"{path}: this is not valid YAML ({error}). Correct it and check again."
        ) from error
    finally:
        loader.dispose()
    return YamlSource(path, data, lines)


def _no_alias(path: Path, line: int) -> ExerciseError:
    return ExerciseError(f"{path}, line {line}: aliases (*name) are not used here. Repeat the text.")


def _unreadable(error: yaml.MarkedYAMLError, text: str, count: _Lines) -> str:
    """Return line, fault and mend of a text that is not YAML."""
    begun = str(error.context or "").startswith(_BEGUN_BEFORE) and error.context_mark is not None
    line = count.of(error.context_mark if begun else error.problem_mark or error.context_mark)
    for near in (line, line + 1, line - 1):
        written = "".join(text.split("\n")[near - 1 : near]) if near > 0 else ""
        hidden = invisible(written)
        if hidden and (near == line or _MATTERS.search(written)):  # within a text such signs are welcome
            return (
                f"line {near}: this is not valid YAML ({error.problem}), and the line holds {hidden}. "
                "Delete it, and type a space where one belongs."
            )
    return (
        f"line {line}: this is not valid YAML ({error.problem}). "
        "Check the indentation, and put quotes around a text that holds a colon."
    )


class _Lines:
    """Counts lines as editors do; YAML also ends a line at signs that editors show within one."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def of(self, mark: Any) -> int:
        """Return the line of a mark, 1 where there is none."""
        return 1 if mark is None else bisect_right(self._ends, mark.index - 1) + 1


@dataclass(frozen=True)
class _Reader:
    """Turns nodes into plain data and notes the line of each place."""

    path: Path
    loader: _Core
    count: _Lines
    lines: dict[KeyPath, int]

    def plain(self, node: yaml.Node, place: KeyPath) -> Any:
        """Return the plain data of a node."""
        self.lines.setdefault(place, self.count.of(node.start_mark))
        if len(place) > MAX_DEPTH:
            raise self._refused(self.lines[place], "the file is nested too deeply. Make it flatter.")
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*place, n)) for n, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        return self.loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, place: KeyPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, child in node.value:
            line = self.count.of(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._refused(line, "a key must be a word. Write it as `key: value`.")
            key = str(key_node.value)
            if hidden := invisible(key):
                raise self._refused(
                    line,
                    f"before or in the key {INVISIBLE.sub('', key)!r} stands {hidden}. Type the line again.",
                )
            if key in mapping:
                raise self._refused(line, f"the key {key!r} is given twice. Keep one of the two.")
            self.lines[(*place, key)] = line
            mapping[key] = self.plain(child, (*place, key))
        return mapping

    def _refused(self, line: int, sentence: str) -> ExerciseError:
        return ExerciseError(f"{self.path}, line {line}: {sentence}")
