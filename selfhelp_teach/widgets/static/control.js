// Mounts a control builder as a part: `value` while it moves, `rested` when it rests, in one message.

/** @param {(el: HTMLElement, options: object) => {setValue: Function, setDisabled: Function, destroy: Function}} build */
export const asPart = (build) => ({
  render({ model, el }) {
    let control = null;
    let planned = false;
    const plan = () => {
      if (planned) return;
      planned = true;
      setTimeout(() => { // not a microtask: a key press moves and rests in two events, which make one message
        planned = false;
        model.save_changes();
      });
    };
    const take = (trait) => (value) => {
      performance.mark("selfhelp-control-moved", { detail: model.get("key") });
      model.set(trait, value);
      plan();
    };
    const mount = () => {
      control?.destroy();
      control = build(el, {
        ...model.get("options"), labels: model.get("labels"), value: model.get("value"), disabled: model.get("disabled"),
        onInput: take("value"),
        onChange(value) {
          model.set("value", value);
          take("rested")(value);
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
      control.destroy();
    };
  },
});
