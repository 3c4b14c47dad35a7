"""The controls of page 03, and what they set: whose ward is shown, the staff, what the shared group keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from selfhelp_teach.model import TABLE, Leadership, Parameters, Scenario
from selfhelp_teach.pages.page_state import Try
from selfhelp_teach.pages.runs import SMALL
from selfhelp_teach.pages.ward_inputs import ATTITUDE, leaders, lever
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.panel import Item, choice, slider, switch


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reader set: the staff, and what the shared group keeps of its two strengths.

    Each field has a lever of the same name in :func:`both`, and goes into :meth:`scenario` or :attr:`parameters`.
    """

    attitudes: float = 0.4  # the opening ward, in the model's own defaults
    access: bool = True
    autonomy: bool = True

    def scenario(self, who: str) -> Scenario:
        """Return the scenario of one kind of group."""
        return Scenario(leadership=cast("Leadership", who)).with_attitudes(self.attitudes)

    @property
    def parameters(self) -> Parameters:
        """The model's numbers; a strength taken away falls to that of the type of group without it."""
        changed = {}
        if not self.access:
            changed["access_shared"] = TABLE["access_independent"].default
        if not self.autonomy:
            changed["autonomy_shared"] = TABLE["autonomy_professional"].default
        return Parameters(**changed)


def leadership(language: str, names: Mapping[str, str]) -> list[Item]:
    """Return the controls of the ward shown: who leads its group, and with which luck."""
    _ = translator(language)
    return [
        choice("who", _("Who leads the group on the ward shown"), leaders(names), status="ordinal"),
        slider(
            "ward",
            _("Which of the simulated wards"),
            description=_("Each has its own luck. All three groups meet the same luck."),
            min=1,
            max=SMALL,
            step=1,
            default=1,
            status="assumption",
        ),
    ]


def both(language: str) -> list[Item]:
    """Return the levers of what is simulated: one for each field of :class:`Setting`, under its name."""
    _ = translator(language)
    return [
        switch(
            "access",
            _("Staff open doors to the shared group"),
            description=_("Off: no more access than an independent group has."),
            status="ordinal",
        ),
        switch(
            "autonomy",
            _("The shared group sets its own agenda"),
            description=_("Off: no more autonomy than a professional group has."),
            status="ordinal",
        ),
        {**lever(ATTITUDE, _), "default": Setting().attitudes},
    ]


def tried(name: str) -> Setting:
    """Return what a thing to try sets; all else is as at the opening."""
    return Setting(**presets("en")[name].sets)


def presets(language: str) -> dict[str, Try]:
    """Return what there is to try, and the levers that it sets."""
    _ = translator(language)
    return {
        "doors": Try(
            _("Close the doors"),
            {"access": False},
            _("Which of the other two does the shared group come to look like?"),
        ),
        "agenda": Try(_("Take the agenda"), {"autonomy": False}, _("And now? Look at stored grievance.")),
        "neither": Try(
            _("Take both"), {"access": False, "autonomy": False}, _("Is the loss the sum of the two?")
        ),
        "guarded": Try(_("Guarded staff"), {"attitudes": 0.1}, _("Does it still help to lead together?")),
        "collaborative": Try(_("Collaborative staff"), {"attitudes": 0.8}, _("Who gains most?")),
    }
