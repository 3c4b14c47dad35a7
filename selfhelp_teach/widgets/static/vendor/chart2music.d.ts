/** What we use of Chart2Music (https://chart2music.com/docs/api/). */
import type { Tones } from "../types/figure";

export interface Sounding {
  cleanUp(): void;
  setData(data: Tones["data"], axes: Tones["axes"]): void;
}

declare function chart2music(input: Tones & {
  title: string;
  lang: string;
  element: HTMLElement;
  cc: HTMLElement;
  options: {
    modifyHelpDialogText(): string;
    modifyHelpDialogKeyboardListing(lang: string, heads: string[], rows: string[][]): string[][];
  };
}): { err: string; data?: null } | { err: null; data: Sounding };
export default chart2music;
