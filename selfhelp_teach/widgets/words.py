"""The words our browser parts show, by language. The JavaScript holds none of its own."""

from __future__ import annotations

from selfhelp_teach.evidence import Status
from selfhelp_teach.translation import translator


def status_labels(language: str = "en") -> dict[str, str]:
    """Return the word for each provenance status: the ledger's own, so that a thing has one name everywhere."""
    _ = translator(language)
    return {str(status): status.label(_) for status in Status}


def file_labels(language: str = "en") -> dict[str, str]:
    """Return what is said when a file is handed over, and the other ways to it."""
    _ = translator(language)
    return {
        "handed": _("{name} was handed to the browser. Look among its downloads."),
        "handed_frame": _(
            "{name} was handed to the browser, but this page stands in a frame, and a frame may keep files back. "
            "If it is not among your downloads, choose another way:"
        ),
        "handed_not_there": _("Is it not there?"),
        "handed_again": _("Try again"),
        "handed_tab": _("Open it in a new tab"),
        "handed_no_tab": _("The browser opened no new tab. Choose another way:"),
        "handed_show": _("Show it here"),
        "handed_picture": _("The picture, to be saved from here"),
        "handed_page": _("Open this page in a tab of its own"),
        "handed_copy": _("Copy the text"),
        "handed_copied": _("Copied."),
        "handed_select": _("The browser did not let the page copy. Select the text and copy it yourself."),
    }


def figure_labels(language: str = "en") -> dict[str, str]:
    """Return the words around a chart."""
    _ = translator(language)
    return {
        **status_labels(language),
        **file_labels(language),
        "empty": _("There is nothing to draw yet."),
        "numbers": _("These settings gave no numbers to draw."),
        "broken": _("This chart could not be drawn. The rest of the page still works."),
        "hidden": _("Hidden: “{title}” shows numbers that no source reports ({status})."),
        "before": _("before: {old}"),
        "table": _("The numbers as a table"),
        "rows": _("The first {shown} of {all} rows. The CSV file has all of them."),
        "sources": _("Sources"),
        "more": _("More"),
        "less": _("Less"),
        "design": _("Design, limits"),
        "save": _("Save as {kind}"),
        "highlight": _("Highlight"),
        "all": _("All"),
        "larger": _("Enlarge, with words and numbers: {title}"),
        "smaller": _("Make small again: {title}"),
        "listen": _("Listen"),
        "listen_to": _("Listen to “{title}”"),
        "listen_play": _("Play"),
        "listen_next": _("Next line"),
        "listen_keys": _(
            "The arrow keys move from tone to tone, Page Up and Page Down from line to line; "
            "H lists all keys, Escape closes."
        ),
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
        **number_labels(language),
    }


def number_labels(language: str = "en") -> dict[str, str]:
    """Return the hints of a number box: what it takes, and why it did not take what was typed."""
    _ = translator(language)
    return {
        "range": _("Enter a number from {min} to {max}."),
        "least": _("Enter {min} or more."),
        "most": _("Enter {max} or less."),
        "any": _("Enter a number."),
        "unread": _("“{text}” is not one number."),
        "whole": _("Only whole numbers count here."),
        "kept": _("{value} is kept."),
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
        "returned": _("{item} is back at place {place}."),
    }


def matching_labels(language: str = "en") -> dict[str, str]:
    """Return what a matching says while cards are placed."""
    _ = translator(language)
    return {
        "tray": _("Not placed yet"),
        "empty": _("Nothing here yet"),
        "place": _("Place here: {target}"),
        "here": _("Here"),
        "picked": _("{item} picked. Choose where it belongs. Escape lets it go."),
        "placed": _("{item} placed in {target}. {left} left to place."),
        "released": _("{item} let go."),
        "keys": _(
            "A number key puts the card that has the focus into the group of that number, "
            "0 takes it out again."
        ),
    }


def sketch_labels(language: str = "en") -> dict[str, str]:
    """Return the words around a curve to be drawn."""
    _ = translator(language)
    return {
        "help": _(
            "Draw from left to right with a finger or the mouse, tap to set single points, "
            "or move to a point and use the arrow keys."
        ),
        "point": _("{y} at {x}"),
        "unset": _("not set"),
        "table": _("Enter the curve as numbers"),
        "clear": _("Clear the curve"),
        "scale": _("{label}: from {min} to {max}"),
        **number_labels(language),
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
        "month": _("month"),
        "families": _("families"),
        "hidden": _("Hidden: “{title}” shows numbers that no source reports ({status})."),
        "table": _("Show the months as a table"),
        "rows": _("The first {shown} of {all} rows."),
        "summary": _("Month {month}: {families} families; {states}; {members} in the group."),
        "empty": _("There is no ward to show yet."),
        "pace_now": _("Speed: {times} times. Press for another."),
        "simulated": _("simulated, not observed"),
        # on the floor plan
        "door": _("new here"),
        "station": _("nurses' station"),
        "board": _("the group"),
        "no_board": _("no group"),
        # one family's story
        "find": _("One family's story"),
        "find_hint": _("Point at a family, or use the arrow keys here, to read its story."),
        "no_family": _("Family {number}: nobody is in this bed in this month."),
        "family": _("Family {number}."),
        "came": _("On the ward since month {month}."),
        "came_before": _("On the ward since before the first month."),
        "in_group": _("In the group since month {month}."),
        "left_group": _("Was in the group until month {month}."),
        "did_voiced": _("Spoke to staff in month {months}."),
        "did_alternative": _("Looked for help elsewhere in month {months}."),
        "did_protest": _("Complained in public in month {months}."),
        "lately": _("{months}, {count} months in all"),
        "silent_since": _("Has kept a grievance to itself since month {month}."),
        "was_silent": _("Kept a grievance to itself for {count} months."),
        "content_now": _("Carries no grievance now."),
    }


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
