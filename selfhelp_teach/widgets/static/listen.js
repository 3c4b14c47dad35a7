// Listening that ends: whoever starts it gets what stops it.

/** @import { EventsOf, Handlers, Listenable } from "./types/listen" */

/**
 * Hear the traits of a part.
 * @template Traits @param {Listenable<Traits>} model @param {{[Name in keyof Traits]?: () => void}} handlers
 * @returns {() => void}
 */
export function onTraits(model, handlers) {
  const events = /** @type {[string, () => void][]} its keys are names of traits */ (Object.entries(handlers));
  for (const [trait, handler] of events) model.on(`change:${trait}`, handler);
  return () => { for (const [trait, handler] of events) model.off(`change:${trait}`, handler); };
}

/**
 * Hear events of the page or of an element.
 * @template {EventTarget} Target @param {Target} target @param {Handlers<EventsOf<Target>>} handlers
 * @param {AddEventListenerOptions} [options]
 * @returns {() => void}
 */
export function onEvents(target, handlers, options) {
  const events = /** @type {[string, EventListener][]} each hears the event it is named after */ (Object.entries(handlers));
  for (const [event, handler] of events) target.addEventListener(event, handler, options);
  return () => { for (const [event, handler] of events) target.removeEventListener(event, handler, options); };
}

/** Hear, once a frame, that an element has taken another size. @param {Element} el @param {() => void} handler @returns {() => void} */
export function onResize(el, handler) {
  let frame = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(handler);
  });
  observer.observe(el);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  };
}

/**
 * Hear when an element comes within a screen of what is seen, and when it leaves.
 * @param {Element} el @param {(near: boolean) => void} handler @returns {() => void}
 */
export function onNear(el, handler) {
  const observer = new IntersectionObserver((entries) => handler(entries.at(-1)?.isIntersecting ?? true), { rootMargin: "100% 0px" });
  observer.observe(el);
  return () => observer.disconnect();
}

/** What ends a part: all it listens to, and its element. @param {Element} root @param {...(() => void)} stops @returns {() => void} */
export const ending = (root, ...stops) => () => {
  for (const stop of stops) stop();
  root.remove();
};
