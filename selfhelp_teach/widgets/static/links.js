// Views of one group share a value in the browser: the highlighted parents' problem, the month shown.
// The store is on the page, not in the module, since a host may load this file more than once.

const groups = (globalThis.__selfhelpLinks ??= new Map());

/** @param {string} name */
function groupOf(name) {
  const group = groups.get(name) ?? { value: undefined, members: new Set() };
  groups.set(name, group);
  return group;
}

/**
 * Join a group. The listener hears the others, not itself, and first the value the group already holds.
 * @param {string} name @param {(value: unknown[]) => void} listener
 */
export function join(name, listener) {
  const group = groupOf(name);
  group.members.add(listener);
  if (group.value !== undefined) listener(group.value);
  return {
    get value() { return group.value; },
    /** @param {unknown[]} value */
    set(value) {
      if (JSON.stringify(value) === JSON.stringify(group.value)) return;
      group.value = value;
      for (const member of [...group.members]) if (member !== listener) member(value);
    },
    leave() {
      group.members.delete(listener);
      if (!group.members.size) groups.delete(name);
    },
  };
}
