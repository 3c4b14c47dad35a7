"""Write the traits of each browser part as types, so that its module and its Python cannot drift apart."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path
from typing import Any

import traitlets as t

import selfhelp_teach.exercises
import selfhelp_teach.widgets
from selfhelp_teach.widgets.controls import Control
from selfhelp_teach.widgets.part import STATIC, Part

OUT = STATIC / "types" / "parts.d.ts"
HEAD = """\
// Made by scripts/part_types.py from the traits of the Python parts; a test holds it to them. Do not edit.
import type * as controls from "./controls";
import type { Words } from "./dom";
import type * as exercise from "./exercise";
import type * as figure from "./figure";
import type * as shapes from "./shapes";

/** What every part has; its `labels` are words of its own. */
interface PartTraits<Labels = Words> {
  area: string;
  key: string;
  labels: Labels;
  language: string;
  module: string;
}

/** What became of a message. */
export type Outcome = "delivered" | "lost" | "too large";

/** What a module may ask of its model: the traits of its part, and the messages between them. */
export interface PartModel<Traits> {
  get<Key extends keyof Traits & string>(key: Key): Traits[Key];
  set<Key extends keyof Traits & string>(key: Key, value: Traits[Key]): void;
  set(values: Partial<Traits>): void;
  save_changes(): void;
  /** Our host says what became of it; a stock front end says nothing. */
  send(content: Record<string, unknown>, callbacks?: unknown, buffers?: ArrayBuffer[]): Promise<Outcome> | undefined;
  on(event: `change:${keyof Traits & string}` | "change", callback: () => void): void;
  on(event: "msg:custom", callback: (content: shapes.Message, buffers: DataView[]) => void): void;
  off(event: `change:${keyof Traits & string}` | "change", callback: () => void): void;
  off(event: "msg:custom", callback: (content: shapes.Message, buffers: DataView[]) => void): void;
}

/** What a module's `render` is given. */
export interface PartContext<Traits> {
  model: PartModel<Traits>;
  el: HTMLElement;
}

/** Shows a part and returns what ends it, with all that it listens to. */
export type Render<Traits> = (context: PartContext<Traits>) => (() => void) | Promise<() => void>;

