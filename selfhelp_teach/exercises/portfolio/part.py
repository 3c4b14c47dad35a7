"""The portfolio on the page: look back, write the synthesis, rate it, take it along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import traitlets as t

from selfhelp_teach.errors import InputError, SelfHelpError
from selfhelp_teach.exercises.portfolio.export import FORMATS, export
from selfhelp_teach.exercises.portfolio.model import REFLECT, build, deal_titles, reflect_levels
from selfhelp_teach.exercises.portfolio.words import portfolio_labels
from selfhelp_teach.exercises.session import Session, current
from selfhelp_teach.exercises.words import exercise_labels
from selfhelp_teach.records.reading import entry_or_none
from selfhelp_teach.records.schema import Record
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part

#: The look back at predictions, the self-rating, and the files to take along.
PIECES = ("gaps", "rating", "files")


class PortfolioPart(Part):
    """Shows what the record tells and writes it to files.

    Parameters
    ----------
    synthesis
        Whether to ask for the three texts of the synthesis here. A page that asks for them in exercises of
        its own (:data:`~.model.DEAL_EXERCISES`) leaves them out.
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
        self,
        *,
        language: str = "en",
        session: Session | None = None,
        synthesis: bool = True,
        show: Sequence[str] = PIECES,
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
                "deal": [
                    {"name": name, "title": title, "question": question}
                    for name, (title, question) in deal_titles(language).items()
                    if synthesis
                ],
                "levels": reflect_levels(language),
                "reflect": REFLECT,
                "formats": list(FORMATS),
                "show": list(show),
            },
        )
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

    def _receive(self, _widget: Any, message: Any, _buffers: Any) -> None:
        if not isinstance(message, dict) or message.get("kind") != "export":
            return
        form = str(message.get("format"))
        private = message.get("private") is True
        rows = message.get("entries")
        found = map(entry_or_none, rows if isinstance(rows, list) else [])
        self.session.note(entry for entry in found if entry is not None)
        try:
            told = build(
                self.session.record,
                name=str(message.get("name") or "")[:200],
                language=self.language,
                private=private,
            )
            written = export(told, form)
        except SelfHelpError as error:
            self.send({"kind": "refused", "sentence": str(error)})
            return
        name = f"portfolio-{told.made:%Y-%m-%d}.{form}"
        self.send({"kind": "export", "name": name, "type": FORMATS[form][1]}, buffers=[written])


def _labels(language: str) -> dict[str, str]:
    _ = translator(language)
    return {
        **exercise_labels(language),
        **portfolio_labels(language),
        "counts": _("{predictions} predictions, {answers} answers, {challenges} challenges so far."),
        "gaps_empty": _("No prediction was far off yet, or none was made."),
        "name_label": _("A name for the file, if you want one"),
        "include_private": _("Put my private inventories in too"),
        "take": _("Take it along"),
        "format_html": _("Web page, prints well (HTML)"),
        "format_docx": _("Word (DOCX)"),
        "format_md": _("Markdown"),
        "format_json": _("Data, with hash (JSON)"),
        "format_csv": _("Table of answers (CSV)"),
        "written": _("{name} was made."),
        "making": _("The file is being made."),
        "reflect_choose": _("Choose the level that fits what you wrote. Only you do the rating."),
    }
