// A causal map: boxes in columns are buttons, arrows are drawn behind them, the chosen box is explained below.
import { h, outside, refill, s, statusBadge, uid } from "../controls/dom.js";
import { caption } from "../figure/caption.js";
import { dataTable } from "../figure/table.js";
import { ending, onResize, onTraits } from "../listen.js";
import { reply } from "../speech.js";

/** @import { MapEdge } from "../types/shapes" */
/** @typedef {{left: number, top: number, width: number, height: number}} Box */

const NARROW = 620; // pixels below which the columns stand under one another
const HEAD = 8;
const ARGUED = new Set(["reported", "ordinal", "listed", "mechanism"]);

/** @type {import("../types/parts").Render<import("../types/parts").CausalMapTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const head = caption(labels);
  const canvas = s("svg", { class: "selfhelp-map-arrows", "aria-hidden": "true" });
  const columns = h("div", { class: "selfhelp-map-columns" });
  const board = h("div", { class: "selfhelp-map-board" }, canvas, columns);
  const detail = h("div", { class: "selfhelp-map-detail" });
  const fields = ["cause", "effect", "basis"].map((field) => ({ field, label: labels[field] }));
  const list = dataTable({ labels: { ...labels, table: labels.list, rows: "" }, title: () => model.get("title"), columns: () => fields, rows: arrows });
  const root = h("figure", { class: "selfhelp-figure selfhelp-map", "aria-labelledby": head.id }, head.rows,
    h("p", { class: "selfhelp-control-about" }, labels.choose), board, detail, list.root);
  el.append(root);

  /** @type {Map<string, HTMLButtonElement>} by the key of its node */
  let boxes = new Map();
  /** @param {string} key */
  const node = (key) => model.get("nodes").find((each) => each.key === key);
  /** @param {string} key */
  const named = (key) => node(key)?.label ?? key;
  /** @param {MapEdge} edge */
  const touching = (edge) => edge.from === model.get("chosen") || edge.to === model.get("chosen");

  function build() {
    head.show(root, model.get("title"), model.get("status"));
    boxes = new Map();
    columns.style.setProperty("--columns", String(model.get("levels").length));
    columns.replaceChildren(...model.get("levels").map((level) => {
      const id = uid("level");
      const inside = model.get("nodes").filter((each) => each.level === level.key).map((each) => {
        const box = h("button", { type: "button", class: "selfhelp-map-box", "data-key": each.key, "data-status": each.status, onclick: () => choose(each.key) }, each.label);
        boxes.set(each.key, box);
        return h("li", {}, box);
      });
      return h("section", { class: "selfhelp-map-column", "data-level": level.key, "data-align": level.align, "aria-labelledby": id },
        h("div", { class: "selfhelp-map-level", id }, level.label, level.about ? h("span", { class: "selfhelp-map-about" }, level.about) : null), h("ul", {}, inside));
    }));
    list.refresh();
    explain();
    plan();
  }
  /** @param {string} key */
  function choose(key) {
    if (key === model.get("chosen")) return;
    model.set("chosen", key);
    model.save_changes();
    explain();
    draw();
    const chosen = node(key);
    if (chosen) reply(root, `${chosen.label}. ${chosen.text}`);
  }
  /** @param {KeyboardEvent} event */
  function walk(event) {
    /** @type {Record<string, [across: number, down: number]>} */
    const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const step = steps[event.key];
    const here = event.target instanceof Element ? event.target.closest("button.selfhelp-map-box") : null;
    if (!step || !here) return;
    const [across, down] = step;
    const grid = [...columns.children].map((column) => [...column.querySelectorAll("button")]);
    const at = grid.findIndex((column) => column.some((box) => box === here));
    const row = grid[at].findIndex((box) => box === here);
    const column = grid[at + across];
    const next = column?.[Math.max(0, Math.min(column.length - 1, row + down))];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  /** One line a neighbour: its name, whether it is lowered, and what the arrow rests on. @param {string} heading @param {MapEdge[]} edges @param {"from" | "to"} end */
  function neighbours(heading, edges, end) {
    if (!edges.length) return null;
    return h("div", {}, h("h4", {}, heading), h("ul", {}, edges.map((edge) => h("li", {},
      h("button", { type: "button", class: "selfhelp-map-link", onclick: () => { choose(edge[end]); boxes.get(edge[end])?.focus(); } }, named(edge[end])),
      edge.sign === "-" ? ` (${labels.less})` : "", edge.label ? ` ${edge.label}` : "", " ",
      edge.strong === false ? h("span", { class: "selfhelp-map-off" }, labels.off) : statusBadge(edge.status, labels[edge.status])))));
  }
  function explain() {
    const chosen = node(model.get("chosen"));
    for (const [key, box] of boxes) box.setAttribute("aria-pressed", String(key === chosen?.key));
    detail.hidden = !chosen;
    if (!chosen) return;
    const edges = model.get("edges");
    const from = [chosen.source, chosen.locator].filter(Boolean).join(", ");
    refill(detail, [
      h("div", { class: "selfhelp-map-head" }, h("h3", {}, chosen.label), statusBadge(chosen.status, labels[chosen.status])),
      h("p", {}, chosen.text),
      chosen.points?.length ? h("ul", {}, chosen.points.map((point) => h("li", {}, h("b", {}, point.label), point.text ? `: ${point.text}` : ""))) : null,
      h("div", { class: "selfhelp-map-neighbours" },
        neighbours(labels.from, edges.filter((edge) => edge.to === chosen.key), "from"),
        neighbours(labels.to, edges.filter((edge) => edge.from === chosen.key), "to")),
      from ? h("p", { class: "selfhelp-map-source" }, `${labels.sources}: `, outside(chosen.url, from)) : null,
    ]);
  }
  /** The arrows as rows, those of one box together. */
  function arrows() {
    const edges = model.get("edges");
    return [...new Set(edges.map((edge) => edge.from))].flatMap((key) => edges.filter((edge) => edge.from === key)).map((edge) => ({
      cause: named(edge.from), effect: `${named(edge.to)}${edge.sign === "-" ? ` (${labels.less})` : ""}`,
      basis: edge.strong === false ? labels.off : labels[edge.status] ?? edge.status,
    }));
  }

  /** Anchors on the sides that face each other, and a curve between them. @param {Box} from @param {Box} to @param {boolean} upright */
  function path(from, to, upright) {
    /** @param {Box} box */
    const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
    const [start, end] = [middle(from), middle(to)];
    if (!upright && Math.abs(start[0] - end[0]) < 20) { // one column: round the side
      const [x0, x1] = [start[0] + from.width / 2, end[0] + to.width / 2 + HEAD];
      return `M${x0},${start[1]} C${x0 + 26},${start[1]} ${x1 + 20},${end[1]} ${x1},${end[1]}`;
    }
    const [along, size] = upright ? /** @type {const} */ ([1, "height"]) : /** @type {const} */ ([0, "width"]);
    const way = end[along] > start[along] ? 1 : -1;
    start[along] += (way * from[size]) / 2;
    end[along] -= (way * to[size]) / 2 + way * HEAD;
    const [leaving, coming] = [[...start], [...end]];
    leaving[along] = coming[along] = (start[along] + end[along]) / 2;
    return `M${start} C${leaving} ${coming} ${end}`;
  }
  function draw() {
    const wide = board.clientWidth;
    if (!wide) return;
    const upright = wide < NARROW;
    const last = model.get("levels").at(-1)?.key;
    board.toggleAttribute("data-turns", model.get("edges").some((edge) => [edge.from, edge.to].every((key) => node(key)?.level === last)));
    board.toggleAttribute("data-narrow", upright);
    const origin = board.getBoundingClientRect();
    const high = board.scrollHeight;
    canvas.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    canvas.setAttribute("width", String(wide));
    canvas.setAttribute("height", String(high));
    const large = origin.width / board.offsetWidth; // presenting enlarges the page, and the drawing with it
    /** @param {string} key @returns {Box} */
    const place = (key) => {
      const box = (boxes.get(key) ?? board).getBoundingClientRect(); // Python has seen that each edge has its boxes
      return { left: (box.left - origin.left) / large, top: (box.top - origin.top) / large, width: box.width / large, height: box.height / large };
    };
    const edges = [...model.get("edges")].sort((one, other) => Number(touching(one)) - Number(touching(other)));
    const tip = uid("tip");
    /** @param {string} name */
    const arrow = (name) => s("marker", { id: `${tip}-${name}`, class: `selfhelp-map-tip-${name}`, viewBox: "0 0 8 8", refX: 1, refY: 4, markerWidth: HEAD, markerHeight: HEAD, markerUnits: "userSpaceOnUse", orient: "auto" }, s("path", { d: "M0,0.5 L8,4 L0,7.5 z" }));
    canvas.replaceChildren(s("defs", {}, arrow("plain"), arrow("chosen")), ...edges.filter((edge) => !upright || touching(edge)).map((edge) => s("path", {
      class: "selfhelp-map-arrow", d: path(place(edge.from), place(edge.to), upright), "data-chosen": touching(edge) || undefined,
      "data-ours": !ARGUED.has(edge.status) || undefined, "data-off": edge.strong === false || undefined,
      "marker-end": `url(#${tip}-${touching(edge) ? "chosen" : "plain"})`,
    })));
    const near = new Set(edges.filter(touching).flatMap((edge) => [edge.from, edge.to]));
    for (const [key, box] of boxes) box.toggleAttribute("data-near", near.has(key));
  }
  let frame = 0;
  function plan() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  }
  root.addEventListener("keydown", walk);
  const follow = () => { explain(); plan(); };
  const edged = () => { list.refresh(); follow(); };
  build();
  const heard = onTraits(model, { nodes: build, levels: build, title: build, edges: edged, chosen: follow });
  return ending(root, heard, onResize(board, draw), () => cancelAnimationFrame(frame));
}

export default { render };
