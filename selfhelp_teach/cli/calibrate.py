"""``selfhelp-teach calibrate``: fit the baseline ward again, and compare with what is shipped."""

from __future__ import annotations

import csv
from pathlib import Path

import click

from selfhelp_teach.errors import InputError


@click.command()
@click.option(
    "--seed", type=int, default=20, show_default=True, help="Seed of the search; the check uses the next one."
)
@click.option(
    "--replicates", type=int, default=1000, show_default=True, help="Replicates of the check on unseen draws."
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the result to this CSV file.")
def calibrate(seed: int, replicates: int, out: Path | None) -> None:
    """Fit three parameters to the four percentages the source reports."""
    from selfhelp_teach.model.calibration import calibrate as fit
    from selfhelp_teach.model.calibration import rows

    if seed < 0 or not 50 <= replicates <= 20_000:  # noqa: PLR2004 (bounds of the model's own inputs)
        raise InputError("--seed must be 0 or more, and --replicates from 50 to 20000.")
    result = fit(seed=seed, check_replicates=replicates, say=click.echo)
    lines = rows(result)
    for line in lines:
        click.echo("  ".join(f"{key}={value}" for key, value in line.items() if value != ""))
    click.echo("Every target is met." if result.holds else "Some targets are not met.")
    if out is not None:
        try:
            with out.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(lines[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(lines)
        except OSError as error:
            raise InputError(f"{str(out)!r} cannot be written ({error}). Choose another place.") from None
