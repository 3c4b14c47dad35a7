// Mounts a control builder as a part: `value` while it moves, `rested` when it rests, in one message.

/**
 * Send what a hand changes. While it drags, at once: a task of its own would wait behind the frame that moves the
 * thumb. A key press moves and rests in two events, which make one message.
 * @param {HTMLElement} el @param {{save_changes: () => void}} model
 */
export function sender(el, model) {
  let held = false;
  let timer = 0;
  const hold = () => { held = true; };
  const release = () => { held = false; };
  const ends = ["pointerup", "pointercancel"];
  el.addEventListener("pointerdown", hold);
  for (const end of ends) addEventListener(end, release, true);
  const send = () => {
    clearTimeout(timer);
    timer = 0;
    model.save_changes();
  };
  return {
    moved: () => (held ? send() : (timer ||= setTimeout(send))),
    rested: send,
    stop() {
      if (timer) send();
      el.removeEventListener("pointerdown", hold);
      for (const end of ends) removeEventListener(end, release, true);
    },
  };
}

/**
 * Count what the hand does to one of several inputs: the kernel takes from the values sent together only what moved.
 * @param {{get: Function, set: Function}} model @param {string} name @param {boolean} rests
 */
export function count(model, name, rests) {
  const hand = model.get("hand") ?? {};
  const [moves, stops] = hand[name] ?? [0, 0];
  model.set("hand", { ...hand, [name]: rests ? [moves, stops + 1] : [moves + 1, stops] });
}

/** @param {(el: HTMLElement, options: object) => {setValue: Function, setDisabled: Function, destroy: Function}} build */
export const asPart = (build) => ({
  render({ model, el }) {
    let control = null;
    const sent = sender(el, model);
    const moved = (values) => {
      performance.mark("selfhelp-control-moved", { detail: model.get("key") });
      model.set(values);
    };
    const mount = () => {
      control?.destroy();
      control = build(el, {
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
    };
    const show = () => {
      const value = model.get("value");
      if (JSON.stringify(value) !== JSON.stringify(control.value)) control.setValue(value);
    };
    const block = () => control.setDisabled(model.get("disabled"));
    const events = { "change:options": mount, "change:labels": mount, "change:value": show, "change:disabled": block };
    for (const [event, handler] of Object.entries(events)) model.on(event, handler);
    mount();
    return () => {
      for (const [event, handler] of Object.entries(events)) model.off(event, handler);
      sent.stop();
      control.destroy();
    };
  },
});
