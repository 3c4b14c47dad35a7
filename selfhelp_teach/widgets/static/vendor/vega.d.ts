/** What we use of Vega (https://vega.github.io/vega/docs/api/view/). */
import type { ChartSpec, Row } from "../types/figure";

export interface View {
  initialize(el: Element): View;
  finalize(): View;
  run(): View;
  runAsync(): Promise<View>;
  background(colour: string): View;
  width(pixels: number): View;
  height(pixels: number): View;
  renderer(kind: string): View;
  data(name: string, rows: readonly Row[]): View;
  signal(name: string): unknown;
  signal(name: string, value: unknown): View;
  scale(name: string): (value: unknown) => unknown;
  getState(what: { signals: (name: string) => boolean; data: () => boolean }): { signals: Record<string, unknown> };
  addSignalListener(name: string, listener: (name: string, value: unknown) => void): View;
  toCanvas(scale: number): Promise<HTMLCanvasElement>;
  toSVG(): Promise<string>;
}

declare const vega: {
  View: new (runtime: unknown, options: Record<string, unknown>) => View;
  parse(spec: ChartSpec): unknown;
};
export default vega;
