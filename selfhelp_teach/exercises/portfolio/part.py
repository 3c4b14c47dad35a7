"""The portfolio on the page: look back, rate it, take it along."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import traitlets as t

from selfhelp_teach.errors import InputError, SelfHelpError, UnfetchedError
from selfhelp_teach.exercises.portfolio.document import undrawn
from selfhelp_teach.exercises.portfolio.export import FORMATS, export
from selfhelp_teach.exercises.portfolio.model import REFLECT, build, reflect_levels
from selfhelp_teach.exercises.portfolio.words import portfolio_labels
from selfhelp_teach.exercises.session import Session, current
from selfhelp_teach.exercises.words import exercise_labels
from selfhelp_teach.records.reading import entries_of
from selfhelp_teach.records.schema import Record
from selfhelp_teach.translation import translator, zone
from selfhelp_teach.widgets.download import download_labels
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import file_labels

#: The look back at predictions, the self-rating, and the files to take along.
PIECES = ("gaps", "rating", "files")
LONGEST_NAME = 200


class PortfolioPart(Part):
    """Shows what the record tells and writes it to files.

    Parameters
    ----------
    show
        Which of :data:`PIECES` to show; a page may spread them over its sections.

    Attributes
    ----------
    summary
        What is shown of the record, as plain text: prompts, predictions and counts.
    """

    module = t.Unicode("portfolio").tag(sync=True)
    content = t.Dict().tag(sync=True)
    summary = t.Dict().tag(sync=True)

    def __init__(
        self, *, language: str = "en", session: Session | None = None, show: Sequence[str] = PIECES
    ) -> None:
        unknown = [piece for piece in show if piece not in PIECES]
        if unknown:
            raise InputError(f"The portfolio has no piece {unknown[0]!r}. Choose from: {', '.join(PIECES)}.")
        self.session = session if session is not None else current()
        super().__init__(
            key="-".join(("portfolio", *(show if tuple(show) != PIECES else ()))),
            language=language,
            labels=_labels(language),
            content={
                "levels": reflect_levels(language),
                "reflect": REFLECT,
                "formats": list(FORMATS),
                "show": list(show),
            },
        )
        self._drawings: list[str] = []
        self._show(self.session.record)
        self.session.observe(self._show)
        self.on_msg(self._receive)

    def _show(self, record: Record) -> None:
        told = build(record, language=self.language, private=True)
        self.summary = {
            "prompts": [{"title": text.title, "text": text.text} for text in told.prompts],
            "predictions": [
                {
                    "title": item.title,
                    "expected": "; ".join(item.answer),
                    "result": "; ".join(item.result),
                    "confidence": item.confidence,
                }
                for item in told.predictions
            ],
            "counts": [len(told.predictions), len(told.answers), len(told.challenges)],
        }

    def _receive(self, _widget: Any, message: Any, buffers: Any) -> None:
        if not isinstance(message, dict) or message.get("kind") != "export":
            return
        _ = translator(self.language)
        form = str(message.get("format"))
        name = str(message.get("name") or "")
        if len(name) > LONGEST_NAME:
            sentence = _("The name has {count} signs, and {most} fit. Shorten it, then press again.")
            self.send({"kind": "refused", "sentence": sentence.format(count=len(name), most=LONGEST_NAME)})
            return
        private = message.get("private") is True
        self.session.note(entries_of(message))
        try:
            told = build(
                self.session.record,
                name=name,
                language=self.language,
                private=private,
                zone=zone(message.get("zone"), message.get("offset")),
                locale=_locale(message.get("locale")),
            )
            if form == "docx" and not message.get("drawn") and (drawings := undrawn(told)):
                # The page draws them and asks again. A picture it could not draw comes as no bytes.
                self._drawings = drawings
                self.send({"kind": "draw", "drawings": drawings})
                return
            pictures = dict(zip(self._drawings, map(bytes, buffers or ()), strict=False))
            written = export(told, form, pictures.get if pictures or undrawn(told) else None)
        except SelfHelpError as error:
            unfetched = _(
                "What this file is made with could not be fetched. Press again when the network is back, "
                "or take another format."
            )
            sentence = unfetched if isinstance(error, UnfetchedError) else str(error)
            self.send({"kind": "refused", "sentence": sentence})
            return
        # The page names the file: it knows the day here, and what tells this record's files from another's.
        self.send({"kind": "export", "ending": form, "type": FORMATS[form][1]}, buffers=[written])


def _locale(given: Any) -> str:
    """Return the locale that a browser names, or nothing where it is none."""
    sound = re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", given if isinstance(given, str) else "")
    return sound[0] if sound else ""


def _labels(language: str) -> dict[str, str]:
    _ = translator(language)
    waited = download_labels(language)  # what is said of a file that keeps one waiting
    return {
        **exercise_labels(language),
        **portfolio_labels(language),
        **file_labels(language),
        "counts": _("{predictions} predictions, {answers} answers, {challenges} challenges so far."),
        "gaps_empty": _("No prediction was far off yet, or none was made."),
        "name_label": _("A name for the file, if you want one"),
        "include_private": _("Put my private inventories in too"),
        "take": _("Take it along"),
        "format_html": _("Web page, prints well (HTML)"),
        "format_docx": _("Word (DOCX)"),
        "format_md": _("Markdown"),
        "format_json": _("Data, with hash (JSON)"),
        "format_xlsx": _("Table of answers (Excel, XLSX)"),
        "format_csv": _("Table of answers (CSV)"),
        "making": _("The file is being made."),
        **{f"making_{name}": waited[name] for name in ("slow", "lost", "unanswered")},
        "making_large": _(
            "The file was not made: what is new since the last saving is too much to send at once. "
            "Wait until your answers say they are kept, then press again."
        ),
        "reflect_choose": _("Choose the level that fits what you wrote. Only you do the rating."),
    }
