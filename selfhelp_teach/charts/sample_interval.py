"""How far a sample of 74 may lie from the truth: samples drawn by the computer beside an interval.

The samples teach what an interval means. They are no finding, and the figure's status says so.
"""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.theme import colour
from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence import Interval, Status, fact, interval_for, wilson
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

LEAST, MOST, SAMPLES = 5, 1000, 200
_BIN = 2  # percentage points: wide enough for samples of 74, whose shares lie 1.4 points apart
_HEIGHT = 200
_ABOVE = 44  # pixels for the words above the dots


def draws(n: int, samples: int, seed: int, share: float) -> list[float]:
    """Return the shares of ``samples`` samples of ``n`` parents, when ``share`` of all parents have a problem.

    The same seed gives the same samples on every machine.
    """
    chance = random.Random(seed)  # noqa: S311 (teaching, not cryptography)
    return [sum(chance.random() < share for _ in range(n)) / n for _ in range(samples)]


def rows(shares: list[float], interval: Interval) -> list[describe.Row]:
    """Return one dot a sample, stacked in bins, and whether the interval round 44 of 74 holds it."""
    stacks: dict[int, int] = {}
    found = []
    for share in shares:
        place = math.floor(100 * share / _BIN + 0.5)
        stacks[place] = stacks.get(place, 0) + 1
        found.append(
            {
                "share": round(100 * share, 1),
                "place": place * _BIN,
                "stack": stacks[place],
                "inside": interval.low <= share <= interval.high,
            }
        )
    return found


def chart(_: Translate) -> alt.LayerChart:
    """Author the chart: dots stacked over the shares, the interval as a band, the observed share as a line."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    scale = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(
        values=[0, 20, 40, 60, 80, 100],
        labelExpr="datum.value + '%'",
        title=_("parents with a problem, in a sample"),
        grid=False,
        labelFlush=True,
    )
    band = alt.Chart(alt.NamedData(name="interval"))
    tall = _HEIGHT + _ABOVE

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=axis)

    words = {"align": "left", "baseline": "top"}
    return alt.layer(
        band.mark_rect(color=colour("accentSoft")).encode(
            x=x("low"), x2="high:Q", y=alt.value(_ABOVE), y2=alt.value(tall)
        ),
        band.mark_rule(color=colour("independent"), strokeWidth=2).encode(
            x=x("observed"), y=alt.value(_ABOVE - 4), y2=alt.value(tall)
        ),
        alt.Chart(alt.NamedData(name="samples"))
        .mark_circle(size={"expr": "pow(max(3, min(9, width / 62)), 2)"}, opacity=1)
        .encode(
            x=x("place"),
            y=alt.Y(
                "stack:Q",
                axis=None,
                # dots start above the axis and never reach the words
                scale=alt.Scale(domainMin=0, range=[tall, _ABOVE + 8], nice=False),
            ),
            color=alt.value({"expr": "datum.inside ? accent : lineStrong"}),
        ),
        band.mark_text(**words, fontWeight=700, color=colour("independent")).encode(
            x=alt.value(0), y=alt.value(0), text="observed_text:N"
        ),
        band.mark_text(**words).encode(x=alt.value(0), y=alt.value(18), text="interval_text:N"),
    ).properties(height=tall)


def figure(
    language: str = "en", *, n: int = 74, samples: int = 100, seed: int = 1984, of: str = "P1.share"
) -> dict[str, Any]:
    """Return what the live figure shows for samples of ``n`` parents.

    Parameters
    ----------
    n
        Parents in each sample, 5 to 1000.
    samples
        How many samples, 1 to 200.
    seed
        Seed of the draws.
    of
        The fact whose interval is asked for. Where its base is unknown, the figure's ``note`` is the
        sentence that says why there is none, and nothing is drawn.

    Raises
    ------
    InputError
        Where ``n`` or ``samples`` is out of range.
    """
    _ = translator(language)
    if not LEAST <= n <= MOST:
        raise InputError(_("A sample of {n} cannot be drawn. Choose {low} to {high}.").format(n=n, low=LEAST, high=MOST))
    if not 1 <= samples <= SAMPLES:
        raise InputError(
            _("{samples} samples cannot be drawn. Choose 1 to {high}.").format(samples=samples, high=SAMPLES)
        )
    entry = fact(of)
    cited = describe.facts("P1.share", "P4.bases", of)
    shared = {
        "title": _("How far could a sample of {n} parents be off?").format(n=n),
        "sources": describe.sources(language, *cited),
        "status": str(Status.ASSUMPTION),
        "columns": describe.columns(
            language,
            sample=_("Sample"),
            share=(_("Parents with a problem"), "%"),
            inside=_("Inside the interval"),
        ),
        "params": {},
        "link": {},
        "filename": "sample-interval",
    }
    try:
        printed = interval_for(entry, language=language)
    except InputError as refusal:
        return {
            **shared,
            "summary": str(refusal),
            "note": str(refusal),
            "datasets": {"samples": [], "interval": []},
            "table": [],
        }
    share = entry.numerator / entry.denominator if entry.numerator and entry.denominator else entry.number() / 100
    interval = printed if n == entry.denominator else wilson(share * n, n)
    dots = rows(draws(n, samples, seed, share), interval)
    inside = sum(dot["inside"] for dot in dots)
    observed = describe.percent(round(100 * share, 1), language)
    ends = describe.span(interval, language)
    counted = (
        _("Observed: {count} of {base}, {share}").format(count=entry.numerator, base=entry.denominator, share=observed)
        if entry.numerator
        else _("Observed: {share} of {base}").format(share=observed, base=entry.denominator)
    )
    band = {
        "low": round(100 * interval.low, 2),
        "high": round(100 * interval.high, 2),
        "observed": round(100 * share, 2),
        "observed_text": counted,
        "interval_text": _("95% interval with {n} parents: {ends}").format(n=n, ends=ends),
    }
    return {
        **shared,
        "summary": _(
            "If {observed} of all parents had a problem, samples of {n} would still differ by chance. The computer drew "
            "{samples}: the lowest gave {low}, the highest {high}, and {inside} lie inside the 95% interval of {ends}. "
            "The samples are invented to show chance at work; only the observed share is a finding."
        ).format(
            observed=observed,
            n=n,
            samples=samples,
            low=describe.percent(min(dot["share"] for dot in dots), language),
            high=describe.percent(max(dot["share"] for dot in dots), language),
            inside=inside,
            ends=ends,
        ),
        "note": "",
        "datasets": {"samples": dots, "interval": [band]},
        "table": [
            {
                "sample": number,
                "share": dot["share"],
                "inside": _("yes") if dot["inside"] else _("no"),
                "status": _("drawn by the computer"),
            }
            for number, dot in enumerate(dots, start=1)
        ],
    }
