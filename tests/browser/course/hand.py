"""A reader's hand on the keyboard: it presses keys, and knows a page only by where they lead."""

from __future__ import annotations

from typing import Any

FARTHEST = 600  # presses of Tab; the longest page has about 350 stops

# The element that is looked for, or the line or the tab that unfolds it: whether the focus is on it, before it or after it,
# and how many stops lie between, at least, so that the page is not asked after each key.
_LOOK = """([selector, at, led]) => {
  const tabOf = (el) => {
    const panel = el.closest("[role=tabpanel][data-away]");
    const tab = panel && document.getElementById(panel.getAttribute("aria-labelledby"));
    return tab?.getAttribute("aria-selected") === "false" ? tab : null;
  };
  const found = [...document.querySelectorAll(selector)].filter((el) => el.closest("details:not([open])") || tabOf(el)
    || el.checkVisibility({ visibilityProperty: true }))[at];
  if (!found) return null;
  let goal = found;
  for (let el = found.parentElement; el; el = el.parentElement) {
    const line = el.matches("details:not([open])") ? el.querySelector(":scope > summary") : null;
    if (line && line !== found) goal = line;
  }
  goal = tabOf(found) ?? goal;
  const here = document.activeElement;
  // Tab reaches the tab that is chosen; arrow keys go on from there.
  if (goal.role === "tab" && here?.closest("[role=tablist]")?.contains(goal)) return { there: true, tab: true };
  if (goal.role === "tab") goal = goal.closest("[role=tablist]").querySelector("[aria-selected=true]");
  if (led) goal.focus();
  const same = led || here === goal || (here?.type === "radio" && goal.type === "radio" && here.name === goal.name);
  if (same) return { there: true, folded: goal !== found };
  const lost = !here || here === document.body;
  const ahead = lost || Boolean(here.compareDocumentPosition(goal) & Node.DOCUMENT_POSITION_FOLLOWING);
  const [from, to] = ahead ? [here, goal] : [goal, here];
  const between = lost ? [] : [...document.querySelectorAll("button, input:not([type=radio]), textarea, summary, a[href]")].filter((el) =>
    from.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING && to.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_PRECEDING
    && !el.disabled && el.tabIndex >= 0 && el.checkVisibility({ visibilityProperty: true }));
  return { there: false, ahead, stops: between.length + 1 };
}"""


class Hand:
    """Keys pressed on a page. Nothing here clicks, and nothing sets the focus but Tab and arrow keys.

    One that is led is put on what it looks for, where another hand finds the way on the same pages.
    """

    def __init__(self, page: Any, *, led: bool = False) -> None:
        self.page = page
        self._led = led

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Write over what the focused box holds."""
        self.press("Control+A")
        self.page.keyboard.type(text)

    def until(self, condition: str, argument: Any = None) -> None:
        """Wait for a state of the page."""
        self.page.wait_for_function(condition, arg=argument)

    def go_to(self, selector: str, at: int = 0) -> None:
        """Move on by Tab, or back by Shift and Tab, until the focus is on what is looked for.

        What is folded away is unfolded on the way, and what is on another tab is brought forward. Of radio buttons with one name, Tab reaches one.
        """
        pressed = 0
        while pressed < FARTHEST:
            found = self.page.evaluate(_LOOK, [selector, at, self._led])
            assert found, f"the page has no {selector} (number {at})"
            if found["there"] and found.get("tab"):
                self.press("ArrowRight")
                found["stops"] = 1
            elif found["there"] and not found["folded"]:
                return
            elif found["there"]:
                self.press("Enter")
                found["stops"] = 1
            else:
                self.press("Tab" if found["ahead"] else "Shift+Tab", found["stops"])
            pressed += found["stops"]
        here = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"the keyboard does not reach {selector} (number {at}); it is on {here}")

    def push(self, selector: str, at: int = 0, key: str = "Enter") -> None:
        """Go to a button and press it."""
        self.go_to(selector, at)
        self.press(key)

    def choose(self, selector: str) -> None:
        """Choose one of several radio buttons: arrow keys choose, Space confirms the one that is focused."""
        self.go_to(selector)
        for _ in range(20):
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                break
            self.press("ArrowDown")
        self.press("Space")
        assert self.page.evaluate("document.activeElement.checked"), f"{selector} is not chosen"
