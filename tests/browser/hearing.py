"""A virtual screen reader: it notes what live regions and moves of the focus would have a reader hear."""

from __future__ import annotations

from typing import Any

# What a reader with a screen reader hears: a live region's text whenever it changes (as a whole where it is atomic,
# else what was added), and the name of what takes the focus. What has no name of its own is read out.
_LISTEN = r"""() => {
  const heard = (globalThis.heard = []);
  const clean = (text) => text.replace(/\s+/g, " ").trim();
  const seen = (el) => el.checkVisibility?.() ?? true;
  const LIVE = "[aria-live], [role=status], [role=alert], [role=log], output";
  const ATOMIC = "[role=status], [role=alert], [aria-atomic=true]";
  const region = (node) => {
    const found = (node instanceof Element ? node : node.parentElement)?.closest(LIVE);
    return found && found.getAttribute("aria-live") !== "off" && seen(found) ? found : null;
  };
  const last = new Map();
  globalThis.quietSince = performance.now();
  const observer = new MutationObserver((changes) => {
    globalThis.quietSince = performance.now();
    const whole = new Set();
    for (const { target, type, addedNodes } of changes) {
      if (type === "attributes") { // what comes into sight is read like what comes into the page
        for (const el of [target, ...target.querySelectorAll(LIVE)]) {
          if (el.matches(LIVE) && region(el) === el && !last.get(el)) whole.add(el);
        }
        continue;
      }
      const found = region(target);
      if (!found) {
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          for (const el of [node, ...node.querySelectorAll("[role=alert]")]) if (el.matches("[role=alert]") && seen(el)) whole.add(el);
        }
      } else if (found.matches(ATOMIC)) whole.add(found);
      else for (const node of addedNodes) if (clean(node.textContent)) heard.push({ by: "live", text: clean(node.textContent) });
    }
    for (const el of whole) {
      const text = clean(el.textContent);
      if (text) heard.push({ by: "live", text, region: el.id || el.className });
      last.set(el, text);
    }
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["hidden", "open", "data-shown"] });
  const named = (ids) => clean((ids ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
  globalThis.nameOf = (el) => named(el.getAttribute("aria-labelledby")) || el.getAttribute("aria-label")
    || clean([...(el.labels ?? [])].map((label) => label.textContent).join(" ")) || clean(el.textContent ?? "");
  addEventListener("focusin", ({ target }) => {
    const described = named(target.getAttribute("aria-describedby"));
    heard.push({ by: "focus", text: nameOf(target), described });
  }, true);
}"""
_AT_REST = """(quiet) => {
  const speech = globalThis.__selfhelpSpeech;
  return !speech?.soon && !speech?.later && !speech?.unmoved && ![...selfhelp.models.values()].some((model) => model.inFlight || model.waits)
    && performance.now() - quietSince > quiet;
}"""
QUIET = 1500  # milliseconds without a change of the page after which it is at rest


class Listener:
    """What is heard on a page from now on."""

    def __init__(self, page: Any) -> None:
        self.page = page
        page.evaluate(_LISTEN)

    def rest(self) -> None:
        """Wait until the page has nothing more to say."""
        self.page.wait_for_function(_AT_REST, arg=QUIET, polling=QUIET // 15)

    def after(self, act: Any) -> list[str]:
        """Do something and return what live regions said to it, in turn."""
        self.page.evaluate("heard.length = 0")
        act()
        self.rest()
        return self.said()

    def said(self) -> list[str]:
        return [each["text"] for each in self.page.evaluate("heard") if each["by"] == "live"]

    def all(self) -> list[str]:
        """Return what was heard, moves of the focus included."""
        return [each["text"] for each in self.page.evaluate("heard")]


def words(said: list[str]) -> int:
    return sum(len(text.split()) for text in said)
