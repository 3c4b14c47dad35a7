// The floor plan of a ward: rooms above and below, between them the door, the nurses' station and the group's table.
import { colour } from "../theme.js";
import { EMPTY, MEMBER, NEWCOMER, box, lines } from "./marks.js";

/** @import { FloorPlan, Most, Places, Spot, Zone } from "../types/ward" */

const GAP = 6; // pixels between rooms
const LARGEST = 28; // pixels of a family's mark
const FONT = "11px system-ui, sans-serif";
const SHAPES = [[2, 1], [2, 2], [3, 2], [4, 2], [4, 3], [5, 3], [5, 4]]; // beds of a room, across and down

/**
 * Where everybody may be, in CSS pixels, for a picture of this width; `tall` is its height to its width.
 * @param {number} width @param {number} families @param {Most} most @param {number} [tall] @returns {FloorPlan}
 */
export function floorPlan(width, families, most, tall = 0.58) {
  const height = Math.round(Math.min(400, Math.max(390 * tall, width * tall)));
  const middle = Math.max(78, height * 0.32);
  let best = { across: 1, down: 1, rows: 1, rooms: 1, inRow: 1, cell: -Infinity };
  for (const [across, down] of SHAPES) {
    for (const rows of [1, 2]) {
      const rooms = Math.max(1, Math.ceil(families / (across * down)));
      const inRow = Math.ceil(rooms / (2 * rows));
      const cell = Math.min(LARGEST, (width - GAP * (inRow + 1)) / (inRow * across), ((height - middle) / 2 / rows - GAP) / down);
      if (cell > best.cell + 0.5) best = { across, down, rows, rooms, inRow, cell };
    }
  }
  const { across, down, rows, rooms, inRow, cell } = best;
  const roomHigh = down * cell;
  const roomWide = across * cell;
  const step = width / inRow;
  /** @type {Spot[]} */
  const beds = [];
  /** @type {FloorPlan["walls"]} */
  const walls = [];
  for (let room = 0; room < rooms; room += 1) {
    const line = Math.floor(room / inRow); // lines 0 to rows - 1 are above
    const above = line < rows;
    const y = above ? 1 + line * (roomHigh + GAP) : height - 1 - (2 * rows - line) * (roomHigh + GAP) + GAP;
    const x = (room % inRow) * step + (step - roomWide) / 2;
    walls.push({ x, y, wide: roomWide, high: roomHigh, above });
    for (let bed = 0; bed < across * down; bed += 1) {
      beds.push({ x: x + ((bed % across) + 0.5) * cell, y: y + (Math.floor(bed / across) + 0.5) * cell, size: cell });
    }
  }
  const top = rows * (roomHigh + GAP) + 2;
  const band = { top, high: height - 2 * top };
  /** @param {number} from @param {number} to @returns {Zone} */
  const zone = (from, to) => ({ x: from * width, wide: (to - from) * width, y: band.top, high: band.high });
  const [door, station, table] = [zone(0, 0.2), zone(0.22, 0.46), zone(0.49, 1)];
  const { seats, board } = seatsAt(table, cell, most.members);
  return { width, height, cell, beds, walls, door, station, table: { ...table, board }, seats, spots: spotsIn(door, cell, most.newcomers) };
}

/** Seats in rows on both sides of a long table, the nearest first. @param {Zone} zone @param {number} cell @param {number} count */
function seatsAt(zone, cell, count) {
  const high = Math.min(26, zone.high * 0.28);
  let size = 0;
  let across = 1;
  let deep = 1;
  for (let rows = 1; rows <= 6; rows += 1) {
    const fits = Math.min(cell, (zone.high - high) / 2 / rows);
    const inRow = Math.max(1, Math.floor(zone.wide / fits));
    const wanted = Math.max(count, 8);
    const tight = 2 * rows * inRow >= wanted ? fits : Math.min(fits, (2 * rows * zone.wide) / wanted);
    if (tight > size) [size, across, deep] = [tight, Math.max(1, Math.floor(zone.wide / tight)), rows];
  }
  /** @type {Spot[]} */
  const seats = [];
  for (let row = 0; row < deep; row += 1) {
    for (const side of [-1, 1]) {
      for (let at = 0; at < across; at += 1) {
        // from the middle of the table outwards
        const place = across / 2 + (at % 2 ? -1 : 1) * Math.ceil(at / 2) - (across % 2 ? 0 : 0.5);
        const x = zone.x + zone.wide / 2 + (place - across / 2) * size;
        seats.push({ x, y: zone.y + zone.high / 2 + side * (high / 2 + (row + 0.5) * size), size });
      }
    }
  }
  const board = { high, wide: Math.min(zone.wide, Math.max(4, Math.min(across, Math.ceil(count / 2 / deep))) * size + 12) };
  return { seats, board };
}

/** @param {Zone} zone @param {number} cell @param {number} count @returns {Spot[]} */
function spotsIn(zone, cell, count) {
  let size = cell;
  const room = () => Math.floor((zone.wide - 10) / size) * Math.floor((zone.high - 16) / size);
  while (room() < count && size > 5) size -= 1;
  const across = Math.max(1, Math.floor((zone.wide - 10) / size));
  return Array.from({ length: Math.max(1, room()) }, (_, at) => ({
    x: zone.x + 10 + ((at % across) + 0.5) * size, y: zone.y + 14 + (Math.floor(at / across) + 0.5) * size, size,
  }));
}

