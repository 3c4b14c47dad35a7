"""A ward in words: its scenario, what its figures ask, where it stands."""

from __future__ import annotations

from collections.abc import Callable

from selfhelp_teach.exercises.words import leadership_labels
from selfhelp_teach.model import MEASURES, Ensemble, Scenario
from selfhelp_teach.translation import Translate


def described(scenario: Scenario, number: Callable[[float], str], _: Translate) -> str:
    """Return a scenario in a few words: what differs from the default, most telling first."""
    told = [
        leadership_labels(_)[scenario.leadership].lower(),
        _("power {value}").format(value=number(scenario.power_asymmetry)),
    ]
    told.append(_("attitudes {value}").format(value=number(attitudes_of(scenario))))
    if scenario.mechanisms_off:
        told.append(_("without {names}").format(names=" ".join(scenario.mechanisms_off)))
    return ", ".join(told)


def attitudes_of(scenario: Scenario) -> float:
    """Return where the one slider of attitudes stands: the mean of the four, 0 guarded to 1 collaborative."""
    mean = (
        scenario.emotional_engagement
        + scenario.acceptance
        + 2
        - scenario.defensiveness
        - scenario.perceived_danger
    ) / 4
    return round(mean, 2)


def question(measure: str, _: Translate) -> str:
    """Return the question above the figure of a measure."""
    asked = {
        "members": _("How many families are in the group?"),
        "silent_share": _("How many families keep a grievance to themselves?"),
        "open_conflict": _("How much open conflict could a visitor see?"),
        "resolved_share": _("How much of what families voice is resolved?"),
        "burnout": _("How burnt out are the staff?"),
        "alive": _("How many of the simulated groups are alive?"),
        "perceived_danger": _("How dangerous do staff find the group?"),
        "referral_rate": _("How likely is it that a newly diagnosed family is sent to the group?"),
        "recruits": _("How many families join in a month?"),
    }
    general = _("How does this go over five years: {what}?")
    return asked.get(measure) or general.format(what=_(MEASURES[measure].label).lower())


def readout(ensemble: Ensemble, number: Callable[[float], str], challenge: str, _: Translate) -> str:
    """Return where a ward stands, in one sentence, after the title of a challenge under way."""
    found = ensemble.outcomes()
    told = _(
        "Simulated: {members} members, {alive}% of groups alive at the end; silent grievance in {silent}% of "
        "families; {conflict} open conflicts per 100 families and month; staff burnout {burnout}."
    ).format(
        members=number(found["members"]["mean"]),
        alive=round(100 * float(ensemble.values("alive")[-1].mean())),
        silent=round(100 * found["silent_share"]["mean"]),
        conflict=number(found["open_conflict"]["mean"]),
        burnout=number(found["burnout"]["mean"]),
    )
    return _("Challenge: {title}.").format(title=challenge) + " " + told if challenge else told
