"""The inputs of a ward as controls, and a scenario as their values, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selfhelp_teach.exercises.words import leadership_labels
from selfhelp_teach.model import ATTITUDES, FIELDS, MECHANISMS, Scenario, attitudes_from
from selfhelp_teach.pages.ward_words import attitudes_of
from selfhelp_teach.translation import Translate
from selfhelp_teach.widgets.panel import choice, slider, switch

#: Not a field of the scenario: one slider for all four attitudes.
ATTITUDE = "attitudes"
SETTING = (
    "bureaucracy",
    "families",
    "college_share",
    "high_school_share",
    "treatment_min",
    "treatment_max",
    "relapse_rate",
)
HOSPITAL = ("joint_meetings", "ombudsperson", "representative")


def groups(_: Translate) -> list[dict[str, Any]]:
    """Return the inputs in groups: the simple ones, then (folded) the advanced ones."""
    leadership = FIELDS["leadership"]
    first = [
        choice("leadership", _(leadership.label), leaders(leadership_labels(_)), status=leadership.status),
        lever("power_asymmetry", _),
        {**lever(ATTITUDE, _), "description": _("Sets all four attitudes at once.")},
    ]
    switches = [switch(name, _(FIELDS[name].label), status=FIELDS[name].status) for name in HOSPITAL]
    return [
        {"title": "", "items": first},
        {
            "title": _("Staff attitudes, one by one"),
            "folds": True,
            "items": [lever(name, _) for name in ATTITUDES],
        },
        {"title": _("The setting"), "folds": True, "items": [lever(name, _) for name in SETTING]},
        {
            "title": _("Mechanisms of the hospital"),
            "folds": True,
            "about": _("In place from the first month."),
            "items": switches,
        },
    ]


def leaders(labels: Mapping[str, str]) -> list[dict[str, str]]:
    """Return who may lead, by name, as options of a choice, each in its colour."""
    return [
        {"value": name, "label": label, "colour": f"var(--selfhelp-{name})"} for name, label in labels.items()
    ]


def lever(name: str, _: Translate) -> dict[str, Any]:
    """Return the slider of an input of the ward, or of all four attitudes at once (:data:`ATTITUDE`).

    Label, status, default and range are those of :data:`~selfhelp_teach.model.FIELDS`.
    """
    if name == ATTITUDE:
        made = slider(name, _("Staff attitudes"), status="assumption")
    else:
        field = FIELDS[name]
        count = field.kind == "count"
        made = slider(
            name,
            _(field.label),
            status=field.status,
            min=field.low,
            max=field.high,
            step=1 if count else 0.05,
            default=field.default,
        )
        if count:
            made["unit"] = _(field.unit)
    ends = _ends(_)
    if name in ends:
        made["ends"] = list(ends[name])
    return made


def _ends(_: Translate) -> dict[str, tuple[str, str]]:
    """Return what the two ends of a slider mean."""
    return {
        ATTITUDE: (_("guarded"), _("collaborative")),
        "power_asymmetry": (_("even"), _("steep")),
        "emotional_engagement": (_("distant"), _("close")),
        "acceptance": (_("staff know best"), _("parents know too")),
        "defensiveness": (_("calm"), _("on guard")),
        "perceived_danger": (_("harmless"), _("dangerous")),
        "bureaucracy": (_("simple"), _("rules and rotation")),
    }


def values_of(scenario: Scenario) -> dict[str, Any]:
    """Return what the controls show for a scenario."""
    return {**{name: getattr(scenario, name) for name in FIELDS}, ATTITUDE: attitudes_of(scenario)}


def moved(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """Return the scenario after some controls were moved to ``values``.

    Two shares that would exceed the whole, and a shortest treatment longer than the longest, push the
    other one along, so that every place of a slider can be reached.
    """
    fields = {name: _typed(name, value) for name, value in values.items() if name in FIELDS}
    if ATTITUDE in values:
        fields |= attitudes_from(float(values[ATTITUDE]))
    both = {**{name: getattr(scenario, name) for name in SETTING}, **fields}
    for kept, other in (("college_share", "high_school_share"), ("high_school_share", "college_share")):
        if kept in fields and both["college_share"] + both["high_school_share"] > 1:
            both[other] = fields[other] = round(1 - both[kept], 2)
    if "treatment_min" in fields and both["treatment_min"] > both["treatment_max"]:
        fields["treatment_max"] = both["treatment_min"]
    elif "treatment_max" in fields and both["treatment_min"] > both["treatment_max"]:
        fields["treatment_min"] = both["treatment_max"]
    return scenario.replace(**fields)


def _typed(name: str, value: Any) -> Any:
    """Return a value as the scenario wants it: a browser has one type of number."""
    kind = FIELDS[name].kind
    return round(value) if kind == "count" else float(value) if kind == "share" else value


def mechanism_groups(_: Translate) -> list[dict[str, Any]]:
    """Return a switch for each mechanism of the model, by what it concerns."""
    parts = (
        (_("Families"), ("M1", "M2", "M3", "M4", "M5")),
        (_("The group"), ("M6", "M7", "M8", "M9", "M13", "M15")),
        (_("Action and staff"), ("M10", "M11", "M12", "M14")),
    )
    return [
        {
            "title": title,
            "folds": True,
            "open": index == 0,
            "items": [
                switch(
                    key,
                    f"{key} {_(MECHANISMS[key].name.replace('_', ' '))}",
                    description=_(MECHANISMS[key].sentence),
                    status=MECHANISMS[key].evidence_status,
                )
                for key in keys
            ],
        }
        for index, (title, keys) in enumerate(parts)
    ]


def mechanism_values(scenario: Scenario) -> dict[str, bool]:
    """Return which mechanisms are on."""
    return {key: key not in scenario.mechanisms_off for key in MECHANISMS}