/** Who sits where in each month: a seat or a spot is kept until it is given up. @param {Uint8Array} codes @param {number} months @param {number} families @returns {Places} */
export function places(codes, months, families) {
  const taken = new Int16Array(months * families); // 0: in bed; n > 0: seat n - 1; n < 0: spot -n - 1 at the door
  const most = { members: 0, newcomers: 0 };
  /** @param {Set<number>} used */
  const lowest = (used) => {
    let at = 0;
    while (used.has(at)) at += 1;
    return at;
  };
  for (let month = 0; month < months; month += 1) {
    /** @type {Set<number>} */
    const seats = new Set();
    /** @type {Set<number>} */
    const spots = new Set();
    /** @type {{i: number, seated: boolean}[]} */
    const waiting = [];
    for (let i = 0; i < families; i += 1) {
      const code = codes[month * families + i];
      const before = month ? taken[(month - 1) * families + i] : 0;
      if ((code & 7) === EMPTY || !(code & (MEMBER | NEWCOMER))) continue;
      const seated = Boolean(code & MEMBER);
      if (seated ? before > 0 : before < 0 && !arrives(codes, month, i, families)) {
        taken[month * families + i] = before;
        (seated ? seats : spots).add(seated ? before - 1 : -before - 1);
      } else waiting.push({ i, seated });
    }
    for (const { i, seated } of waiting) {
      const used = seated ? seats : spots;
      const at = lowest(used);
      used.add(at);
      taken[month * families + i] = seated ? at + 1 : -at - 1;
    }
    most.members = Math.max(most.members, ...[...seats].map((at) => at + 1));
    most.newcomers = Math.max(most.newcomers, ...[...spots].map((at) => at + 1));
  }
  return { taken, most };
}

/** Whether another family has this bed than the month before. @param {Uint8Array} codes @param {number} month @param {number} i @param {number} families */
export function arrives(codes, month, i, families) {
  if (!month) return false;
  const [before, after] = [codes[(month - 1) * families + i], codes[month * families + i]];
  return Boolean(after & NEWCOMER) && !(before & NEWCOMER);
}

/** Draw what does not move. @param {CanvasRenderingContext2D} pen @param {FloorPlan} plan @param {Record<string, string>} labels @param {boolean} grouped */
export function drawPlan(pen, plan, labels, grouped) {
  const { walls, door, station, table, cell } = plan;
  pen.clearRect(0, 0, plan.width, plan.height);
  pen.lineWidth = 1;
  pen.strokeStyle = colour("line");
  pen.fillStyle = colour("surfaceSoft");
  for (const { x, y, wide, high, above } of walls) {
    box(pen, x - 2, y - 1, wide + 4, high + 2, 4);
    pen.save(); // the door of the room, towards the middle of the ward
    pen.strokeStyle = colour("surface");
    pen.lineWidth = 3;
    const edge = above ? y + high + 1 : y - 1;
    lines(pen, [[x + wide / 2 - cell * 0.3, edge], [x + wide / 2 + cell * 0.3, edge]]);
    pen.restore();
  }
  pen.font = FONT;
  /** @param {string} text @param {number} x @param {number} y @param {CanvasTextAlign} align @param {CanvasTextBaseline} baseline */
  const label = (text, x, y, align = "center", baseline = "middle") => {
    pen.textAlign = align;
    pen.textBaseline = baseline;
    pen.fillStyle = colour("inkSoft");
    pen.fillText(text, x, y);
  };
  pen.strokeStyle = colour("lineStrong");
  pen.lineWidth = 2;
  // the entrance: an opening in the wall of the ward
  lines(pen, [[1, door.y + 4], [1, door.y + door.high * 0.3]], [[1, door.y + door.high * 0.85], [1, door.y + door.high - 2]]);
  label(labels.door, 6, door.y + 1, "left", "top");
  const [cx, cy] = [station.x + station.wide / 2, station.y + station.high / 2];
  pen.fillStyle = colour("accentSoft");
  pen.lineWidth = 1;
  box(pen, station.x, cy - station.high * 0.26, station.wide, station.high * 0.52, 14);
  const words = inLines(pen, labels.station ?? "", station.wide - 6);
  for (const [at, line] of words.entries()) label(line ?? "", cx, cy + 13 * (at - (words.length - 1) / 2));
  const tx = table.x + table.wide / 2;
  const ty = table.y + table.high / 2;
  pen.setLineDash(grouped ? [] : [3, 3]);
  pen.beginPath();
  pen.roundRect(tx - table.board.wide / 2, ty - table.board.high / 2, table.board.wide, table.board.high, table.board.high / 2);
  pen.fillStyle = colour("accentSoft");
  if (grouped) pen.fill();
  pen.stroke();
  pen.setLineDash([]);
  label(grouped ? labels.board : labels.no_board, tx, ty);
}

/** A label in one line, or in two where one is too long for its box. @param {CanvasRenderingContext2D} pen @param {string} text @param {number} wide */
function inLines(pen, text, wide) {
  const words = text.split(" ");
  return pen.measureText(text).width <= wide || words.length < 2 ? [text] : [words.slice(0, -1).join(" "), words.at(-1)];
}
