/** Numbers, tables and tones of a chart. */

/** Most cells are plain; a chart's own data may hold more, such as a list of corners. */
export type Row = Record<string, unknown>;

/** The rows of each data set, by its name. */
export type Datasets = Map<string, readonly Row[]>;

/** A column as a reader sees it. */
export interface Column {
  field: string;
  label: string;
  unit?: string;
}

/** How the bytes of a data set lie; what has `values` does not travel with them. */
export interface FrameLayout {
  name: string;
  rows: number;
  columns: { field: string; type?: string; values?: unknown[] }[];
}

/** Compiled Vega, as far as we look into it. */
export interface ChartSpec {
  data?: { name: string; values?: unknown; source?: unknown; url?: unknown }[];
  signals?: { name: string; value?: unknown }[];
  autosize?: string | { type?: string };
  width?: unknown;
  [name: string]: unknown;
}

export interface Source {
  text: string;
  /** What of the text is English. */
  english?: string;
  url?: string;
  locator?: string;
  status?: string;
  design?: string;
}

/** Figures of a group highlight the same values of a field, in the browser alone. */
export interface ChartLink {
  group?: string;
  field?: string;
  signal?: string;
  labels?: Record<string, string>;
  chips?: boolean;
}

/** Signals of the view by name; `height` is that of the plot in pixels. */
export interface Signals {
  height?: number;
  [name: string]: unknown;
}

interface Axis {
  label: string;
  minimum?: number;
  format?: (value: number) => string;
  valueLabels?: string[];
}

/** What Chart2Music takes. */
export interface Tones {
  type: string;
  data: Record<string, { x: number; y: number }[]>;
  axes: { x: Axis; y: Axis };
}

/** What of a running chart is handed over as a file. */
export interface Made {
  parts: BlobPart[];
  type: string;
}
