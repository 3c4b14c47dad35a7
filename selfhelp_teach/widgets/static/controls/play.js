// Play and scrub: a slider that moves by itself, at a steady rate, in the browser alone.
import { join } from "../links.js";
import { stillMotion } from "../theme.js";
import { h, say, setDisabled } from "./dom.js";
import { slider } from "./slider.js";

/** @import { PlayOptions } from "../types/controls" */

/** `onInput` comes with every step. @param {HTMLElement} el @param {PlayOptions} options */
export function play(el, options) {
  const labels = options.labels ?? {};
  const { min = 0, max = 1, step = 1, rate = 6 } = options;
  const perSecond = () => (typeof rate === "function" ? rate() : rate);
  let ticket = 0;
  /** @type {ReturnType<typeof join> | null} */
  let group = null;
  const button = h("button", { type: "button", class: "selfhelp-button selfhelp-play-button", onclick: () => (ticket ? stop() : start()) });
  const root = h("div", { class: "selfhelp-play" }, button);
  el.append(root);
  const scrub = slider(root, {
    ...options, min, max, step,
    onInput: (value) => { stop(); tell(value); },
    onChange: (value) => options.onChange?.(value),
  });
  if (options.link?.group) group = join(options.link.group, follow);

  /** @param {unknown[]} chosen */
  function follow([value]) {
    if (typeof value !== "number" || !Number.isFinite(value)) return;
    cancelAnimationFrame(ticket); // one of the group plays at a time
    ticket = 0;
    scrub.setValue(value);
    show();
    options.onFollow?.(scrub.value);
  }

  /** @param {number} value */
  function tell(value) {
    group?.set([value]);
    options.onInput?.(value);
  }
  function show() {
    button.textContent = ticket ? labels.pause : scrub.value >= max ? labels.start : labels.play;
    button.setAttribute("aria-label", say("{what}: {label}", { what: button.textContent, label: options.label }));
  }
  function start() {
    if (scrub.value >= max) {
      scrub.setValue(min);
      tell(min);
      if (stillMotion()) return rest();
    }
    const from = scrub.value;
    const pace = perSecond();
    let began = 0;
    /** @param {number} now */
    const tick = (now) => {
      began ||= now;
      const at = Math.min(max, from + step * Math.floor(((now - began) / 1000) * pace));
      if (at !== scrub.value) {
        scrub.setValue(at);
        tell(at);
      }
      ticket = at >= max ? 0 : requestAnimationFrame(tick);
      if (!ticket) rest();
    };
    ticket = requestAnimationFrame(tick);
    show();
  }
  function stop() {
    if (!ticket) return show();
    cancelAnimationFrame(ticket);
    ticket = 0;
    rest();
  }
  function rest() {
    show();
    options.onChange?.(scrub.value);
  }
  show();
  if (options.disabled) setDisabled(root, true);

  return {
    root,
    get value() { return scrub.value; },
    get playing() { return Boolean(ticket); },
    start,
    stop,
    /** @param {number | undefined} value */
    setValue(value) { scrub.setValue(value); show(); },
    /** @param {boolean} disabled */
    setDisabled(disabled) { stop(); setDisabled(root, disabled); },
    destroy() { cancelAnimationFrame(ticket); group?.leave(); root.remove(); },
  };
}
