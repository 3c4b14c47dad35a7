"""How far a sample of 74 may lie from the truth: samples drawn by the computer, and an interval.

The samples teach what an interval means. They are no finding, and the figure's status says so.
"""

from __future__ import annotations

import random

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.theme import Drawing, colour
from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence import Interval, Status, fact, interval_for, wilson
from selfhelp_teach.translation import Translate, translator

LEAST, MOST, SAMPLES = 5, 1000, 200
_EXACT = 100  # samples of more parents are stacked by whole percentages
_HEIGHT, _STEP = 180, 9  # pixels: of the dots, and from one dot to the next
_ABOVE = 44  # pixels for the words above the dots


def draws(n: int, samples: int, seed: int, share: float) -> list[float]:
    """Return the shares of ``samples`` samples of ``n`` parents, where ``share`` of all have a problem.

    The same seed gives the same samples on every machine.
    """
    chance = random.Random(seed)  # noqa: S311 (teaching, not cryptography)
    return [sum(chance.random() < share for _ in range(n)) / n for _ in range(samples)]


def rows(shares: list[float], interval: Interval, n: int) -> list[describe.Row]:
    """Return one dot a sample, stacked where shares are equal, and whether the interval holds it."""
    stacks: dict[float, int] = {}
    found = []
    # lowest first, so that each stack is of one colour as far as it can be
    for sample, share in sorted(enumerate(shares, start=1), key=lambda drawn: drawn[1]):
        place = round(100 * share, 2) if n <= _EXACT else float(round(100 * share))
        stacks[place] = stacks.get(place, 0) + 1
        found.append(
            {
                "sample": sample,
                "share": round(100 * share, 1),
                "place": place,
                "stack": stacks[place],
                "inside": interval.low <= share <= interval.high,
            }
        )
    step = min(_STEP, (_HEIGHT - _STEP) / max(stacks.values()))
    return [{**dot, "y": round(_ABOVE + _HEIGHT - (dot["stack"] - 0.5) * step, 1)} for dot in found]


def chart(_: Translate) -> Drawing:
    """Return the chart: a dot a sample over its share, the interval a band, the observed share a line."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    scale = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(
        values=[0, 20, 40, 60, 80, 100],
        labelExpr="datum.label + '%'",
        title=_("parents with a problem, in a sample"),
        grid=False,
        labelFlush=True,
    )
    band = alt.Chart(alt.NamedData(name="interval"))
    tall = _HEIGHT + _ABOVE

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=axis)

    return alt.LayerChart(
        layer=[
            band.mark_rect(color=colour("accentSoft")).encode(
                x=x("low"), x2="high:Q", y=alt.value(_ABOVE), y2=alt.value(tall)
            ),
            band.mark_rule(color=colour("independent"), strokeWidth=2).encode(
                x=x("observed"), y=alt.value(_ABOVE - 4), y2=alt.value(tall)
            ),
            alt.Chart(alt.NamedData(name="samples"))
            .mark_circle(size={"expr": "pow(max(4, min(8, width / 60)), 2)"}, opacity=1)
            .encode(
                x=x("place"),
                y=alt.Y("y:Q", axis=None, scale=None),
                color=alt.value({"expr": "datum.inside ? accent : lineStrong"}),
            ),
            band.mark_text(align="left", baseline="top", fontWeight=700, color=colour("independent")).encode(
                x=alt.value(0), y=alt.value(0), text="observed_text:N"
            ),
            band.mark_text(align="left", baseline="top").encode(
                x=alt.value(0), y=alt.value(18), text="interval_text:N"
            ),
        ]
    ).properties(height=tall)


def figure(
    language: str = "en", *, n: int = 74, samples: int = 100, seed: int = 1984, of: str = "P1.share"
) -> describe.Traits:
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
        raise InputError(
            _("A sample of {n} cannot be drawn. Choose {low} to {high}.").format(n=n, low=LEAST, high=MOST)
        )
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
        "columns": describe.table_columns(
            language,
            sample=_("Sample"),
            share=(_("Parents with a problem"), "%"),
            inside=_("Inside the interval"),
        ),
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
    share = (
        entry.numerator / entry.denominator if entry.numerator and entry.denominator else entry.number() / 100
    )
    interval = printed if n == entry.denominator else wilson(share * n, n)
    dots = rows(draws(n, samples, seed, share), interval, n)
    inside = sum(dot["inside"] for dot in dots)
    observed = describe.percent(round(100 * share, 1), language)
    ends = describe.span(interval, language)
    counted = (
        _("Observed: {count} of {base}, {share}").format(
            count=entry.numerator, base=entry.denominator, share=observed
        )
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
            "If {observed} of all parents had a problem, samples of {n} would still differ by chance. The "
            "computer drew {samples}: the lowest gave {low}, the highest {high}, and {inside} lie inside "
            "the 95% interval of {ends}. The samples are invented to show chance at work; only the observed "
            "share is a finding."
        ).format(
            observed=observed,
            n=n,
            samples=samples,
            low=describe.percent(min(dot["share"] for dot in dots), language),
            high=describe.percent(max(dot["share"] for dot in dots), language),
            inside=inside,
            ends=ends,
        ),
        "datasets": {"samples": dots, "interval": [band]},
        "table": [
            {
                "sample": dot["sample"],
                "share": dot["share"],
                "inside": _("yes") if dot["inside"] else _("no"),
                "status": _("drawn by the computer"),
            }
            for dot in sorted(dots, key=lambda dot: dot["sample"])
        ],
    }
