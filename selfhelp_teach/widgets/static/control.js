// Mounts a control builder as a part: `value` while it moves, `rested` when it rests, in one message.
import { onEvents, onTraits } from "./listen.js";

/** @import { Control, ControlOptions, ControlTraits } from "./types/controls" */
/** @import { PartContext } from "./types/parts" */

/**
 * Send what a hand changes. While it drags, at once: a task of its own would wait behind the frame that moves the
 * thumb. A key press moves and rests in two events, which make one message.
 * @param {HTMLElement} el @param {{save_changes: () => void}} model
 */
export function sender(el, model) {
  let held = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const release = () => { held = false; };
  const stops = [
    onEvents(el, { pointerdown: () => { held = true; } }),
    onEvents(window, { pointerup: release, pointercancel: release }, { capture: true }),
  ];
  const send = () => {
    clearTimeout(timer);
    timer = undefined;
    model.save_changes();
  };
  return {
    moved: () => (held ? send() : void (timer ??= setTimeout(send))),
    rested: send,
    stop() {
      if (timer) send();
      for (const stop of stops) stop();
    },
  };
}

/**
 * A part whose options, labels and value are those of the builder, as its Python gives them (widgets/controls.py).
 * @template Value @template {Value} Told @template {ControlOptions<Value, Told>} Options
 * @param {(el: HTMLElement, options: Options & ControlOptions<Value, Told>) => Control<Value, Told>} build
 */
export const asPart = (build) => ({
  /** @param {PartContext<ControlTraits<Value, Options>>} context */
  render({ model, el }) {
    const sent = sender(el, model);
    /** @param {{value: Told, rested?: Told}} values */
    const moved = (values) => {
      performance.mark("selfhelp-control-moved", { detail: model.get("key") });
      model.set(values);
    };
    const built = () => {
      const control = build(el, {
        ...model.get("options"), labels: model.get("labels"), value: model.get("value"), disabled: model.get("disabled"),
        onInput(value) {
          moved({ value });
          sent.moved();
        },
        onChange(value) {
          moved({ value, rested: value });
          sent.rested();
        },
      });
      control.root.dataset.key = model.get("key");
      return control;
    };
    let control = built();
    const mount = () => {
      control.destroy();
      control = built();
    };
    const show = () => {
      const value = model.get("value");
      if (JSON.stringify(value) !== JSON.stringify(control.value)) control.setValue(value);
    };
    const block = () => control.setDisabled(model.get("disabled"));
    const unhear = onTraits(model, { options: mount, labels: mount, value: show, disabled: block });
    return () => {
      unhear();
      sent.stop();
      control.destroy();
    };
  },
});
