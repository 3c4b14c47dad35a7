// Numbers as they come from the kernel, rows as Vega wants them, cells as a spreadsheet may safely open them.

/** @import { ChartSpec, Column, Datasets, FrameLayout, Row } from "../types/figure" */

/** @type {Record<string, {BYTES_PER_ELEMENT: number, new (bytes: ArrayBuffer): ArrayLike<number>}>} */
const ARRAYS = {
  float32: Float32Array, float64: Float64Array, uint8: Uint8Array, int8: Int8Array,
  uint16: Uint16Array, int16: Int16Array, int32: Int32Array, uint32: Uint32Array,
};

const GAP = 65535; // the code of "no number" in a packed column

/** A column packed as steps of a power of ten: lowest step and decimal places, then a code of 16 bits a row. @param {Uint8Array<ArrayBuffer>} bytes @param {number} rows */
function unpack(bytes, rows) {
  const [lowest, places] = new Int32Array(bytes.slice(0, 8).buffer);
  const unit = 10 ** Math.abs(places);
  const codes = new Uint16Array(bytes.slice(8, 8 + 2 * rows).buffer);
  return Array.from(codes, (code) => (code === GAP ? null : places < 0 ? (lowest + code) * unit : (lowest + code) / unit));
}

/** The bytes of a trait, whatever the host hands over. @param {ArrayBufferView | ArrayBuffer | null | undefined} frame */
function bytesOf(frame) {
  if (!frame) return new Uint8Array();
  if (frame instanceof ArrayBuffer) return new Uint8Array(frame);
  return new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength);
}

/**
 * Turn a frame into rows by data set.
 * @param {DataView | ArrayBuffer | null | undefined} frame the columns that change, one after another
 * @param {FrameLayout[] | null | undefined} layout
 * @returns {Datasets}
 */
export function decode(frame, layout) {
  const bytes = bytesOf(frame);
  /** @type {Datasets} */
  const datasets = new Map();
  let at = 0;
  for (const { name, rows, columns } of layout ?? []) {
    const read = columns.map(({ field, type = "", values }) => {
      if (values) return { field, column: values };
      const Kind = ARRAYS[type];
      const size = type === "decimal16" ? 8 + 2 * rows : Kind.BYTES_PER_ELEMENT * rows;
      if (at + size > bytes.byteLength) throw new RangeError(`frame too short for ${name}.${field}`);
      const own = bytes.slice(at, at + size); // a copy: typed arrays must be aligned
      const column = type === "decimal16" ? unpack(own, rows) : new Kind(own.buffer);
      at += size;
      return { field, column };
    });
    datasets.set(name, Array.from({ length: rows }, (_, i) => {
      /** @type {Row} */
      const row = {};
      for (const { field, column } of read) row[field] = Number.isNaN(column[i]) ? null : column[i];
      return row;
    }));
  }
  return datasets;
}

/**
 * Why there is nothing to draw: "empty" (no rows), "numbers" (rows, but not one number), or "".
 * Only the fields that are measured count: a month is a number even where nothing is known about it.
 * @param {Datasets} datasets @param {(name: string, field: string) => boolean} measured
 */
export function fault(datasets, measured = (_name, _field) => true) {
  const filled = [...datasets].filter(([, rows]) => rows.length);
  if (!filled.length) return "empty";
  /** @param {[string, readonly Row[]]} dataset */
  const holds = ([name, rows]) => rows.some((row) => {
    const values = Object.entries(row).filter(([field]) => measured(name, field)).map(([, value]) => value);
    return values.some((value) => Number.isFinite(value)) || !values.some((value) => value === null || Number.isNaN(value));
  });
  return filled.some(holds) ? "" : "numbers";
}

/** The data sets a compiled spec leaves open, to be fed by name. @param {ChartSpec} spec */
export function openNames(spec) {
  const open = (spec.data ?? []).filter((each) => !each.values && !each.source && !each.url && !each.name.endsWith("_store"));
  return open.map((each) => each.name);
}

/**
 * A cell of CSV: text that a spreadsheet will not run as a formula (the rule is `cell` of selfhelp_teach/spreadsheet.py),
 * and numbers as the page's language writes them.
 * @param {unknown} value
 */
export function cell(value, comma = decimalComma()) {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  if (typeof value === "number") return comma ? String(value).replace(".", ",") : String(value);
  if (typeof value === "boolean") return String(value);
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  const safe = /^ *[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",;\n\r\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const decimalComma = () => (1.5).toLocaleString(document.documentElement.lang || "en").includes(",");

/**
 * A table as a spreadsheet of the language's countries opens it: where numbers have a comma, semicolons between cells.
 * @param {Column[]} columns @param {readonly Row[]} rows
 */
export function csv(columns, rows) {
  const mark = decimalComma() ? ";" : ",";
  const heads = columns.map(({ label, unit }) => cell(unit ? `${label} (${unit})` : label));
  const lines = rows.map((row) => columns.map(({ field }) => cell(row[field])).join(mark));
  return `\ufeff${[heads.join(mark), ...lines].join("\r\n")}\r\n`;
}
