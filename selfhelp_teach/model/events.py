"""One ward's story in words, each event marked with who could see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from selfhelp_teach.model.history import CHANGES, ENDINGS, SILENT
from selfhelp_teach.model.rng import Floats
from selfhelp_teach.model.scenario_fields import FIELDS
from selfhelp_teach.translation import Translate, number, translator

if TYPE_CHECKING:
    from selfhelp_teach.model.ensemble import Ensemble

FEW = 2  # families from which a month is worth a sentence
SeenBy = Literal["parents", "staff", "both"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in one ward.

    Attributes
    ----------
    month : int
        Month (1 is the first).
    kind : str
        Stable key: ``start``, ``issue``, ``change``, ``burst``, ``ending``, ``conflict``, ``resolved``,
        ``silence``, ``alternative``, ``protest``, ``growth``, ``burnout``, ``relief``, ``referral``,
        ``danger``, ``trust`` or ``shift``.
    sentence : str
        What happened, in one plain sentence.
    seen_by : str
        ``parents``, ``staff`` or ``both``: who could know of it.
    """

    month: int
    kind: str
    sentence: str
    seen_by: SeenBy


def _asks(_: Translate) -> dict[int, tuple[str, ...]]:
    return {
        1: (
            _("The group told staff what parents find hard about clinic hours"),
            _("The group offered to teach new staff how families live with treatment"),
            _("The group passed on what parents say about how news is given"),
        ),
        2: (
            _("The group asked for a joint meeting on waiting and schedules"),
            _("The group asked staff to work out together how questions are answered"),
        ),
        3: (
            _("The group took its concern to the head of the department"),
            _("The group wrote to the hospital's management"),
        ),
        4: (
            _("The group looked for allies and spoke to a newspaper"),
            _("The group joined a coalition of patients"),
        ),
        5: (_("The group protested in public"),),
    }


def _changes(_: Translate) -> dict[str, str]:
    return {
        "power": _("agreed, and parents gained a say"),
        "joint_meetings": _("agreed, and regular problem-solving meetings began"),
        "ombudsperson": _("agreed, and a parent ombudsperson was appointed"),
        "representative": _("agreed, and a parent joined the staff as representative"),
        "bureaucracy": _("agreed, and a procedure was made simpler"),
        "none": _("agreed"),
    }


def _endings(_: Translate) -> dict[str, str]:
    return {
        "attendance": _("The group ended: too few parents came."),
        "exhaustion": _("The group ended: its leaders were worn out."),
        "withdrawal": _("The group ended: the staff who carried it withdrew."),
        "newcomers": _("The group ended: no new families joined."),
    }


def story(ensemble: Ensemble, replicate: int, language: str = "en") -> list[Event]:
    """Return the events of one replicate, by month."""
    _ = translator(language)
    r = ensemble.rows(replicate)
    ward = ensemble.ward(replicate)
    found: list[Event] = []
    if ensemble.scenario.leadership != "none":
        began = _("A group of {n} families began to meet.").format(n=int(ward.member[0].sum()))
        found.append(Event(1, "start", began, "both"))
        found += _group(r, _)
    found += _families(r, ward.posture, _)
    found += _staff(r, _, grouped=ensemble.scenario.leadership != "none")
    for change in ensemble.scenario.shifts:
        if change.month < ensemble.months:
            sentence = _("Something said or done moved the ward: {what} changed by {by}.")
            what = _(FIELDS[change.field].label).lower()
            by = number(change.change, language, 2, sign=True)
            found.append(Event(change.month + 1, "shift", sentence.format(what=what, by=by), "both"))
    return sorted(found, key=lambda event: event.month)


def _group(r: dict[str, Floats], _: Translate) -> Iterator[Event]:
    asks, agreed = _asks(_), _changes(_)
    for t in np.flatnonzero(r["issues"]).tolist():
        rung = int(r["issues"][t])
        ask = asks[rung][t % len(asks[rung])]
        answer = agreed[CHANGES[int(r["change"][t])]] if r["successes"][t] else _("declined")
        sentence = _("{ask}: {answer}.").format(ask=ask, answer=answer)
        yield Event(t + 1, "change" if r["successes"][t] else "issue", sentence, "both")
    broke_out = _("Grievances held back in the group broke out, in the group and on the ward.")
    for t in np.flatnonzero(r["bursts"]).tolist():
        yield Event(t + 1, "burst", broke_out, "both")
    for t in np.flatnonzero(r["ending"]).tolist():
        yield Event(t + 1, "ending", _endings(_)[ENDINGS[int(r["ending"][t])]], "both")
    top = 0.0
    for t, members in enumerate(r["members"]):
        if members >= max(10.0, 1.5 * top):
            top = float(members)
            counted = _("The group counted {n} families.").format(n=int(members))
            yield Event(t + 1, "growth", counted, "parents")
    for t in _crossings(r["referral_rate"], 0.05, down=True):
        if r["alive"][t]:
            yield Event(t + 1, "referral", _("Staff now seldom mention the group to new families."), "staff")


def _families(r: dict[str, Floats], posture: np.ndarray, _: Translate) -> Iterator[Event]:
    conflicts, resolved = r["family_conflicts"], r["resolved"]
    for t in range(len(conflicts)):
        if conflicts[t] >= FEW and conflicts[t] >= conflicts[max(0, t - 11) : t + 1].max():
            sentence = _("{n} parents who spoke up ended in open conflict with staff.")
            yield Event(t + 1, "conflict", sentence.format(n=int(conflicts[t])), "both")
        elif resolved[t] >= FEW and resolved[t] >= resolved[max(0, t - 5) : t + 1].max():
            sentence = _("{n} grievances were talked through and settled.")
            yield Event(t + 1, "resolved", sentence.format(n=int(resolved[t])), "both")
    silent = (posture == SILENT).mean(axis=1)
    for t in range(11, len(silent), 12):
        sentence = _("{share}% of families carried a grievance they did not speak of.")
        share = round(100 * float(silent[t]))
        yield Event(t + 1, "silence", sentence.format(share=share), "parents")
    told: tuple[tuple[str, str, str, SeenBy], ...] = (
        ("alternatives", "alternative", _("{n} families looked for treatment elsewhere."), "parents"),
        ("protests", "protest", _("{n} families complained in public."), "both"),
    )
    for row, kind, text, seen in told:
        values = r[row]
        for t in np.flatnonzero(values >= FEW).tolist():
            if values[t] >= values[max(0, t - 11) : t + 1].max():
                yield Event(t + 1, kind, text.format(n=int(values[t])), seen)


def _staff(r: dict[str, Floats], _: Translate, *, grouped: bool) -> Iterator[Event]:
    worn = _("Several of the most committed staff were close to burning out.")
    for t in _crossings(r["burnout"], 0.75):
        yield Event(t + 1, "burnout", worn, "staff")
    for t in _crossings(r["burnout"], 0.5, down=True):
        yield Event(t + 1, "relief", _("Staff found their work lighter than before."), "staff")
    if grouped:
        feared = _("In the staff room the group was now spoken of as a danger.")
        for t in _crossings(r["perceived_danger"], 0.8):
            yield Event(t + 1, "danger", feared, "staff")
        for t in _crossings(r["perceived_danger"], 0.3, down=True):
            yield Event(t + 1, "trust", _("Staff had come to see the group as a help."), "staff")


def _crossings(values: Floats, level: float, *, down: bool = False) -> list[int]:
    over = values < level if down else values > level
    return [int(t) + 1 for t in np.flatnonzero(over[1:] & ~over[:-1])]
