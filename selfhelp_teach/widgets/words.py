"""The words our browser parts show, by language. The JavaScript holds none of its own but fallbacks."""

from __future__ import annotations

from selfhelp_teach.translation import translator


def status_labels(language: str = "en") -> dict[str, str]:
    """Return the word for each provenance status."""
    _ = translator(language)
    return {
        "reported": _("reported"),
        "ordinal": _("reported as an order"),
        "listed": _("listed, not counted"),
        "mechanism": _("mechanism"),
        "assumption": _("assumption"),
        "unavailable": _("not available"),
        "instructor-supplied": _("supplied by your instructor"),
    }


def figure_labels(language: str = "en") -> dict[str, str]:
    """Return the words around a chart."""
    _ = translator(language)
    return {
        **status_labels(language),
        "empty": _("There is nothing to draw yet."),
        "numbers": _("These settings gave no numbers to draw."),
        "broken": _("This chart could not be drawn. The rest of the page still works."),
        "hidden": _("Hidden: “{title}” shows numbers that no source reports ({status})."),
        "table": _("Show the numbers as a table"),
        "rows": _("The first {shown} of {all} rows. The CSV file has all of them."),
        "sources": _("Sources"),
        "save": _("Save as {kind}"),
        "highlight": _("Highlight"),
        "all": _("All"),
        "listen": _("Listen"),
        "listen_to": _("Listen to “{title}”"),
        "listen_play": _("Play"),
        "listen_next": _("Next line"),
        "listen_keys": _(
            "The arrow keys move from tone to tone, Page Up and Page Down from line to line; "
            "H lists all keys, Escape closes."
        ),
        **sound_keys(language),
    }


def sound_keys(language: str = "en") -> dict[str, str]:
    """Return the words of the list of keys by which a chart is heard."""
    _ = translator(language)
    return {
        "listen_help": _(
            "With these keys you move through the chart. The last column is for keyboards without them."
        ),
        "listen_does": _("What it does"),
        "listen_key": _("Key"),
        "listen_other": _("Or"),
        "key_left": _("Left arrow"),
        "key_right": _("Right arrow"),
        "key_up": _("Up arrow"),
        "key_down": _("Down arrow"),
        "key_page_up": _("Page up"),
        "key_page_down": _("Page down"),
        "key_home": _("Home"),
        "key_end": _("End"),
        "key_shift": _("Shift"),
        "key_control": _("Control"),
        "key_function": _("Function"),
        "key_option": _("Option"),
        "key_space": _("Spacebar"),
    }


def slider_labels(language: str = "en") -> dict[str, str]:
    """Return the words of a slider's buttons and hints."""
    _ = translator(language)
    return {
        "less": _("Less: {label}"),
        "more": _("More: {label}"),
        "exact": _("{label}, exact value"),
        "reset": _("Reset {label} to {value}"),
        "range": _("Enter a number from {min} to {max}."),
    }


def number_labels(language: str = "en") -> dict[str, str]:
    """Return the hints of a number box."""
    _ = translator(language)
    return {
        "range": _("Enter a number from {min} to {max}."),
        "least": _("Enter {min} or more."),
        "most": _("Enter {max} or less."),
        "any": _("Enter a number."),
    }


def switch_labels(language: str = "en") -> dict[str, str]:
    """Return the words beside a switch."""
    _ = translator(language)
    return {"on": _("on"), "off": _("off")}


def ranking_labels(language: str = "en") -> dict[str, str]:
    """Return what a ranking says while items move."""
    _ = translator(language)
    return {
        "up": _("Move up: {item}"),
        "down": _("Move down: {item}"),
        "item": _("{item}, place {place} of {count}"),
        "picked": _(
            "{item} picked. Tap the place it should take, or use the arrow keys. Escape puts it back."
        ),
        "moved": _("{item} is now at place {place} of {count}."),
        "dropped": _("{item} stays at place {place}."),
    }


def matching_labels(language: str = "en") -> dict[str, str]:
    """Return what a matching says while cards are placed."""
    _ = translator(language)
    return {
        "tray": _("Not placed yet"),
        "empty": _("Nothing here yet"),
        "place": _("Place here: {target}"),
        "picked": _("{item} picked. Choose where it belongs. Escape lets it go."),
        "placed": _("{item} placed in {target}. {left} left to place."),
        "released": _("{item} let go."),
    }


def sketch_labels(language: str = "en") -> dict[str, str]:
    """Return the words around a curve to be drawn."""
    _ = translator(language)
    return {
        "help": _(
            "Draw with a finger or the mouse, tap to set single points, "
            "or move to a point and use the arrow keys."
        ),
        "point": _("{y} at {x}"),
        "unset": _("not set"),
        "table": _("Enter the curve as numbers"),
        "clear": _("Clear the curve"),
    }


def play_labels(language: str = "en") -> dict[str, str]:
    """Return the words of play and scrub."""
    _ = translator(language)
    return {
        "play": _("Play"),
        "pause": _("Pause"),
        "start": _("Back to the start"),
        **slider_labels(language),
    }


def history_labels(language: str = "en") -> dict[str, str]:
    """Return the words of undo and redo."""
    _ = translator(language)
    return {
        "group": _("Changes"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "undone": _("Undone: {what}"),
        "redone": _("Redone: {what}"),
    }


def tray_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the tray of pinned runs."""
    _ = translator(language)
    return {
        "pin": _("Pin this run"),
        "empty": _("Pin a run to compare it with another."),
        "compare": _("Compare: {label}"),
        "remove": _("Remove: {label}"),
        "full": _("The tray holds {count} runs. Remove one to pin another."),
    }


def ward_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the ward picture."""
    _ = translator(language)
    return {
        **play_labels(language),
        **status_labels(language),
        "content": _("content"),
        "silent": _("silent grievance"),
        "voiced": _("voiced"),
        "alternative": _("seeking an alternative"),
        "protest": _("protest"),
        "member": _("member of the group"),
        "newcomer": _("new on the ward"),
        "staff": _("staff"),
        "month": _("month"),
        "families": _("families"),
        "hidden": _("Hidden: “{title}” shows numbers that no source reports ({status})."),
        "table": _("Show the months as a table"),
        "rows": _("The first {shown} of {all} rows."),
        "summary": _("Month {month}: {families} families; {states}; {members} in the group."),
        "empty": _("There is no ward to show yet."),
    }


def panel_labels(language: str = "en") -> dict[str, str]:
    """Return the words of a panel of controls."""
    _ = translator(language)
    return {"undo": _("Undo"), "try": _("Try")}


def map_labels(language: str = "en") -> dict[str, str]:
    """Return the words of a causal map."""
    _ = translator(language)
    return {
        **status_labels(language),
        "to": _("Feeds into"),
        "from": _("Is fed by"),
        "less": _("lowers"),
        "list": _("Show the arrows as a list"),
        "cause": _("From"),
        "effect": _("To"),
        "basis": _("Basis"),
        "sources": _("Sources"),
        "choose": _("Choose a box to see what it does and where that comes from."),
        "off": _("switched off"),
        "hidden": _("Hidden: “{title}” shows what no source reports as a number ({status})."),
    }
