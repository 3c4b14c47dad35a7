/** A learner's record (docs/record.md; selfhelp_teach/records/schema.py reads the same). */

export interface Entry {
  id: string;
  kind: string;
  /** When it was made and last revised, in UTC. */
  time: string;
  updated: string;
  /** Greater than that of all that was known where it was made, and the ids of its kind it was made after. */
  order?: number | null;
  follows?: string[] | null;
  page?: string | null;
  exercise?: string | null;
  exercise_version?: number | null;
  value?: unknown;
  confidence?: number | null;
  score?: number | null;
  closeness?: number | null;
  private?: boolean;
  scenario?: string | null;
  seed?: number | null;
  package?: string | null;
  details?: Record<string, unknown>;
}

/** What a new entry is made of; the record gives it its id, its moments and its order. */
export type NewEntry = Pick<Entry, "kind"> & Partial<Entry>;

/** `from`: "page", "kernel", "server", "file" or another "tab". */
export type RecordChange =
  | { kind: "entries"; entries: Entry[]; from: string }
  | { kind: "erased"; learner: string | null; from: string };

/** Whose entries these are. */
export interface Described {
  /** How many exercises were answered. */
  count: number;
  /** The moment of the last entry, in milliseconds. */
  last: number;
  name: string;
}

/** What is asked of a store by what keeps it in step with the server. */
export interface SyncStore {
  learner: string;
  erasing: string[];
  entries(): Entry[];
  put(entries: Entry[], from: string): unknown;
  forgotten(): void;
  erasureConfirmed(learner: string): void;
  subscribe(listener: (change: RecordChange) => void): () => void;
  /** What the server has not confirmed. */
  unconfirmed?: () => Entry[];
}
