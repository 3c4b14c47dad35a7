"""Write the generated pages of docs/model: the table of parameters and the causal diagram.

Usage: python scripts/write_model_docs.py
"""

from __future__ import annotations

from pathlib import Path

from selfhelp_teach.model import MEASURES, MECHANISMS, OUTCOMES, TABLE, Parameters
from selfhelp_teach.model.diagram import mermaid

DOCS = Path(__file__).resolve().parent.parent / "docs" / "model"
NOTICE = "<!-- Written by scripts/write_model_docs.py from the code; do not edit. -->\n\n"


def parameters_page() -> str:
    """Return the table of parameters, mechanism by mechanism."""
    lines = [
        f"{NOTICE}# Parameters\n",
        f"Version `{Parameters().version}`. Every number the model uses is here and nowhere else. "
        "`assumption` marks a number of ours; `ordinal` one whose order is the source's and whose value is ours. "
        "Fitted numbers were fitted to reported percentages, which makes them no less ours. "
        "Sources are fact ids of the evidence ledger or sections of the paper (P).\n",
    ]
    groups = [
        (f"{k} {m.name.replace('_', ' ')}", k, m.sentence, m.evidence_status, m.source)
        for k, m in MECHANISMS.items()
    ]
    groups.append(("Setting", "setting", "Numbers of the setting that are not inputs.", "", ""))
    for title, key, sentence, status, source in groups:
        lines.append(
            f"\n## {title}\n\n{sentence}" + (f" Direction: `{status}` ({source})." if status else "") + "\n"
        )
        lines.append("| name | symbol | default | range | unit | status | source | note |")
        lines.append("|---|---|---|---|---|---|---|---|")
        for row in TABLE.values():
            if row.mechanism == key:
                status_ = f"{row.status}, fitted" if row.calibrated else row.status
                lines.append(
                    f"| `{row.name}` | {row.symbol} | {row.default:g} | {row.low:g}-{row.high:g} | {row.unit} "
                    f"| {status_} | {row.source} | {row.note} |"
                )
    return "\n".join(lines) + "\n"


def measures_page() -> str:
    """Return the monthly measures and the outcomes."""
    lines = [
        f"{NOTICE}# Measures\n\nMonthly, for every replicate.\n",
        "| name | what | unit |",
        "|---|---|---|",
    ]
    lines += [f"| `{m.name}` | {m.label} | {m.unit} |" for m in MEASURES.values()]
    lines += [
        "\n# Outcomes\n\nOne number a replicate.\n",
        "| name | what | unit | from |",
        "|---|---|---|---|",
    ]
    lines += [f"| `{o.name}` | {o.label} | {o.unit} | {o.how} of `{o.measure}` |" for o in OUTCOMES.values()]
    return "\n".join(lines) + "\n"


def diagram_page() -> str:
    """Return the causal diagram."""
    return (
        f"{NOTICE}# Causal diagram\n\nEach arrow carries its mechanism and its sign. A page draws the same arrows "
        "from `selfhelp_teach.model.diagram`, the active ones strong.\n\n"
        f"```mermaid\n{mermaid()}\n```\n"
    )


PAGES = {"parameters.md": parameters_page, "measures.md": measures_page, "causal-diagram.md": diagram_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"Wrote docs/model/{name}")
