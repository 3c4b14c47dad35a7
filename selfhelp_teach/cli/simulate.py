"""``selfhelp-teach simulate``: run the ward model and print or write what came of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from selfhelp_teach.cli import output
from selfhelp_teach.errors import InputError
from selfhelp_teach.model.scenario import Scenario
from selfhelp_teach.model.scenario_fields import FIELDS, LEADERSHIPS, attitudes_from

if TYPE_CHECKING:
    import pandas as pd

    from selfhelp_teach.model import Ensemble

LONG_RUN = 1_000_000  # families x months x replicates from which a progress bar is shown
ALIASES = {
    "power_asymmetry": ("--power", "--power-asymmetry"),
    "emotional_engagement": ("--engagement", "--emotional-engagement"),
}
TABLES = ("monthly", "outcomes", "survey", "replicates")


def _scenario_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add one option for each field of a scenario; the scenario itself checks the values."""
    for name, field in reversed(tuple(FIELDS.items())):
        names = ALIASES.get(name, ("--" + name.replace("_", "-"),))
        text = f"{field.label} ({field.unit or field.kind}; default {field.default})."
        kind: Any = {"choice": click.Choice(LEADERSHIPS), "switch": bool, "count": int, "share": float}[
            field.kind
        ]
        flags = [f"{names[0]}/--no-{names[0][2:]}"] if field.kind == "switch" else list(names)
        extra: dict[str, Any] = {"is_flag": True} if field.kind == "switch" else {"type": kind}
        command = click.option(*flags, name, default=None, help=text, **extra)(command)
    return command


@click.command()
@_scenario_options
@click.option("--attitudes", type=float, help="Set all four attitudes: 0 (guarded) to 1 (collaborative).")
@click.option(
    "--mechanism-off",
    "mechanisms_off",
    multiple=True,
    metavar="NAME",
    help="Switch a mechanism off, by key (M3) or name (fear). May be repeated.",
)
@click.option(
    "--scenario",
    "scenario_file",
    type=click.Path(path_type=Path),
    help="Read the scenario from a JSON file; options given beside it win.",
)
@click.option("--code", help="Read the scenario from its short link form.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="Change one parameter of the model. May be repeated.",
)
@click.option("--replicates", type=int, default=200, show_default=True, help="Replicates in the ensemble.")
@click.option("--months", type=int, default=60, show_default=True, help="Months simulated, 1-240.")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the random streams.")
@click.option("--json", "as_json", is_flag=True, help="Print scenario, survey and outcomes as JSON.")
@click.option("--out", type=click.Path(path_type=Path), help="Write a table to this file; .csv or .parquet.")
@click.option(
    "--table",
    type=click.Choice(TABLES),
    default="monthly",
    show_default=True,
    help="Which table --out writes.",
)
@click.option("--quiet", is_flag=True, help="No progress bar.")
def simulate(
    scenario_file: Path | None,
    code: str | None,
    attitudes: float | None,
    mechanisms_off: tuple[str, ...],
    settings: tuple[str, ...],
    replicates: int,
    months: int,
    seed: int,
    as_json: bool,
    out: Path | None,
    table: str,
    quiet: bool,
    **fields: Any,
) -> None:
    """Run the ward model for one scenario.

    The model is a teaching model: its numbers follow from assumptions and are never findings.
    """
    scenario = read_scenario(scenario_file, code, attitudes, mechanisms_off, fields)
    if out is not None and out.suffix not in (".csv", ".parquet"):
        raise InputError(f"--out is {str(out)!r}; its name must end in .csv or .parquet.")
    ensemble = _run(scenario, read_parameters(settings), replicates, months, seed, quiet=quiet)
    if out is not None:
        write_table(ensemble, table, out)
    if as_json:
        output.data(json.dumps(ensemble.as_dict(), indent=2))
    elif out is None:
        _print(ensemble)


