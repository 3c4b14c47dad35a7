// The ward drawn: who is where in a month, and the way from one month to the next.
import { colour, stillMotion } from "../theme.js";
import { EMPTY, MEMBER, mark, penOf } from "./marks.js";
import { arrives, drawPlan, floorPlan, places } from "./plan.js";

/** @import { Words } from "../types/dom" */
/** @import { PartModel, WardTraits } from "../types/parts" */
/** @import { FloorPlan, Places } from "../types/ward" */

const GLIDE = 300; // milliseconds at most from one month to the next

/** @param {HTMLCanvasElement} canvas @param {{model: PartModel<WardTraits>, labels: Words, perSecond: () => number}} options */
export function wardPicture(canvas, { model, labels, perSecond }) {
  /** @type {Uint8Array} a byte a family and month */
  let codes = new Uint8Array();
  /** @type {Map<number, HTMLCanvasElement>} */
  let marks = new Map();
  /** @type {{plan: FloorPlan, floor: HTMLCanvasElement, where: Places} | null} the plan, what of it does not move, and who is where */
  let ground = null;
  let width = 0;
  let found = -1; // the family whose story is told
  let from = 0;
  let to = 0;
  let began = 0;
  let ticket = 0;

  function sound() {
    return codes.length > 0 && codes.length === model.get("months") * model.get("families");
  }

  /** Size the canvas to its box, and forget what was drawn for another size or theme. */
  function fit(wide = width) {
    width = wide;
    if (!width || !sound()) return;
    const scale = devicePixelRatio || 1;
    const where = places(codes, model.get("months"), model.get("families"));
    const plan = floorPlan(width, model.get("families"), where.most, model.get("tall") || undefined);
    const floor = ground?.floor ?? document.createElement("canvas");
    ground = { plan, floor, where };
    for (const layer of [canvas, floor]) {
      layer.width = Math.round(plan.width * scale);
      layer.height = Math.round(plan.height * scale);
    }
    canvas.style.height = `${plan.height}px`;
    const pen = penOf(floor);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    drawPlan(pen, plan, labels, where.most.members > 0);
    marks = new Map();
    draw(1);
  }
  /** @param {number} code @param {number} size */
  function markOf(code, size) {
    const key = (code & ~MEMBER) * 64 + Math.round(size);
    const made = marks.get(key) ?? mark(code, Math.round(size));
    marks.set(key, made);
    return made;
  }
  /** Where a family is in a month: in its bed, at the table, or at the door. @param {NonNullable<typeof ground>} ground @param {number} month @param {number} i */
  function placeOf({ plan, where }, month, i) {
    const at = where.taken[month * model.get("families") + i];
    return at > 0 ? plan.seats[(at - 1) % plan.seats.length] : at < 0 ? plan.spots[(-at - 1) % plan.spots.length] : plan.beds[i];
  }
  /** @param {number} progress */
  function draw(progress) {
    if (!ground || !sound()) return;
    const here = ground;
    const pen = penOf(canvas);
    const scale = devicePixelRatio || 1;
    const families = model.get("families");
    const part = progress < 1 ? progress * progress * (3 - 2 * progress) : 1;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(here.floor, 0, 0);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    /** @param {number} code @param {number} x @param {number} y @param {number} size @param {number} alpha */
    const put = (code, x, y, size, alpha) => {
      if ((code & 7) === EMPTY || alpha <= 0) return;
      pen.globalAlpha = alpha;
      pen.drawImage(markOf(code, size), x - size / 2, y - size / 2, size, size);
    };
    for (let i = 0; i < families; i += 1) {
      const before = codes[from * families + i];
      const after = codes[to * families + i];
      const [one, other] = [placeOf(here, from, i), placeOf(here, to, i)];
      const same = from === to || !(Math.abs(from - to) === 1 && arrives(codes, Math.max(from, to), i, families));
      if (part >= 1) put(after, other.x, other.y, other.size, 1);
      else if (same) {
        const size = one.size + (other.size - one.size) * part;
        const [x, y] = [one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part];
        if (before !== after) put(before, x, y, size, 1 - part);
        put(after, x, y, size, before === after ? 1 : part);
      } else {
        put(before, one.x, one.y, one.size, 1 - part);
        put(after, other.x, other.y, other.size, part);
      }
    }
    pen.globalAlpha = 1;
    if (found >= 0) {
      const { x, y, size } = placeOf(here, to, found);
      pen.strokeStyle = colour("focus");
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(x, y, size * 0.62, 0, 2 * Math.PI);
      pen.stroke();
    }
    canvas.dataset.drawn = String(Number(canvas.dataset.drawn ?? 0) + 1);
  }
  /** @param {number} now */
  function tick(now) {
    began ||= now;
    const progress = from === to ? 1 : Math.min(1, (now - began) / Math.min(GLIDE, 900 / perSecond()));
    draw(progress);
    ticket = progress < 1 ? requestAnimationFrame(tick) : 0;
  }

  return {
    /** Whether there is a whole ward to show. */
    get sound() { return sound(); },
    get codes() { return codes; },
    /** The month shown, from 0. */
    get month() { return to; },
    get found() { return found; },
    get width() { return width; },
    fit,
    /** Another course; it is drawn when it is fitted. @param {DataView | null} course @param {number} month */
    load(course, month) {
      codes = course ? new Uint8Array(course.buffer ?? course, course.byteOffset ?? 0, course.byteLength) : new Uint8Array();
      from = to = month;
      if (found >= model.get("families")) found = -1;
    },
    /** @param {number} month */
    turn(month) {
      from = Math.abs(month - to) === 1 && !stillMotion() && !document.hidden ? to : month;
      to = month;
      began = 0;
      if (!ticket) ticket = requestAnimationFrame(tick);
    },
    /** Show which family is meant. @param {number} i */
    find(i) {
      found = i;
      if (!ticket) draw(1);
    },
    /** The family under the pointer, or -1. @param {MouseEvent} event */
    nearest(event) {
      if (!ground || !sound()) return -1;
      const { left, top } = canvas.getBoundingClientRect();
      const [x, y] = [event.clientX - left, event.clientY - top];
      let best = -1;
      let reach = Infinity;
      for (let i = 0; i < model.get("families"); i += 1) {
        if ((codes[to * model.get("families") + i] & 7) === EMPTY) continue;
        const place = placeOf(ground, to, i);
        const apart = Math.hypot(place.x - x, place.y - y) / place.size;
        if (apart < reach) [best, reach] = [i, apart];
      }
      return reach < 1.2 ? best : -1;
    },
    stop: () => cancelAnimationFrame(ticket),
  };
}
