/** An exercise as its page gets it (exercises/presentation.py): nothing in it gives the answer away. */
import type { Option } from "./controls";
import type { Words } from "./dom";
import type { Entry } from "./record";

interface Common {
  id: string;
  version: number;
  page: string;
  /** Whether an answer can be right or near; else it is only kept. */
  marked: boolean;
  title: string;
  promptHtml: string;
  prediction: boolean;
  private: boolean;
  confidence: boolean;
  hintsHtml: string[];
  minutes: number;
  extra: boolean;
  gapHtml: string;
}

interface ChoiceTask<Type> extends Common {
  type: Type;
  options: Option[];
}
export type SingleChoiceTask = ChoiceTask<"single-choice">;
export type MultipleChoiceTask = ChoiceTask<"multiple-choice">;

export interface NumberTask extends Common {
  type: "number";
  min: number;
  max: number;
  step: number | null;
  unit: string;
}

export interface RankingTask extends Common {
  type: "ranking";
  items: Option[];
  ends: [string, string];
}

export interface MatchingTask extends Common {
  type: "matching";
  items: Option[];
  targets: Option[];
}

export interface CurveTask extends Common {
  type: "curve";
  x: { values: number[]; label: string; unit: string };
  y: { min: number; max: number; label: string; unit: string };
}

export interface ConfidenceTask extends Common {
  type: "confidence";
  statement: string;
}

export interface LikertTask extends Common {
  type: "likert";
  statements: Option[];
  scale: string[];
}

export interface ChallengeTask extends Common {
  type: "challenge";
  /** What of the ward it begins with is other than usual. */
  start: Record<string, string | number>;
  locked: string[];
  goals: string[];
  percent: boolean[];
}

export interface TextTask extends Common, WritingTask {
  type: "free-text";
}

/** What a box to write in needs to know. */
export interface WritingTask {
  criteria?: string[];
  starters?: string[];
  /** How many at least and at most. */
  words?: [number, number | null];
  label?: string;
  rows?: number;
}

export interface Condition {
  met?: string[];
  unmet?: string[];
  any_of?: string[];
  yours_from?: number;
  yours_to?: number;
  theirs_from?: number;
  theirs_to?: number;
}

export interface Trust {
  yours: number;
  theirs: number;
}

interface Rule {
  when: Condition | null;
  to: string;
}

/** A line that may be said. */
export interface Line {
  key: string;
  text: string;
  variants: { when: Condition | null; text: string }[];
  to: string;
  ways: Rule[];
  when: Condition | null;
  sets: string[];
  trust: Trust;
  feedbackHtml: string;
  step: number | null;
}

export interface Turn {
  speaker: string;
  textHtml: string;
  variants: { when: Condition | null; textHtml: string }[];
  sets: string[];
  ending: string;
  choices: Line[];
}

/** What the walk through a conversation reads. */
export interface Talk {
  id: string;
  start: string;
  trust: Trust;
  closing: Rule[];
  nodes: Record<string, Turn>;
}

export interface TalkTask extends Common, Talk {
  type: "conversation";
  plays: string;
  cast: Record<string, string>;
  note: string;
  coaching: string;
  chairOf: string;
}

/** The node, what has come up (without and with what is heard at it), and the trust of each side. */
export interface TalkState extends Trust {
  node: string;
  before: Set<string>;
  met: Set<string>;
}

/** A turn of a path: its state, and the line said in it; the last has none. */
export interface Step {
  state: TalkState;
  choice?: Line;
}

export interface TaskOf {
  "single-choice": SingleChoiceTask;
  "multiple-choice": MultipleChoiceTask;
  number: NumberTask;
  ranking: RankingTask;
  matching: MatchingTask;
  curve: CurveTask;
  confidence: ConfidenceTask;
  likert: LikertTask;
  challenge: ChallengeTask;
  "free-text": TextTask;
  conversation: TalkTask;
}

export type Task = TaskOf[keyof TaskOf];

/** The words of an exercise, and under `controls` those of the controls in it. */
export type ExerciseLabels = Words & { controls?: Record<"matching" | "number" | "ranking" | "sketch", Words> };

/** Makes the input of one type; `told` is called with what there is so far, whole or not. */
export type Builder<One> = (el: HTMLElement, task: One, words: ExerciseLabels, told: (value: unknown, finished?: boolean) => unknown) => Input;

/** What is missing, in a sentence, and where it would be given. */
export interface Missing {
  sentence: string;
  at?: HTMLElement | null;
}

/** Where an answer of one type is given. */
export interface Input {
  /** Null while it is not whole. */
  readonly value: unknown;
  /** What there is of it so far. */
  readonly partial?: unknown;
  readonly missing?: Missing;
  /** Why what was written last was not taken; to be told before anything is handed in, and then forgiven. */
  readonly refused?: string;
  forgive?(): void;
  /** How much coaching the learner wants, where it is chosen here. */
  readonly coaching?: string;
  /** Any: what it takes has been looked at by `FITS` of exercise/inputs.js. */
  setValue(value: any): void;
  setDisabled(disabled: boolean): void;
  /** The points of the curve that came of it, or null. */
  showResult?(result: [number, number][] | null): void;
  destroy(): void;
}

/** What was said of a path (exercises/talks/page.py). */
export interface Debrief {
  path: { heardHtml: string; said: string; step: string; skills: string[]; feedbackHtml: string; thought: string }[];
  lastHtml: string;
  ending: string;
  taken: string[];
  skipped: string[];
  skills: { title: string; says: string; source: string }[];
  turning: number;
  unsaid: string;
  moments: number[];
  rewrite: number;
  trust: Trust;
}

/** What an answer was compared with, by type of exercise. */
export interface Details {
  /** A number, or the points of a curve. */
  result?: number | [number, number][] | null;
  interval?: [number, number];
  tiers?: string[][];
  correct?: string[];
  goals?: { reached: boolean; value: number }[];
  scales?: Record<string, number>;
  points?: number;
  marks?: Record<string, boolean>;
  revealed?: boolean;
  verdict?: string;
}

export interface FeedbackSource {
  text: string;
  /** What of the text is English. */
  english?: string;
  status: string;
  label: string;
  url?: string;
}

/** What the kernel says to an answer. */
export interface Marked {
  kind: "marked";
  entry: Entry & { details: Details };
  verdict: string;
  closeness: number | null;
  feedbackHtml: string[];
  sampleHtml: string;
  details: Details;
  sources: FeedbackSource[];
  debrief?: Debrief | null;
  /** The debrief as it stands on the page. */
  shown?: HTMLElement;
}

export interface Refusal {
  kind: "refused";
  id: string;
  sentence: string;
}
