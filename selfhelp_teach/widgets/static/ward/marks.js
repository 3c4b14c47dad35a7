// The marks of the ward picture, drawn once each and then copied: a shape and a colour say what a family does.
import { colour } from "../theme.js";

export const STATES = /** @type {const} */ (["content", "silent", "voiced", "alternative", "protest"]);
export const EMPTY = 7;
export const MEMBER = 8;
export const NEWCOMER = 16;

/** @typedef {(typeof STATES)[number]} State */

/** @type {Record<State, string>} */
const COLOURS = { content: "inkSoft", silent: "statusListed", voiced: "accent", alternative: "warn", protest: "bad" };

/** Draw lines, each from point to point. @param {CanvasRenderingContext2D} pen @param {...[x: number, y: number][]} lines */
export function lines(pen, ...lines) {
  pen.beginPath();
  for (const [start, ...points] of lines) {
    pen.moveTo(...start);
    for (const point of points) pen.lineTo(...point);
  }
  pen.stroke();
}

/** Draw a filled box with round corners. @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} wide @param {number} high @param {number} round */
export function box(pen, x, y, wide, high, round) {
  pen.beginPath();
  pen.roundRect(x, y, wide, high, round);
  pen.fill();
  pen.stroke();
}

/** @param {CanvasRenderingContext2D} pen @param {number} r */
function bubble(pen, r) {
  pen.beginPath();
  pen.roundRect(-r, -r * 0.95, r * 2, r * 1.45, r * 0.4);
  pen.moveTo(-r * 0.55, r * 0.4);
  pen.lineTo(-r * 0.6, r);
  pen.lineTo(r * 0.05, r * 0.4);
}

/**
 * What each state looks like around (0, 0) with radius r: a ring, a closed and an open bubble, a door, a sign.
 * @type {Record<State, (pen: CanvasRenderingContext2D, r: number) => void>}
 */
const SHAPES = {
  content(pen, r) {
    pen.beginPath();
    pen.arc(0, 0, r * 0.62, 0, 2 * Math.PI);
    pen.stroke();
  },
  silent(pen, r) {
    bubble(pen, r);
    pen.fill();
  },
  voiced(pen, r) {
    bubble(pen, r);
    pen.stroke();
    lines(pen, [[-r * 0.55, -r * 0.5], [r * 0.55, -r * 0.5]], [[-r * 0.55, -r * 0.05], [r * 0.55, -r * 0.05]]);
  },
  alternative(pen, r) {
    pen.strokeRect(-r * 0.75, -r, r * 1.1, r * 2);
    lines(pen, [[-r * 0.2, 0], [r, 0]], [[r * 0.6, -r * 0.45], [r, 0], [r * 0.6, r * 0.45]]);
  },
  protest(pen, r) {
    pen.fillRect(-r, -r, r * 2, r * 1.1);
    lines(pen, [[0, 0], [0, r * 1.1]]);
  },
};

/** The pen of a canvas. @param {HTMLCanvasElement} canvas */
export function penOf(canvas) {
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws on no canvas");
  return pen;
}

/** @param {number} size @param {number} scale */
function blank(size, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(size * scale);
  const pen = penOf(canvas);
  pen.scale(scale, scale);
  pen.lineJoin = pen.lineCap = "round";
  return { canvas, pen };
}

/** A picture of one code. @param {number} code @param {number} size CSS pixels @param {number} scale device pixels */
export function mark(code, size, scale = devicePixelRatio || 1) {
  const { canvas, pen } = blank(size, scale);
  const state = STATES[code & 7];
  if (!state) return canvas;
  pen.translate(size / 2, size / 2);
  pen.fillStyle = pen.strokeStyle = colour(COLOURS[state]);
  pen.lineWidth = Math.max(1.2, size * 0.08);
  SHAPES[state](pen, size * 0.34);
  if (code & NEWCOMER) { // a plus: new on the ward, also once it sits at the table
    pen.strokeStyle = colour("ink");
    lines(pen, [[size * 0.36, -size * 0.46], [size * 0.36, -size * 0.2]], [[size * 0.23, -size * 0.33], [size * 0.49, -size * 0.33]]);
  }
  return canvas;
}

/** A place at the table, for the legend. @param {number} size */
export function seatMark(size, scale = devicePixelRatio || 1) {
  const { canvas, pen } = blank(size, scale);
  pen.fillStyle = colour("accentSoft");
  pen.strokeStyle = colour("lineStrong");
  box(pen, 1, size * 0.3, size - 2, size * 0.4, size * 0.2);
  return canvas;
}
