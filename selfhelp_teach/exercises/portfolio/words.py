"""The words of a portfolio, by language."""

from __future__ import annotations

from selfhelp_teach.translation import translator


def portfolio_labels(language: str = "en") -> dict[str, str]:
    """Return headings and sentences of a portfolio."""
    _ = translator(language)
    return {
        "title": _("Portfolio"),
        "subtitle": _("Conflict between families and health care, and self-help groups"),
        "name": _("Name"),
        "made": _("Made"),
        "version": _("Version of the course"),
        "gaps": _("Where you were furthest off"),
        "predictions": _("Predictions and results"),
        "answers": _("Answers"),
        "challenges": _("Challenges on the simulated ward"),
        "synthesis": _("What it comes to"),
        "rating": _("How deep does this reflection go? My own rating"),
        "competencies": _("Competencies these exercises serve"),
        "runs": _("Runs, to repeat them"),
        "expected": _("I expected"),
        "result": _("Result"),
        "answer": _("My answer"),
        "other": _("Another answer, given elsewhere ({time})"),
        "confidence": _("How sure I was"),
        "gap": _("The gap"),
        "tries": _("Tries"),
        "draft": _("draft, not handed in"),
        "score": _("Score of this exercise"),
        "total": _("Mean best score of the marked exercises (predictions do not count)"),
        "page": _("Page"),
        "unknown": _(
            "An exercise this copy of the course does not know; the answer is shown as it was kept."
        ),
        "scenario": _("Scenario"),
        "seed": _("Seed"),
        "too_long": _("(A cell holds no more. The other formats have all of it.)"),
        # Heads of the table of answers that have words of their own, and the words in its column of kinds.
        "column_exercise": _("Exercise"),
        "column_heading": _("Title"),
        "column_kind": _("Kind"),
        "column_time": _("Date and time"),
        "column_others": _("Another answer, given elsewhere"),
        "column_score": _("Score, 0 to 1"),
        "column_closeness": _("How near, 0 to 1"),
        "kind_prediction": _("prediction"),
        "kind_answer": _("answer"),
        "kind_challenge": _("challenge"),
        "private": _("{count} private entries are left out."),
        "empty": _("There is nothing in this record yet."),
        "simulated": _("Runs of the simulated ward show what a model does. They are not findings."),
        "hash": _(
            "The JSON file carries a hash. It shows whether the file was changed after export by accident or "
            "carelessly. It proves nothing: whoever changes the file can compute a new hash."
        ),
    }
