/** What `h` and `s` of controls/dom.js take. */

/** Listeners under `onclick` and the like, each with the event it hears and the element it stands on. */
type Listeners<Target> = {
  [Name in keyof HTMLElementEventMap as `on${Name}`]?: (event: HTMLElementEventMap[Name] & { currentTarget: Target }) => unknown;
};

/** Attributes by name, and listeners; null, undefined and false are left out. */
export interface Attributes<Target = Element> extends Listeners<Target> {
  [name: string]: unknown;
}

/** Text is always text, never markup; lists are laid flat, what is empty is left out. */
export type Child = Node | string | number | null | undefined | readonly Child[];

/** The words of an interface by name. */
export type Words = Record<string, string>;
