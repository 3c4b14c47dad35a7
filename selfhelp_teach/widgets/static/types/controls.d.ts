/** What the builders in controls/ take and give. */
import type { Words } from "./dom";

/** The name of a control and what stands beside it. */
export interface Heading {
  label: string;
  description?: string;
  /** Where its numbers come from: a provenance status, and the visible word for it. */
  status?: string;
  statusLabel?: string;
}

/** `Told` is what it says, `Value` what it takes: often less strict, as a reader's earlier answer may be. */
export interface ControlOptions<Value, Told extends Value = Value> extends Heading {
  value?: Value;
  labels?: Words;
  disabled?: boolean;
  /** While it moves. */
  onInput?: (value: Told) => void;
  /** When it rests. */
  onChange?: (value: Told) => void;
}

export interface Control<Value, Told extends Value = Value> {
  root: HTMLElement;
  readonly value: Told;
  /** Set without telling anyone: the one who sets knows. */
  setValue(value: Value): void;
  setDisabled(disabled: boolean): void;
  destroy(): void;
}

/** The traits a control has as a part; `rested` follows the value when it rests. */
export interface ControlTraits<Value, Options> {
  key: string;
  labels: Words;
  disabled: boolean;
  options: Options;
  value: Value;
  rested: Value;
}

/** Something to choose, to order or to place. */
export interface Option {
  value: string;
  label: string;
  description?: string;
  colour?: string;
}

/** One, several where `multiple` is set, or none yet. */
export type Chosen<Value extends string | number = string> = Value | Value[] | null;

export interface ChoiceOptions<Value extends string | number = string, Told extends Chosen<Value> = Chosen<Value>> extends ControlOptions<Told> {
  options: (Omit<Option, "value"> & { value: Value })[];
  /** Several of several: the value is a list. */
  multiple?: boolean;
  layout?: "list" | "row";
}

export interface SliderOptions extends ControlOptions<number | undefined, number> {
  min?: number;
  max?: number;
  step?: number;
  default?: number;
  unit?: string;
  ends?: [string, string];
  ticks?: (number | { value: number; label?: string })[];
  valueText?: (value: number) => string;
}

export interface PlayOptions extends SliderOptions {
  /** Steps a second, or what returns them. */
  rate?: number | (() => number);
  /** Others that follow, such as a chart's month signal. */
  link?: { group: string };
  /** When another of the group has moved this one. */
  onFollow?: (value: number) => void;
}

export interface NumberOptions extends ControlOptions<number | null> {
  min?: number;
  max?: number;
  step?: number | "any";
  unit?: string;
}

export interface RankingOptions extends ControlOptions<string[] | null, string[]> {
  items: Option[];
  ends?: [string, string];
}

/** The target of each item, or null where it is not placed. */
export type Placed = Record<string, string | null>;

export interface MatchingOptions extends ControlOptions<Placed | null, Placed> {
  items: Option[];
  targets: Option[];
}

export type Curve = (number | null)[];

/** A curve drawn beside the reader's own. */
export interface Reference {
  label: string;
  values: Curve;
  kind?: string;
}

export interface SketchOptions extends ControlOptions<Curve | null, Curve> {
  x: { values: number[]; label: string; unit?: string };
  y: { min: number; max: number; step?: number; label: string; unit?: string };
  references?: Reference[];
}