def read_scenario(
    file: Path | None,
    code: str | None,
    attitudes: float | None,
    mechanisms_off: tuple[str, ...],
    fields: dict[str, Any],
) -> Scenario:
    """Build the scenario from file or code, then the attitudes slider, then single options."""
    if file is not None and code is not None:
        raise InputError("Give either --scenario or --code, not both.")
    if file is not None:
        try:
            content = file.read_bytes()  # a shell of Windows writes what it is sent as UTF-16
            start = Scenario.from_json(content.decode(json.detect_encoding(content)))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"The scenario file {str(file)!r} cannot be read ({error}). Check its name."
            ) from None
    else:
        start = Scenario.from_code(code) if code is not None else Scenario()
    changes = {} if attitudes is None else dict[str, Any](attitudes_from(attitudes))
    changes |= {name: value for name, value in fields.items() if value is not None}
    if mechanisms_off:
        changes["mechanisms_off"] = (*start.mechanisms_off, *mechanisms_off)
    return start.replace(**changes)


def read_parameters(settings: tuple[str, ...]) -> Any:
    """Read ``NAME=VALUE`` pairs into Parameters."""
    from selfhelp_teach.model.parameters import Parameters

    values = {}
    for text in settings:
        name, _, value = text.partition("=")
        try:
            values[name] = float(value)
        except ValueError:
            raise InputError(
                f"--set {text!r} is not NAME=VALUE with a number, such as response_rate=0.2."
            ) from None
    return Parameters(**values)


def _run(
    scenario: Scenario, parameters: Any, replicates: int, months: int, seed: int, *, quiet: bool
) -> Ensemble:
    from selfhelp_teach.model import simulate as run

    kinds = {"replicates": replicates, "months": months, "seed": seed, "parameters": parameters}
    if quiet or replicates * months * scenario.families < LONG_RUN:
        return run(scenario, **kinds)
    with click.progressbar(length=replicates, label="Replicates", file=sys.stderr) as bar:
        return run(scenario, **kinds, progress=lambda done, _: bar.update(done - bar.pos))


def write_table(ensemble: Ensemble, table: str, out: Path) -> None:
    """Write one tidy table as CSV or Parquet.

    Raises
    ------
    InputError
        Where Parquet is asked for without pyarrow, or the file cannot be written.
    """
    from selfhelp_teach.model import frames

    made: dict[str, Callable[[], pd.DataFrame]] = {
        "monthly": ensemble.monthly,
        "outcomes": lambda: frames.outcomes(ensemble, (0.05, 0.5, 0.95)),
        "survey": ensemble.survey,
        "replicates": lambda: ensemble.monthly(by_replicate=True),
    }
    frame = made[table]()
    try:
        if out.suffix == ".csv":
            frame.to_csv(out, index=False)
        else:
            frame.to_parquet(out, index=False)
    except ImportError:
        raise InputError(
            "Writing Parquet needs pyarrow, which is not installed. "
            "Run: pip install 'selfhelp-teach[parquet]', or write .csv."
        ) from None
    except OSError as error:
        raise InputError(f"{str(out)!r} cannot be written ({error}). Choose another place.") from None


def _print(ensemble: Ensemble) -> None:
    from selfhelp_teach.model.measures import OUTCOMES

    asked = ensemble.ask()
    click.echo(
        f"{ensemble.replicates} replicates of {ensemble.months} months, seed {ensemble.seed}; "
        f"code {ensemble.scenario.to_code()}"
    )
    click.echo(
        f"Survey at month {asked.month}: any problem {asked.any_problem:.1%}, "
        f"three or more {asked.three_or_more:.1%}"
    )
    click.echo(f"{'outcome':<44}{'mean':>9}{'q05':>9}{'q50':>9}{'q95':>9}  unit")
    for name, found in ensemble.outcomes().items():
        numbers = "".join(f"{found[key]:9.3f}" for key in ("mean", "q05", "q50", "q95"))
        click.echo(f"{OUTCOMES[name].label:<44}{numbers}  {OUTCOMES[name].unit}")
    click.echo("A teaching model: these numbers follow from assumptions and are not findings.")