/** A module of parts/. */
export interface PartModule<Traits> {
  render: Render<Traits>;
}
"""
# What every control has: types/controls.d.ts says it once, with the types of its value and of its options.
CONTROL = {"disabled", "options", "rested", "value"}
CONTROLS = {
    "Choice": "controls.Chosen",
    "Matching": "controls.Placed",
    "Number": "number | null",
    "Play": "number",
    "Ranking": "string[]",
    "Sketch": "controls.Curve",
    "Slider": "number",
    "Switch": "boolean",
}
# What lists and dictionaries hold: `controls.` and `shapes.` are files beside the one made here.
SHAPES = {
    "CausalMap.edges": "shapes.MapEdge[]",
    "CausalMap.levels": "shapes.MapLevel[]",
    "CausalMap.nodes": "shapes.MapNode[]",
    "Choice.options": "controls.ChoiceOptions",
    "Compared.columns": "shapes.Measure[]",
    "Compared.rows": "shapes.ComparedRow[]",
    "Door.labels": "shapes.DoorLabels",
    "Door.lever": "shapes.Lever",
    "Door.options": "controls.Option[]",
    "Door.places": "number[]",
    "EventLog.chairs": '("parents" | "staff")[]',
    "EventLog.rows": "shapes.StoryRow[]",
    "ExercisePart.content": "exercise.Task",
    "ExercisePart.labels": "exercise.ExerciseLabels",
    "ExercisePart.path": "string[]",
    "PortfolioPart.content": "shapes.PortfolioContent",
    "PortfolioPart.summary": "shapes.PortfolioSummary",
    "Facets.groups": "shapes.Facet[]",
    "Findings.groups": "shapes.FindingGroup[]",
    "Findings.opened": "[id?: string, times?: number]",
    "Figure.columns": "figure.Column[]",
    "Figure.datasets": "Record<string, figure.Row[]>",
    "Figure.frame_layout": "figure.FrameLayout[]",
    "Figure.link": "figure.ChartLink",
    "Figure.params": "figure.Signals",
    "Figure.sources": "figure.Source[]",
    "Figure.spec": "figure.ChartSpec",
    "Figure.table": "figure.Row[]",
    "Goals.goals": "shapes.Gauge[]",
    "History.place": "shapes.Place",
    "Matching.options": "controls.MatchingOptions",
    "Number.options": "controls.NumberOptions",
    "Panel.groups": "shapes.PanelGroup[]",
    "Panel.edits": "Record<string, shapes.Edit>",
    "Panel.heard": "Record<string, number>",
    "Panel.labels": "shapes.PanelLabels",
    "Panel.locked": "string[]",
    "Panel.values": "Record<string, shapes.Value>",
    "Part.labels": "Words",
    "Pins.pins": "shapes.Pin[]",
    "Play.options": "controls.PlayOptions",
    "Presets.options": "shapes.Preset[]",
    "Ranking.options": "controls.RankingOptions",
    "Sketch.options": "controls.SketchOptions",
    "Slider.options": "controls.SliderOptions",
    "Switch.options": "controls.ControlOptions<boolean>",
    "Tabs.away": "string[]",
    "Tabs.tabs": "shapes.Tab[]",
}


def written(part: type[Part], name: str, trait: Any) -> str:
    """Return the TypeScript type of a trait."""
    if issubclass(part, Control) and name in {"value", "rested"}:
        return CONTROLS[part.__name__]
    for each in part.__mro__:
        if shape := SHAPES.get(f"{each.__name__}.{name}"):
            return shape
    kinds: tuple[tuple[type, str], ...] = (
        (t.Bool, "boolean"),
        (t.Float, "number"),
        (t.Integer, "number"),
        (t.Unicode, "string"),
        (t.Bytes, "DataView"),
        (t.List, "unknown[]"),
        (t.Dict, "Record<string, unknown>"),
    )
    found = next((name for kind, name in kinds if isinstance(trait, kind)), "unknown")
    return f"{found} | null" if trait.allow_none and found != "unknown" else found


def parts() -> list[type[Part]]:
    """Return every part that has a module, by the name of its class."""
    for package in (selfhelp_teach.widgets, selfhelp_teach.exercises):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    found, waiting = [], [Part]
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.module.default_value and each.__module__.startswith("selfhelp_teach."):
            found.append(each)
    return sorted(found, key=lambda each: each.__name__)


def text() -> str:
    """Return the whole file."""
    blocks = [HEAD]
    shared = {"area", "key", "language", "module"}
    for part in parts():
        traits = part.class_traits(sync=True)
        types = {
            name: written(part, name, trait)
            for name, trait in sorted(traits.items())
            if not name.startswith("_") and name not in {"layout", "tabbable", "tooltip"} | shared
        }
        labels = types.pop("labels")
        bases = "PartTraits" if labels == "Words" else f"PartTraits<{labels}>"
        if issubclass(part, Control):
            bases += f", controls.ControlTraits<{types['value']}, {types['options']}>"
            types = {name: kind for name, kind in types.items() if name not in CONTROL}
        lines = "".join(f"\n  {name}: {kind};" for name, kind in types.items())
        body = f"{{{lines}\n}}" if lines else "{}"
        name = f"{part.__name__}Traits"
        blocks.append(
            f"/** parts/{part.module.default_value}.js */\nexport interface {name} extends {bases} {body}\n"
        )
    return "\n".join(blocks)


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(
            0 if OUT.read_text(encoding="utf-8") == text() else f"{Path(OUT).name} is not as the parts are"
        )
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(text(), encoding="utf-8")
