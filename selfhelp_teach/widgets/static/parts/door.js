// The door: a small ward that plays by itself, a question, and one lever. All its wards are here: no kernel is asked.
import { button, h, uid } from "../controls/dom.js";
import { slider } from "../controls/slider.js";
import { Model } from "../host/models.js";
import { stillMotion } from "../theme.js";
import ward from "./ward.js";

/** @import { DoorTraits, Render } from "../types/parts" */
/** @import { Lever } from "../types/shapes" */

/** @type {Render<DoorTraits>} */
function render({ model, el }) {
  const labels = model.get("labels");
  const [months, families, places, lever] =
    /** @type {[number, number, number[], Lever]} */ (/** @type {("months" | "families" | "places" | "lever")[]} */ (["months", "families", "places", "lever"]).map((name) => model.get(name)));
  const sent = model.get("courses");
  const courses = new Uint8Array(sent.buffer ?? sent, sent.byteOffset ?? 0, sent.byteLength);
  /** @param {number} place */
  const courseAt = (place) => courses.subarray(place * months * families, (place + 1) * months * families);
  const shown = new Model({
    labels: labels.ward, title: model.get("title"), status: model.get("status"), key: `${model.get("key")}-ward`, language: model.get("language"),
    course: courseAt(model.get("start")), months, families, staff: 0, month: stillMotion() ? months - 1 : 0, first: 1, rate: 3, autoplay: true, link: "", note: "", tall: 0.44,
  });
  const asked = uid("asked");
  const said = h("p", { class: "selfhelp-door-said", role: "status" });
  const answers = model.get("options").map(({ value, label }) => {
    const mark = h("small");
    const node = button(label, () => guess(value), { "data-value": value });
    node.append(mark);
    return { value, mark, node };
  });
  const look = h("button", { type: "button", class: "selfhelp-door-look", onclick: () => guess("") }, labels.look);
  const picture = h("div", { class: "selfhelp-door-ward" });
  const hand = h("div", { class: "selfhelp-door-lever" });
  el.append(h("div", { class: "selfhelp-door-part" },
    h("div", { class: "selfhelp-door-question", role: "group", "aria-labelledby": asked }, h("p", { id: asked }, model.get("question")),
      h("div", { class: "selfhelp-door-answers" }, answers.map(({ node }) => node)), said),
    picture, hand));
  const endWard = /** @type {() => void} a ward is there at once */ (ward.render({ model: shown, el: picture }));
  const power = slider(hand, {
    label: lever.label, ends: lever.ends, min: places[0], max: places.at(-1), step: places[1] - places[0], value: places[model.get("start")],
    labels: labels.slider, description: labels.first, disabled: true, onInput: move,
  });
  hand.append(look);

  let at = model.get("start");
  let guessed = false;
  /** @param {number} value */
  function move(value) {
    const place = places.reduce((best, each, index) => (Math.abs(each - value) < Math.abs(places[best] - value) ? index : best), 0);
    if (place === at) return;
    at = place;
    shown.set("course", courseAt(place));
  }
  /** The guess stays; the lever goes to its end, the ward plays from its first month, and the lever is the reader's. @param {string} value */
  function guess(value) {
    if (guessed) return;
    guessed = true;
    for (const { value: each, mark, node } of answers) {
      node.setAttribute("aria-disabled", "true");
      node.toggleAttribute("data-right", each === model.get("answer"));
      node.setAttribute("aria-pressed", String(each === value));
      mark.textContent = [each === value && labels.yours, each === model.get("answer") && labels.so].filter(Boolean).join(", ");
    }
    const first = value && (value === model.get("answer") ? labels.right : labels.other);
    said.replaceChildren(h("span", {}, [first, model.get("said")].filter(Boolean).join(" ")), " ", h("small", {}, model.get("basis")));
    hand.querySelector(".selfhelp-control-about")?.remove();
    if (document.activeElement === look) answers[0].node.focus();
    look.remove();
    power.setDisabled(false);
    power.setValue(places.at(-1));
    move(/** @type {number} */ (places.at(-1)));
    queueMicrotask(() => shown.set("replay", true)); // once the ward of this place has been loaded
    el.dispatchEvent(new CustomEvent("selfhelp-guessed", { bubbles: true }));
  }

  return () => {
    endWard?.();
    power.destroy();
    el.replaceChildren();
  };
}

export default { render };
