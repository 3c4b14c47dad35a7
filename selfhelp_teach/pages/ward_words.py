"""A ward in words: its scenario, and what its figures ask."""

from __future__ import annotations

from selfhelp_teach.exercises.words import leadership_labels
from selfhelp_teach.model import ATTITUDES, MEASURES, Scenario
from selfhelp_teach.pages.ward_views import figures
from selfhelp_teach.translation import Translate, translator


def described(scenario: Scenario, language: str) -> str:
    """Return a scenario in a few words: what differs from the default, most telling first."""
    _ = translator(language)
    told = [
        leadership_labels(_)[scenario.leadership],
        _("power {value}").format(value=figures(scenario.power_asymmetry, language)),
        _("attitudes {value}").format(value=figures(attitudes_of(scenario), language)),
    ]
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


def near(one: Scenario, other: Scenario, within: float = 0.1) -> bool:
    """Return whether two wards have the same kind of group, and differ by little in power and attitudes."""
    fields = ("power_asymmetry", *ATTITUDES)
    apart = max(abs(getattr(one, name) - getattr(other, name)) for name in fields)
    return one.leadership == other.leadership and apart <= within + 1e-9


def tab_words(_: Translate) -> dict[str, str]:
    """Return the tabs under the workbench, by name."""
    return {
        "compare": _("Compare"),
        "wards": _("Wards to try"),
        "mechanisms": _("Mechanisms"),
        "matters": _("What matters"),
        "diary": _("Diary"),
        "challenges": _("Challenges"),
        "evidence": _("Evidence"),
    }


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
