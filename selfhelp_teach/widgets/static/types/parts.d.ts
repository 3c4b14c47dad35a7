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

/** parts/address.js */
export interface AddressTraits extends PartTraits {
  code: string;
  name: string;
  said: string;
}

/** parts/causal_map.js */
export interface CausalMapTraits extends PartTraits {
  chosen: string;
  edges: shapes.MapEdge[];
  levels: shapes.MapLevel[];
  nodes: shapes.MapNode[];
  status: string;
  title: string;
}

/** parts/choice.js */
export interface ChoiceTraits extends PartTraits, controls.ControlTraits<controls.Chosen, controls.ChoiceOptions> {}

/** parts/compared.js */
export interface ComparedTraits extends PartTraits {
  about: string;
  columns: shapes.Measure[];
  note: string;
  rows: shapes.ComparedRow[];
  summary: string;
  title: string;
}

/** parts/door.js */
export interface DoorTraits extends PartTraits<shapes.DoorLabels> {
  answer: string;
  basis: string;
  courses: DataView;
  families: number;
  lever: shapes.Lever;
  months: number;
  options: controls.Option[];
  places: number[];
  question: string;
  said: string;
  start: number;
  status: string;
  title: string;
}

/** parts/download.js */
export interface DownloadTraits extends PartTraits {
  about: string;
  label: string;
  mime: string;
}

/** parts/event_log.js */
export interface EventLogTraits extends PartTraits {
  about: string;
  chairs: ("parents" | "staff")[];
  held: string;
  link: string;
  note: string;
  rows: shapes.StoryRow[];
  summary: string;
  title: string;
  ward: number;
  wards: number;
}

/** parts/exercise.js */
export interface ExercisePartTraits extends PartTraits<exercise.ExerciseLabels> {
  content: exercise.Task;
  path: string[];
  revealed: boolean;
}

/** parts/facets.js */
export interface FacetsTraits extends PartTraits {
  code: string;
  groups: shapes.Facet[];
  name: string;
  said: string;
  told: string;
}

/** parts/figure.js */
export interface FigureTraits extends PartTraits {
  columns: figure.Column[];
  datasets: Record<string, figure.Row[]>;
  filename: string;
  frame: DataView;
  frame_layout: figure.FrameLayout[];
  link: figure.ChartLink;
  note: string;
  params: figure.Signals;
  refining: boolean;
  selection: Record<string, unknown>;
  sources: figure.Source[];
  spec: figure.ChartSpec;
  status: string;
  summary: string;
  table: figure.Row[];
  title: string;
}

/** parts/findings.js */
export interface FindingsTraits extends PartTraits {
  groups: shapes.FindingGroup[];
  opened: [id?: string, times?: number];
  title: string;
}

/** parts/goals.js */
export interface GoalsTraits extends PartTraits {
  goals: shapes.Gauge[];
  note: string;
  title: string;
}

/** parts/history.js */
export interface HistoryTraits extends PartTraits {
  can_redo: boolean;
  can_undo: boolean;
  place: shapes.Place;
  redo_name: string;
  undo_name: string;
}

/** parts/matching.js */
export interface MatchingTraits extends PartTraits, controls.ControlTraits<controls.Placed, controls.MatchingOptions> {}

/** parts/number.js */
export interface NumberTraits extends PartTraits, controls.ControlTraits<number | null, controls.NumberOptions> {}

/** parts/panel.js */
export interface PanelTraits extends PartTraits<shapes.PanelLabels> {
  edits: Record<string, shapes.Edit>;
  groups: shapes.PanelGroup[];
  heard: Record<string, number>;
  label: string;
  locked: string[];
  readout: string;
  values: Record<string, shapes.Value>;
}

/** parts/pins.js */
export interface PinsTraits extends PartTraits {
  label: string;
  next: string;
  pins: shapes.Pin[];
}

/** parts/play.js */
export interface PlayTraits extends PartTraits, controls.ControlTraits<number, controls.PlayOptions> {}

/** parts/portfolio.js */
export interface PortfolioPartTraits extends PartTraits {
  content: shapes.PortfolioContent;
  summary: shapes.PortfolioSummary;
}

/** parts/presets.js */
export interface PresetsTraits extends PartTraits {
  chosen: string;
  disabled: boolean;
  label: string;
  options: shapes.Preset[];
}

/** parts/ranking.js */
export interface RankingTraits extends PartTraits, controls.ControlTraits<string[], controls.RankingOptions> {}

/** parts/record_sync.js */
export interface RecordSyncTraits extends PartTraits {
  compact: boolean;
  server: boolean;
}

/** parts/sketch.js */
export interface SketchTraits extends PartTraits, controls.ControlTraits<controls.Curve, controls.SketchOptions> {}

/** parts/slider.js */
export interface SliderTraits extends PartTraits, controls.ControlTraits<number, controls.SliderOptions> {}

/** parts/switch.js */
export interface SwitchTraits extends PartTraits, controls.ControlTraits<boolean, controls.ControlOptions<boolean>> {}

/** parts/tabs.js */
export interface TabsTraits extends PartTraits {
  away: string[];
  chosen: string;
  label: string;
  tabs: shapes.Tab[];
}

/** parts/ward.js */
export interface WardTraits extends PartTraits {
  autoplay: boolean;
  course: DataView;
  families: number;
  first: number;
  link: string;
  month: number;
  months: number;
  note: string;
  rate: number;
  replay: number;
  staff: number;
  status: string;
  tall: number;
  title: string;
}
