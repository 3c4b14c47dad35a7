// The marks of the ward picture, drawn once each and then copied: shape and colour say the state.
import { colour } from "../theme.js";

export const STATES = ["content", "silent", "voiced", "alternative", "protest"];
export const EMPTY = 7;
export const MEMBER = 8;
export const NEWCOMER = 16;

const COLOURS = { content: "inkSoft", silent: "statusListed", voiced: "accent", alternative: "warn", protest: "bad" };

/** The outline of a state, around (0, 0) with radius r. */
const SHAPES = {
  content: (pen, r) => pen.arc(0, 0, r * 0.75, 0, 2 * Math.PI),
  silent: (pen, r) => pen.rect(-r * 0.7, -r * 0.7, r * 1.4, r * 1.4),
  voiced: (pen, r) => corners(pen, [[0, -r], [r * 0.95, r * 0.75], [-r * 0.95, r * 0.75]]),
  alternative: (pen, r) => corners(pen, [[0, -r], [r, 0], [0, r], [-r, 0]]),
  protest: (pen, r) => corners(pen, Array.from({ length: 10 }, (_, i) => {
    const reach = i % 2 ? r * 0.5 : r * 1.1;
    return [reach * Math.sin((i * Math.PI) / 5), -reach * Math.cos((i * Math.PI) / 5)];
  })),
};

function corners(pen, points) {
  points.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
}

/** A picture of one code. @param {number} code @param {number} size CSS pixels @param {number} scale device pixels */
export function mark(code, size, scale = devicePixelRatio || 1) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(size * scale);
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.translate(size / 2, size / 2);
  const state = STATES[code & 7];
  const r = size * 0.26;
  pen.strokeStyle = colour("line");
  if (state) {
    pen.beginPath();
    SHAPES[state](pen, r);
    pen.fillStyle = pen.strokeStyle = colour(COLOURS[state]);
    pen.lineWidth = 1.5;
    if (state === "content") pen.stroke();
    else pen.fill();
  } else {
    pen.strokeRect(-r * 0.5, -0.5, r, 1);
  }
  if (state && code & MEMBER) {
    pen.beginPath();
    pen.arc(0, 0, size * 0.43, 0, 2 * Math.PI);
    pen.strokeStyle = colour("ink");
    pen.lineWidth = Math.max(1.5, size * 0.06);
    pen.stroke();
  }
  if (state && code & NEWCOMER) {
    pen.fillStyle = colour("ink");
    pen.fillRect(size * 0.3, -size * 0.45, size * 0.05, size * 0.15);
    pen.fillRect(size * 0.25, -size * 0.4, size * 0.15, size * 0.05);
  }
  return canvas;
}

/** A member of staff: head and shoulders. */
export function staffMark(size, scale = devicePixelRatio || 1) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(size * scale);
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.fillStyle = colour("lineStrong");
  pen.beginPath();
  pen.arc(size / 2, size * 0.33, size * 0.16, 0, 2 * Math.PI);
  pen.fill();
  pen.beginPath();
  pen.arc(size / 2, size * 0.85, size * 0.3, Math.PI, 2 * Math.PI);
  pen.fill();
  return canvas;
}
