/** What listen.js and ask.js take. */
import type { Outcome } from "./parts";
import type { Message } from "./shapes";

/** A model, as far as its traits are heard. */
export interface Listenable<Traits> {
  get<Key extends keyof Traits & string>(key: Key): Traits[Key];
  on(event: string, handler: () => void): unknown;
  off(event: string, handler: () => void): unknown;
}

/** A model, as far as its messages go. */
export interface Askable {
  send(content: Record<string, unknown>, callbacks?: undefined, buffers?: ArrayBuffer[]): Promise<Outcome> | undefined;
  on(event: "msg:custom", callback: (content: Message, buffers: DataView[]) => void): unknown;
  off(event: "msg:custom", callback: (content: Message, buffers: DataView[]) => void): unknown;
}

/** The events that a target tells. */
export type EventsOf<Target> = Target extends Window
  ? WindowEventMap
  : Target extends Document
    ? DocumentEventMap
    : Target extends HTMLElement
      ? HTMLElementEventMap
      : Target extends SVGElement
        ? SVGElementEventMap
        : Record<string, Event>;

export type Handlers<Events> = { [Name in keyof Events]?: (event: Events[Name]) => unknown };
