/** What the lists and dictionaries of the parts hold (scripts/part_types.py says which is which). */
import type { ChoiceOptions, Chosen, ControlOptions, NumberOptions, Option, SliderOptions } from "./controls";
import type { Words } from "./dom";

/** A message of a part, in either direction; `re` names the question it answers (ask.js). */
export interface Message {
  kind?: string;
  re?: string;
  [name: string]: unknown;
}

/** What a control of a panel holds. */
export type Value = number | boolean | Chosen;

type Given<Kind, Options> = { name: string; kind: Kind } & Omit<Options, "value" | "onInput" | "onChange" | "labels">;
export type PanelItem =
  | Given<"slider", SliderOptions>
  | Given<"switch", ControlOptions<boolean>>
  | Given<"choice", ChoiceOptions>
  | Given<"number", NumberOptions>;

export interface PanelGroup {
  items: PanelItem[];
  title?: string;
  about?: string;
  folds?: boolean;
  open?: boolean;
}

export interface PanelLabels {
  slider: Words;
  switch: Words;
  number: Words;
  status: Words;
  locked: string;
}

export interface DoorLabels {
  ward: Words;
  slider: Words;
  yours: string;
  so: string;
  look: string;
  first: string;
  right: string;
  other: string;
}

/** What the door's one slider is called, and its two ends. */
export interface Lever {
  label: string;
  ends: [string, string];
}

/** What the hand gave, how often it has moved, and how often it has come to rest. */
export type Edit = [value: Value, moves: number, rests: number];

export interface Preset extends Omit<Option, "colour"> {}

export interface Pin {
  letter: string;
  label: string;
  tone: string;
}

/** A row of the comparison: texts, one a measure; no differences in the first. */
export interface ComparedRow extends Pin {
  values: string[];
  differences: string[];
}

export interface Measure {
  label: string;
  unit: string;
}

export interface Gauge {
  text: string;
  value: string;
  fraction: number;
  reached: boolean;
}

/** The present step: its number, and its name with the state as the part's `code` gives it. */
export interface Place {
  at: number;
  state: [name: string, state: unknown] | null;
}

/** One thing to choose by, with what may be chosen of it and how many findings that would leave. */
export interface Facet {
  name: string;
  label: string;
  chosen: string;
  options: { value: string; label: string; count: number }[];
  /** As a list in place of bars. */
  list?: boolean;
}

/** The findings of a study. */
export interface FindingGroup {
  title: string;
  about: string;
  items: { id: string; label: string; number: string; share: number | null }[];
}

export interface Tab {
  name: string;
  label: string;
  keys: string[];
}

/** An event of a ward's story; a sentence a chair where it is told from two. */
export interface StoryRow {
  month: number;
  seen: string;
  kind: string;
  sentence: string;
  parents?: string;
  staff?: string;
}

export interface PortfolioContent {
  reflect: string;
  levels: string[];
  formats: string[];
  show?: ("gaps" | "rating" | "files")[];
}

/** What the record holds so far; empty before anything is in it. */
export interface PortfolioSummary {
  counts?: [predictions: number, answers: number, challenges: number];
  prompts?: { title: string; text: string }[];
  predictions?: { title: string; expected: string; result: string; confidence: string }[];
}

export interface MapLevel {
  key: string;
  label: string;
  about?: string;
  align?: "start" | "end";
}

export interface MapNode {
  key: string;
  level: string;
  label: string;
  text: string;
  status: string;
  source?: string;
  locator?: string;
  url?: string;
  points?: { label: string; text: string }[];
}

export interface MapEdge {
  from: string;
  to: string;
  status: string;
  strong: boolean;
  sign?: string;
  label?: string;
}
