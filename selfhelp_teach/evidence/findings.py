"""Every finding with a reported number, with its study, its theme and who was asked: what the dashboard shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache

from selfhelp_teach.errors import DataError, InputError
from selfhelp_teach.evidence.bibliography import source
from selfhelp_teach.evidence.cards import figures
from selfhelp_teach.evidence.datasets import rows
from selfhelp_teach.evidence.facts import Fact, Status, ledger
from selfhelp_teach.evidence.intervals import Interval, interval_for
from selfhelp_teach.evidence.studies import Study, closest, studies, study_of
from selfhelp_teach.translation import Translate, number, translator

PERIODS = ("then", "later", "undated")
COUNTED_OF = {"C16": 80}  # counts of parents whose base the abstract gives once, for all of them


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact with a reported number, and where it stands among the others."""

    fact: Fact
    study: Study
    theme: str
    about: str = ""

    def name(self, language: str = "en") -> str:
        """Return what the finding is called in a list: "Nurses' concerns: Misinformation"."""
        _ = translator(language)
        return f"{_(self.about)}: {_(self.fact.label)}" if self.about else _(self.fact.label)

    @property
    def share(self) -> float | None:
        """The finding as a percentage of those asked, or None where it is no share."""
        if self.fact.unit == "percent":
            return self.fact.value
        of = self.of
        if self.fact.unit == "parents" and of and self.theme != "background" and self.fact.value is not None:
            return 100 * self.fact.value / of
        return None

    @property
    def of(self) -> int | None:
        """Of how many, where the source says so."""
        if self.fact.denominator is not None:
            return self.fact.denominator
        return COUNTED_OF.get(self.fact.source) if self.fact.unit == "parents" else None

    def number(self, language: str = "en") -> str:
        """Return the number as a list shows it: "59.5% · 44 of 74", "65 of 80", "p = 0.003"."""
        _ = translator(language)
        entry = self.fact
        if entry.value is not None and entry.unit == "p-value":
            sign = "<" if entry.qualifier == "under" else "="
            return f"p {sign} {number(entry.value, language)}"
        if entry.value is not None and entry.unit == "odds-ratio":
            low, high = (number(end, language) for end in (entry.low or 0, entry.high or 0))
            return _("odds ratio {value} ({low} to {high})").format(
                value=number(entry.value, language), low=low, high=high
            )
        if entry.unit == "parents" and self.share is not None:
            return _("{part} of {whole}").format(part=int(entry.value or 0), whole=self.of)
        if entry.value is None and entry.low is not None and entry.high is not None:
            return _("{low} to {high}").format(
                low=number(entry.low, language), high=number(entry.high, language)
            )
        return figures(entry, language)

    @property
    def interval(self) -> Interval | None:
        """The 95% interval of a share of people, or None where the source does not say of how many."""
        if self.share is None or self.fact.denominator is None:
            return None
        return interval_for(self.fact)


@dataclass(frozen=True, slots=True)
class Selection:
    """What of the findings is looked at; empty fields leave all. Each holds a key of its list."""

    period: str = ""
    asked: str = ""
    theme: str = ""
    study: str = ""

    def holds(self, finding: Finding) -> bool:
        """Return whether a finding is among those looked at."""
        return (
            self.period in {"", finding.study.period}
            and (not self.asked or self.asked in finding.study.asked)
            and self.theme in {"", finding.theme}
            and self.study in {"", finding.study.study}
        )

    def code(self) -> str:
        """Return the selection as a short text for an address: ``"theme:groups,period:later"``."""
        return ",".join(
            f"{each.name}:{getattr(self, each.name)}" for each in fields(self) if getattr(self, each.name)
        )


def selection(code: str) -> Selection:
    """Return the selection that a text names.

    Raises
    ------
    InputError
        Where it names something that is not there.
    """
    known = {
        "period": set(PERIODS),
        "asked": set(asked_names(str)),
        "theme": set(theme_names(str)),
        "study": {each.study for each in studies()},
    }
    chosen = {}
    for part in filter(None, code.split(",")):
        name, _colon, value = part.partition(":")
        if value not in known.get(name, ()):
            raise InputError(
                f"There is no {name} {value!r} among the findings. Leave it out, or choose anew."
            )
        chosen[name] = value
    return Selection(**chosen)


def period_names(_: Translate) -> dict[str, str]:
    """Return the periods and what they are called."""
    return {"then": _("Then: to 1989"), "later": _("Later: 1990 on"), "undated": _("No year at hand")}


def asked_names(_: Translate) -> dict[str, str]:
    """Return who was asked, and what they are called."""
    return {
        "parents": _("Parents"),
        "nurses": _("Nurses"),
        "physicians": _("Physicians"),
        "professionals": _("Several professions"),
        "leaders": _("Leaders of groups"),
        "groups": _("Groups"),
        "places": _("Places and records"),
    }


def theme_names(_: Translate) -> dict[str, str]:
    """Return the themes and what they are called, in the order of the course."""
    return {
        "common": _("How common"),
        "kind": _("What kind"),
        "decides": _("Who decides"),
        "groups": _("Groups"),
        "dangers": _("Dangers"),
        "consequences": _("Consequences"),
        "background": _("About the study"),
    }


def study_name(study: Study, language: str = "en") -> str:
    """Return what a study is called in a list: its year, and by whom or of whom it is."""
    _ = translator(language)
    own = {
        "parents-then": _("The paper: parents"),
        "professionals-then": _("The paper: professionals"),
        "survival-then": _("The paper: the illness"),
        "places-then": _("The paper: places"),
        "next-study": _("The paper: its plans"),
        "groups-then": _("The paper: groups"),
        "c4": _("Active roles in groups"),
        "c14": _("Who decides, by race"),
    }
    name = own.get(study.study) or source(study.source).short(language).removesuffix(f" {study.year}")
    return f"{study.year} {name}" if study.year else name


@cache
def findings() -> tuple[Finding, ...]:
    """Return every fact with a reported number, in the order of the studies; read once.

    Raises
    ------
    DataError
        Where a fact has no theme.
    """
    order = {study.study: at for at, study in enumerate(in_time())}
    found = [
        Finding(entry, study_of(entry.id), *_theme(entry.id))
        for entry in ledger().values()
        if entry.status == Status.REPORTED
    ]
    return tuple(sorted(found, key=lambda finding: order[finding.study.study]))


def in_time() -> tuple[Study, ...]:
    """Return the studies in the order of their time; those without a year last of their period."""
    return tuple(sorted(studies(), key=lambda study: (PERIODS.index(study.period), study.year or 9999)))


def select_findings(chosen: Selection, of: Iterable[Finding] | None = None) -> tuple[Finding, ...]:
    """Return the findings that a selection holds."""
    return tuple(finding for finding in (findings() if of is None else of) if chosen.holds(finding))


def _theme(fact_id: str) -> tuple[str, str]:
    """Return the theme of a fact, and what stands before its name."""
    themes = {str(row["facts"]): (str(row["theme"]), str(row["about"] or "")) for row in rows("themes")}
    found = closest(fact_id, themes)
    if found is None:
        raise DataError(f"The fact {fact_id!r} has no theme. Add its opening to datasets/themes/data.csv.")
    return found
