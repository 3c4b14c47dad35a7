"""The ward model: a stochastic, individual-based teaching model of families, staff and one group.

A teaching model: calibrated to four percentages of one survey, structured by the mechanisms the source
argues, every other number an assumption (see :data:`TABLE`). Its output is never a finding.

Examples
--------
>>> from selfhelp_teach.model import Scenario, simulate
>>> small = simulate(Scenario(leadership="shared"), replicates=50)
>>> small.quantiles("members").shape
(60, 3)
>>> large = small.refine(200)
>>> large.replicates
200
"""

from selfhelp_teach.model.comparison import Comparison, compare
from selfhelp_teach.model.dangers import DANGERS, MONOPOLIES, perceived_danger
from selfhelp_teach.model.ensemble import Ensemble, simulate
from selfhelp_teach.model.families import EDUCATIONS
from selfhelp_teach.model.history import KINDS, POSTURES
from selfhelp_teach.model.measures import MEASURES, OUTCOMES, Measure, Outcome
from selfhelp_teach.model.parameters import MECHANISMS, TABLE, Mechanism, Parameter, Parameters
from selfhelp_teach.model.scenario import BASELINE, Scenario
from selfhelp_teach.model.scenario_fields import (
    ATTITUDES,
    FIELDS,
    LEADERSHIPS,
    SHIFTABLE,
    Field,
    Leadership,
    Shift,
    attitudes_from,
)
from selfhelp_teach.model.survey import Survey
from selfhelp_teach.model.ward import Ward

__all__ = [
    "ATTITUDES", "BASELINE", "DANGERS", "EDUCATIONS", "FIELDS", "KINDS", "LEADERSHIPS", "MEASURES",
    "MECHANISMS", "MONOPOLIES", "OUTCOMES", "POSTURES", "SHIFTABLE", "TABLE", "Comparison", "Ensemble",
    "Field", "Leadership", "Measure", "Mechanism", "Outcome", "Parameter", "Parameters", "Scenario",
    "Shift", "Survey", "Ward", "attitudes_from", "compare", "perceived_danger", "simulate",
]  # fmt: skip
