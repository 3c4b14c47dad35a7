"""The dashboard of findings: every reported number on one screen, by period, by who was asked, by theme, by study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, ClassVar

from selfhelp_teach.charts import evidence_map, evidence_shares
from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence.findings import (
    Finding,
    Selection,
    asked_names,
    findings,
    in_time,
    period_names,
    select_findings,
    selection,
    study_name,
    theme_names,
)
from selfhelp_teach.pages.controller import PageController, Together
from selfhelp_teach.pages.page_state import PageState
from selfhelp_teach.widgets import Figure
from selfhelp_teach.widgets.facets import Facets, Findings

CHARTS: Mapping[str, Any] = {"evidence_map": evidence_map, "evidence_shares": evidence_shares}


class Evidence(PageController):
    """The parts of the dashboard; its state is what is looked at."""

    page: ClassVar[str] = "evidence"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self.state: PageState[Selection, tuple[Finding, ...]] = PageState(
            Selection(), _steps, key="evidence-undo", language=language
        )

    def dashboard(self) -> Together:
        """Return the bars, the two charts, and the list of findings with their cards."""
        self.facets = Facets(
            self._choose, self._opened, key="evidence-facets", area="facets", language=self.language
        )
        self.list = Findings(key="evidence-list", area="list", language=self.language)
        self.list.cites = [(finding.fact.id, "") for finding in findings()]
        figures = [self._chart(name) for name in CHARTS]
        self.state.view(self.facets, self._show_facets)
        self.state.view(self.list, self._show_list)
        return self.together(self.facets, *figures, self.list)

    # change

    def _choose(self, name: str, value: str) -> None:
        """Choose in one group; without a group, show everything."""
        if not name:
            self.state.change(Selection())
        elif hasattr(self.state.now, name):
            self._opened(replace(self.state.now, **{name: value}).code())

    def _opened(self, code: str) -> str:
        try:
            self.state.change(selection(code))
        except InputError as refusal:
            return str(refusal)
        return ""

    def _picked(self, code: str) -> None:
        """Take a mark of the map: its study, its theme, or both; taken again, it is let go."""
        wanted = dict(part.split(":") for part in code.split(","))
        now = self.state.now
        held = all(getattr(now, name) == value for name, value in wanted.items())
        self._opened(replace(now, **dict.fromkeys(wanted, "") if held else wanted).code())

    # views

    def _chart(self, name: str) -> Figure:
        figure = self.figure(name)
        figure.area = "chart"

        def show(chosen: Selection, _held: Any, _note: str) -> None:
            self.redraw(figure, CHARTS[name].figure(self.language, chosen))

        def picked(change: Mapping[str, Any]) -> None:
            mark = change["new"].get("picked")
            if mark is None:
                return
            figure.set_params(picked=None)  # a mark is a button, and does not stay pressed
            if name == "evidence_map":
                self._picked(str(mark))
            else:
                self.list.open_card(str(mark))

        figure.observe(picked, "params")
        self.state.view(figure, show)
        return figure

    def _show_facets(self, chosen: Selection, held: tuple[Finding, ...], _note: str) -> None:
        _ = self.text
        names = {
            "period": (_("Then and later"), period_names(_)),
            "asked": (_("Who was asked"), asked_names(_)),
            "theme": (_("What about"), theme_names(_)),
            "study": (_("Which study"), {
                study.study: study_name(study, self.language)
                for study in in_time()
                if any(finding.study == study for finding in findings())
            }),
        }  # fmt: skip
        with self.facets.hold_sync():
            self.facets.groups = [
                {
                    "name": name, "label": label, "chosen": getattr(chosen, name), "list": name == "study",
                    "options": [
                        {
                            "value": value, "label": said,
                            "count": len(select_findings(replace(chosen, **{name: value}))),
                        }
                        for value, said in options.items()
                    ],
                }
                for name, (label, options) in names.items()
            ]  # fmt: skip
            self.facets.told = _("{count} of {all} findings").format(count=len(held), all=len(findings()))
            self.facets.code = chosen.code()

    def _show_list(self, _chosen: Selection, held: tuple[Finding, ...], _note: str) -> None:
        _ = self.text
        with self.list.hold_sync():
            self.list.title = _("The findings: each opens its card")
            self.list.groups = [
                {
                    "title": study_name(study, self.language),
                    "about": _(study.who),
                    "items": [
                        {
                            "id": finding.fact.id, "label": finding.name(self.language), "share": finding.share,
                            "number": finding.number(self.language),
                        }
                        for finding in of
                    ],
                }
                for study, of in groupby(held, lambda finding: finding.study)
            ]  # fmt: skip


def _steps(chosen: Selection) -> Iterator[tuple[Finding, ...]]:
    return iter((select_findings(chosen),))
