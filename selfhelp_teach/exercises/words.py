"""The words around an exercise, by language."""

from __future__ import annotations

from selfhelp_teach.model import LEADERSHIPS
from selfhelp_teach.translation import Translate, translator


def exercise_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the exercise part."""
    _ = translator(language)
    return {
        "predict": _("Predict first"),
        "exercise": _("Exercise"),
        "minutes": _("about {minutes} min"),
        "private": _("Private: in no export unless you put it there."),
        "answer": _("Your answer"),
        "confidence": _("How sure are you?"),
        "confidence_1": _("guessing"),
        "confidence_2": _("unsure"),
        "confidence_3": _("fairly sure"),
        "confidence_4": _("sure"),
        "confidence_5": _("certain"),
        "commit": _("Commit to this"),
        "committed": _("Your prediction is locked in."),
        "reveal": _("Show the result"),
        "result": _("Result"),
        "expected": _("You expected"),
        "check": _("Check"),
        "again": _("Change the answer and check again as often as you like. Tries so far: {count}."),
        "keep": _("Keep this answer"),
        "kept": _("Kept."),
        "hint": _("Show a hint ({next} of {count})"),
        "no_more_hints": _("All hints are shown"),
        "hint_is": _("Hint {number}"),
        "correct": _("Right."),
        "partial": _("Partly right."),
        "incorrect": _("Not yet."),
        "unmarked": _("Noted."),
        "close": _("Close to the result."),
        "away": _("Some way from the result."),
        "far": _("Far from the result. That is what predictions are for."),
        "sources": _("Source"),
        "gap": _("The gap"),
        "criteria": _("A strong answer"),
        "starters": _("Openings to take or leave"),
        "words": _("{count} words"),
        "words_low": _("{count} words; about {low} or more are useful here"),
        "words_high": _("{count} words; about {high} are enough"),
        "draft": _("Draft kept at {time}."),
        "sample": _("One possible answer"),
        "waiting": _("Your answer is kept in this browser. What the course says to it follows in a moment."),
        "offline": _(
            "Your answer is kept in this browser. "
            "What the course says to it follows when the page is connected."
        ),
        "first_missing": _("Answer first."),
        "order_missing": _("Move a line first, or press “This order is mine”."),
        "confidence_missing": _("Say how sure you are first."),
        "order_asked": _("This order is mine"),
        "no_order": _("The source gives no order among these."),
        "placed_first": _("First"),
        "your_place": _("your place {place}"),
        "scenario": _("Check the ward as it is set now"),
        "goal_reached": _("reached"),
        "goal_missed": _("not reached"),
        "goals": _("Goals"),
        "other_path": _("Go back and say something else"),
        "other_here": _("Say something else here"),
        "endings_seen": _("Endings you have come to: {seen} of {count}."),
        "restart": _("Start the conversation again"),
        "you_said": _("You"),
        "next_line": _("What do you say?"),
        "step": _("Step {step} of seven"),
        "ending": _("How it went"),
        "earlier": _("What you said before"),
        "speaker_parent": _("Parent"),
        "speaker_child": _("Child"),
        "speaker_nurse": _("Nurse"),
        "speaker_physician": _("Physician"),
        "speaker_social-worker": _("Social worker"),
        "speaker_group": _("Group"),
        "speaker_narrator": "",
        "scale_result": _("Your mean on “{scale}”: {mean} of {points}"),
        "scale_all": _("all statements"),
        "table": _("Your prediction and the result"),
        "missing": _("This exercise could not be shown. The rest of the page works."),
    }


def leadership_labels(_: Translate) -> dict[str, str]:
    """Return the label of each leadership type."""
    words = (_("No group"), _("Professional-led"), _("Shared"), _("Independent (parent-led)"))
    return dict(zip(LEADERSHIPS, words, strict=True))
