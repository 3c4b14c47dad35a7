"""The words around a conversation, by language."""

from __future__ import annotations

from selfhelp_teach.translation import Translate


def talk_labels(_: Translate) -> dict[str, str]:
    """Return the words of the page's conversation and of its debrief."""
    return {
        "trust": _("Trust"),
        "trust_yours": _("Your trust in them"),
        "trust_theirs": _("Their trust in you"),
        "trust_level": _("{level} of {most}"),
        "coaching": _("Coaching"),
        "coaching_now": _("after each line"),
        "coaching_end": _("at the end"),
        "coaching_none": _("none, as in an exam"),
        "coach": _("What this line does"),
        "earlier_lines": _("What was said before ({count})"),
        "endings": _("Endings of this talk"),
        "ending_unknown": _("not found yet"),
        "outcome_settled": _("settled"),
        "outcome_open": _("in the open"),
        "outcome_silent": _("gone silent"),
        "note": _("Before you begin"),
        "debrief": _("Looking back"),
        "debrief_path": _("The talk, line by line"),
        "debrief_steps": _("Steps taken"),
        "debrief_skipped": _("Steps not taken"),
        "debrief_none": _("none"),
        "debrief_skills": _("Skills you showed"),
        "debrief_turning": _("The turning point"),
        "debrief_said": _("You said: “{line}”"),
        "debrief_unsaid": _("Further from it than any other: “{line}”"),
        "debrief_thoughts": _("What the other side thought and did not say"),
        "debrief_when": _("When you answered “{line}”"),
        "debrief_chair": _("The whole talk from the other chair"),
        "debrief_rewrite": _("Say one line in your own words"),
        "debrief_instead": _("Instead of “{line}”"),
        "debrief_long_run": _("See the long run of this talk"),
        "debrief_other_chair": _("Play the other chair"),
        "debrief_print": _("Print this"),
    }
