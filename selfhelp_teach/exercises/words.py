"""The words around an exercise, by language."""

from __future__ import annotations

from selfhelp_teach.exercises.talks.words import talk_labels
from selfhelp_teach.model import LEADERSHIPS
from selfhelp_teach.translation import Translate, translator


def exercise_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the exercise part."""
    _ = translator(language)
    return {
        "predict": _("Predict first"),
        "exercise": _("Exercise"),
        "minutes": _("about {minutes} min"),
        "line_said": _("You said {answer}"),
        "line_was": _("it was {result}"),
        "private": _("Private: in no export unless you put it there."),
        "answer": _("Your answer"),
        "confidence": _("How sure are you?"),
        "confidence_1": _("guessing"),
        "confidence_2": _("unsure"),
        "confidence_3": _("fairly sure"),
        "confidence_4": _("sure"),
        "confidence_5": _("certain"),
        "commit": _("Commit to this"),
        "pass": _("I'd rather not guess"),
        "passed": _("You went on without a guess. Here is the result."),
        "line_passed": _("Not guessed"),
        "gap_same": _("It is what you expected."),
        "gap_above": _("The result lies {gap} above your guess."),
        "gap_below": _("The result lies {gap} below your guess."),
        "gap_points": _("{points} percentage points"),
        "gap_pairs": _("Of {all} pairs that the result puts in an order, you put {same} in the same one."),
        "gap_other": _("You expected: {own}. The result: {result}."),
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
        "same_again": _("This is the same answer as before."),
        "elsewhere": _("Another answer of yours was given elsewhere ({time}). Both are kept."),
        "elsewhere_look": _("Look at that one"),
        "draft": _("Draft kept at {time}."),
        "sample": _("One possible answer"),
        "waiting": _("Your answer is kept in this browser. What the course says to it follows in a moment."),
        "offline": _(
            "Your answer is kept in this browser. "
            "What the course says to it follows when the page is connected."
        ),
        "lost": _(
            "Your answer is kept in this browser. The live part of this page has stopped: "
            "start it again to hear what the course says."
        ),
        "unanswered": _(
            "Your answer is kept in this browser, but the course could not say anything to it. "
            "Please tell your instructor."
        ),
        "too_large": _("Your answer is kept in this browser, but it is too long for the course to read."),
        "text_long": _(
            "This text has {size} KB, and {most} KB fit. It stays in this box, "
            "but it is kept only when it is shorter: move a part of it elsewhere."
        ),
        "first_missing": _("Answer first."),
        "missing_option": _("No option is chosen. Choose one."),
        "missing_level": _("No level is chosen. Choose how sure you are."),
        "missing_cards": _("{left} of {all} cards are not placed yet. Place each of them."),
        "missing_points": _("{left} of {all} points of the curve are not set yet. Set each of them."),
        "missing_statements": _("{left} of {all} statements are not answered yet."),
        "missing_text": _("There is no text yet. Write something first."),
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
        "speaker_adolescent": _("Young person"),
        "speaker_sibling": _("Brother or sister"),
        "speaker_grandparent": _("Grandparent"),
        "speaker_psychologist": _("Psychologist"),
        "speaker_interpreter": _("Interpreter"),
        "speaker_teacher": _("Teacher"),
        "speaker_facilitator": _("Who leads the group"),
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
        **talk_labels(_),
        "missing": _("This exercise could not be shown. The rest of the page works."),
    }


def leadership_labels(_: Translate) -> dict[str, str]:
    """Return the label of each leadership type."""
    words = (_("No group"), _("Professional-led"), _("Shared"), _("Independent (parent-led)"))
    return dict(zip(LEADERSHIPS, words, strict=True))
