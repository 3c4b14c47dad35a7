/** What is on the page, not in a module: a host may load a module more than once. */
import type chart2music from "../vendor/chart2music.js";
import type vega from "../vendor/vega.js";
import type { Platform } from "../host/lms.js";
import type { RecordStore } from "../record/store.js";
import type { ExerciseState, Find, Host, Keep, Steps, Stops } from "./host";
import type { PartModel } from "./parts";
import type { SpeechState } from "./speech";
import type { SharedPython } from "./worker";

declare global {
  var __selfhelpAskable: Set<PartModel<{ module: string }>> | undefined;
  var __selfhelpChart2Music: Promise<typeof chart2music> | undefined;
  var __selfhelpImport: ((name: string) => Promise<unknown>) | undefined;
  /** A group shares the values that are chosen. */
  var __selfhelpLinks: Map<string, { value: unknown[] | undefined; members: Set<(value: unknown[]) => void> }> | undefined;
  var __selfhelpLoads: Map<string, Promise<string>> | undefined;
  var __selfhelpServed: Promise<boolean> | undefined;
  var __selfhelpSpeech: SpeechState | undefined;
  var __selfhelpStore: RecordStore | undefined;
  var __selfhelpTheme: { listeners: Set<() => void>; root: Element | null; colours: Map<string, string> } | undefined;
  var __selfhelpVega: Promise<typeof vega> | undefined;

  var selfhelp: Host;
  /** Python, which goes on from page to page. */
  var selfhelpPython: SharedPython | undefined;
  /** How the window stands with a learning platform, from page to page. */
  var selfhelpPlatform: Platform | undefined;
  /** How many pages the window has turned. */
  var selfhelpTurn: number | undefined;
  var selfhelpFind: Find;
  var selfhelpKeep: Keep;
  /** Only on a page that is walked through. */
  var selfhelpSteps: Steps | undefined;
  var selfhelpStops: Stops | undefined;
  /** Voilà calls this while a slow page is still being made. */
  var voila_heartbeat: () => void;

  interface DocumentEventMap {
    "selfhelp-exercise": CustomEvent<ExerciseState>;
    "selfhelp-move": CustomEvent<number>;
    "selfhelp-provenance": Event;
    "selfhelp-revealed": CustomEvent<string>;
    "selfhelp-step": CustomEvent<HTMLElement>;
  }
  interface WindowEventMap {
    "selfhelp-opened": Event;
  }
}
