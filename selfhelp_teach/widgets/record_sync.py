"""A learner's record between page and kernel: what the page's own storage holds comes in, confirmations go out.

It knows nothing of records. Whoever wires it in (``exercises.session``) says what the messages mean.
"""

from __future__ import annotations

from typing import Any

import traitlets as t

from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import file_labels


def labels(language: str = "en") -> dict[str, str]:
    """Return the words of the part."""
    _ = translator(language)
    return {
        **file_labels(language),
        "title": _("Your answers"),
        "privacy_browser": _(
            "Your answers are kept in this browser, without an account or your name. "
            "The program behind this page marks them and forgets them when you leave; "
            "they go nowhere else unless you hand them in."
        ),
        "privacy_server": _(
            "Your answers are kept in this browser and in the database of the server that gave this page, "
            "without an account or your name. Nothing goes anywhere else unless you hand it in."
        ),
        "empty": _("Nothing to keep yet."),
        "browser": _("Kept in this browser at {time}."),
        "both": _("Kept in this browser and on the server at {time}."),
        "session": _(
            "This browser does not let the page keep anything (a private window, perhaps). "
            "Your answers last until you close the page: download them before you leave."
        ),
        "quota": _(
            "The browser's space for this page is full, so the newest answers last only until you close it. "
            "Download your answers, and delete what you do not need."
        ),
        "newer": _(
            "This browser holds answers of a newer copy of the course. They are left untouched, "
            "and what you do here lasts until you close the page."
        ),
        "waiting": _("Kept in this browser. The server has not confirmed yet; saving is tried again."),
        "download": _("Download my answers"),
        "restore": _("Restore from a file"),
        "erase": _("Delete everything about me"),
        "erase_sure": _(
            "Delete all answers of this course in this browser? This cannot be undone. Answers of other courses, "
            "records that were put by, and your choice of colours and language stay."
        ),
        "erase_sure_server": _(
            "Delete all answers of this course in this browser and on the server? This cannot be undone. "
            "Answers of other courses, records that were put by, and your choice of colours and language stay."
        ),
        "erase_yes": _("Yes, delete"),
        "erase_no": _("No, keep them"),
        "erased_here": _("Deleted in this browser: all answers of this course (exercises: {count})."),
        "erased_server": _(
            "Deleted in this browser and on the server: all answers of this course (exercises: {count})."
        ),
        "erased_browser": _(
            "Deleted in this browser. The server has not confirmed yet; "
            "the request is sent again when it answers."
        ),
        "whose": _("There are answers here already (exercises: {count}, the last of {time})."),
        "whose_name": _("There are answers of {name} here already (exercises: {count}, the last of {time})."),
        "whose_ask": _("Are they yours?"),
        "whose_mine": _("Yes, go on"),
        "whose_save": _("Save them as a file"),
        "whose_anew": _("No, put them by and begin anew"),
        "put_by": _("Put by in this browser, for whoever they belong to:"),
        "put_by_back": _("Go on with these"),
        "put_by_erase": _("Delete these"),
        "put_by_full": _(
            "The browser's space for this page is full, so these answers stay where they are. "
            "Save them as a file, then delete them."
        ),
        "offer": _(
            "{told} An earlier version of the course kept them for every course at this address, "
            "and another one has taken a copy. Do they belong here?"
        ),
        "offer_take": _("Yes, take a copy"),
        "offer_leave": _("No, leave them"),
        "left_behind": _(
            "An earlier version of the course left {count} entries in this browser, for every course at this address."
        ),
        "left_behind_erase": _("Delete these too, for all courses here"),
        "restored": _("{count} answers came from the file. Nothing that was here was lost."),
        "restored_aside": _(
            "{count} answers came from the file. {aside} entries this copy does not know were kept aside."
        ),
        "too_large": _(
            "This file has {size} MB; a record has at most 20 MB. Choose the file this course saved."
        ),
        "not_whole": _(
            "This file is not a whole record: it may be cut off, or another kind of file. "
            "Nothing was changed."
        ),
        "not_record": _("This file is not a record of this course. Choose the file that the course saved."),
        "file_newer": _(
            "This record has version {version}, and this page reads up to {known}. Nothing was changed. "
            "Open it with a newer copy of the course."
        ),
    }


class RecordSync(Part):
    """Keeps the page's answers in the browser and hands them to the kernel.

    Parameters
    ----------
    server
        Whether answers are also kept in a database of the server; decides what the page says of privacy.
    compact
        Show one line instead of the whole panel with download, restore and delete.
    """

    _labels = staticmethod(labels)
    module = t.Unicode("record_sync").tag(sync=True)
    server = t.Bool(default_value=False).tag(sync=True)
    compact = t.Bool(default_value=True).tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**({"key": "record_sync"} | traits))

    def tell(self, kind: str, **content: Any) -> None:
        """Send a message to the page."""
        self.send({"kind": kind, **content})
