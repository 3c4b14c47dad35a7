/** What is other than before, as a part offers it. */
export interface Change {
  /** The part's visible name. */
  name?: string;
  /** Its whole sentences, now and then. */
  text: string;
  before?: string;
  /** What to say in place of the difference. */
  short?: string;
  /** A pattern for the number that stood here, as in "before: {old}". */
  beforeWord?: string;
}

type Timer = ReturnType<typeof setTimeout> | 0;

export interface SpeechState {
  /** Of the page whose acts are heard. */
  root: Element | null;
  act: number;
  anchor: Element | null;
  replies: Map<Element | null, string>;
  changes: Map<Element, Change & { act: number }>;
  /** What stands in a part in place of numbers. */
  waits: Map<Element, string>;
  waitTold: string;
  unmoved: Timer;
  unsettled: Set<Element>;
  since: number;
  soon: Timer;
  later: Timer;
  answered: number;
  speaker: Element | null;
  spoken: number;
}
