/** What the host, and what a page does beside it, keep and hear. */
import type { Model } from "../host/models.js";

type Kind<One> = abstract new () => One;

/** Finds the elements of a page, and what its head says (host/theme.js). */
export interface Find {
  /** What the head says under this name, or "". */
  meta(name: string): string;
  /** Where the site begins. */
  base(): URL;
  /** The one with this id, which every page has. */
  the<One extends Element>(id: string, kind: Kind<One>): One;
  /** The first that the selector finds. */
  one<One extends Element>(selector: string, kind: Kind<One>, within?: ParentNode): One | null;
  /** All that it finds. */
  all<One extends Element>(selector: string, kind: Kind<One>, within?: ParentNode): One[];
  /** The nearest around where something happened. */
  around<One extends Element>(target: EventTarget | null, selector: string, kind: Kind<One>): One | null;
}

/** What the browser keeps by name; null where there is nothing, or nothing to keep it in (host/theme.js). */
export interface Keep {
  recall(key: string): string | null;
  remember(key: string, value: string | null): void;
}

/** What is told of an exercise whenever it changes. */
export interface ExerciseState {
  id: string;
  title: string;
  extra: boolean;
  minutes: number;
  done: boolean;
  line: string;
}

export interface HeardExercise {
  target: HTMLElement;
  detail: ExerciseState;
}

/** A part of a step that is shown at once: where the parts begin, where this one ends, and of how many. */
export interface Split {
  starts: number[];
  end: number;
  count: number;
  units: HTMLElement[][];
}

export interface Stops {
  split(section: HTMLElement, starts: number[]): Split;
  clear(): void;
  unitsOf(section: HTMLElement, limit: number): HTMLElement[][];
  narrow(): boolean;
}

export interface Walk {
  all: HTMLElement[];
  shown(): HTMLElement[];
  go(section: HTMLElement, how?: { push?: boolean; focus?: boolean; end?: boolean; target?: Element | null }): void;
  current(): HTMLElement;
}

export interface Steps extends Walk {
  exercises: Map<string, HeardExercise & { section: HTMLElement | null; extra: boolean; done: boolean }>;
  move(by: number): void;
}

/** How far the reader has come on a page, as it is kept. */
export interface Visit {
  step?: string;
  at?: number;
  of?: number;
  done?: string[];
  walked?: string[];
  seen?: string;
}

/** A part on the page; `ends` is what lets go of it. */
export interface Mounted {
  model: Model;
  el: HTMLElement;
  ends: (() => void)[];
}

/** What the page's own scripts find of the host. */
export interface Host {
  models: Map<string, Model>;
  mounted: Map<string, { model: Model; ready: Promise<Mounted> }[]>;
  opened?: Promise<unknown>;
  kernel?: KernelFace;
  alive?: (value?: unknown) => void;
  /** Lets go of all parts: the document is about to hold another page. */
  leave: () => void;
}

/** What goes with a message. */
export interface Sending {
  metadata?: Record<string, unknown>;
  buffers?: (ArrayBuffer | ArrayBufferView)[];
  /** Called when the kernel has dealt with it, */
  onIdle?: () => void;
  /** and when it never will. */
  onLost?: () => void;
}

/** A kernel as a page talks to it, wherever its Python runs. */
export interface KernelFace extends EventTarget {
  session: string;
  /** What it has not confirmed, by the id of the message. */
  journal: Map<string, unknown>;
  opened: boolean;
  connect(): void;
  send(type: string, content: unknown, sending?: Sending): string;
  /** Let go of it without a word. */
  leave(): void;
  /** The page goes. */
  farewell(): void;
}

/** The state of a widget as its kernel tells it. */
export interface WidgetState {
  model_module?: string;
  state: Record<string, any>;
}
