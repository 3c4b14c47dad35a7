// What of a step is shown at once: a step that is taller than the screen is read in parts, and so is it presented.
globalThis.selfhelpStops = (() => {
  const SCREENS = 1.1; // how much of the window's height a part may take, with what sticks above and below it
  const ON_A_PHONE = 2.4;
  const PHONE = 640;

  /** @param {Element} el @returns {el is HTMLElement} */
  const seen = (el) => el instanceof HTMLElement && el.getBoundingClientRect().height > 0;

  /** @param {Element | undefined} cell @param {string} part */
  const holds = (cell, part) => Boolean(cell?.matches(`[data-holds~="${part}"]`));

  /** The smallest pieces of a section, each a list of elements that are shown or put away together. @param {HTMLElement} section @param {number} limit */
  function unitsOf(section, limit) {
    /** @type {HTMLElement[][]} */
    const units = [];
    for (const block of section.children) {
      if (!seen(block)) continue;
      if (block.matches(".selfhelp-bench") && block.getBoundingClientRect().height > limit) {
        const [panel, ...cells] = [...block.children].filter(seen);
        // The panel stays beside each of what it moves; undo and buttons to try stay with the first chart that they move.
        const undo = units.at(-1)?.length === 1 && holds(units.at(-1)?.[0], "history");
        let joined = Boolean(undo && units.at(-1)?.push(block, panel));
        for (const cell of cells) {
          if (joined) units.at(-1)?.push(cell);
          else units.push([cell, block, panel]);
          joined = holds(cell, "presets");
        }
      } else if (block.matches(".selfhelp-workbench") && units.length) {
        units.at(-1)?.push(block); // one view, with what stands above it
      } else if (block.matches(".selfhelp-cell:not(.selfhelp-controls, .selfhelp-workbench)") && block.children.length > 1) {
        units.push(...[...block.children].filter(seen).map((part) => [part, block]));
      } else units.push([block]);
    }
    return units;
  }

  function clear() {
    for (const name of ["data-later", "data-heading-only"]) for (const el of document.querySelectorAll(`[${name}]`)) el.removeAttribute(name);
  }

  const narrow = () => innerWidth < PHONE;
  const room = () => (narrow() ? ON_A_PHONE : SCREENS) * innerHeight - 160;

  /**
   * Show the part of a section that begins with the last of `starts`.
   * @param {HTMLElement} section @param {number[]} starts
   */
  function split(section, starts) {
    clear();
    const limit = room();
    const units = unitsOf(section, limit);
    const tops = units.map(([el]) => el.getBoundingClientRect().top);
    const ends = units.map((unit) => (unit.length > 3 ? unit[unit.length - 1] : unit[0]).getBoundingClientRect().bottom);
    /** @param {number} start @param {number} end */
    const tall = (start, end) => ends[end - 1] - tops[start];
    // A few lines are no part of their own, neither first nor last, unless with their neighbour they were much too tall:
    // which a neighbour that alone is taller than a part is anyway.
    /** @param {number} start @param {number} end @param {number} other */
    const spare = (start, end, other) => tall(start, end) <= 1.2 * limit || tall(other, other + 1) > limit;
    /** @param {number} start */
    const endOf = (start) => {
      let end = start + 1;
      while (end < units.length && (tall(start, end + 1) <= limit || (tall(start, end) < limit / 4 && spare(start, end + 1, end)))) end += 1;
      const few = end < units.length && tall(end, units.length) < limit / 5;
      return few && spare(start, units.length, end - 1) ? units.length : Math.min(end, units.length);
    };
    const start = Math.min(starts.at(-1) ?? 0, Math.max(0, units.length - 1));
    const end = endOf(start);
    let count = starts.length;
    for (let at = end; at < units.length; at = endOf(at)) count += 1;
    const kept = new Set(units.slice(start, end).flat());
    for (const unit of units) for (const el of unit) if (!kept.has(el)) el.setAttribute("data-later", "");
    // Under which heading a part stands is seen on each.
    const head = section.querySelector(":scope > .selfhelp-prose");
    if (head?.hasAttribute("data-later")) head.setAttribute("data-heading-only", "");
    return { starts: [...starts.slice(0, -1), start], end, count, units };
  }

  return { split, clear, unitsOf, narrow };
})();
