"""One exercise of each type, with a strategy for whole answers to it."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from hypothesis import strategies as st

from selfhelp_teach.exercises.loading import load_exercise
from selfhelp_teach.exercises.starters import starter
from selfhelp_teach.exercises.talks.walking import offered, standing, walked
from selfhelp_teach.exercises.types import TYPES


@lru_cache
def example(kind, prediction=None):
    text = starter(kind, "my-one")
    if prediction is not None:
        text = text.replace("prediction: true\n", "") + f"prediction: {str(prediction).lower()}\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my-one.yaml"
        path.write_text(text, encoding="utf-8")
        return load_exercise(path)


def paths_of(exercise):
    found, todo = [], [[]]
    while todo:
        path = todo.pop()
        state = standing(exercise, walked(exercise, path))
        found.append(path)
        todo.extend([*path, choice.key] for choice in offered(exercise, state))
    return found


def _drawn(exercise):
    xs = [exercise.x.minimum + step * (exercise.x.maximum - exercise.x.minimum) / 6 for step in range(7)]
    heights = st.lists(st.floats(exercise.y.minimum, exercise.y.maximum), min_size=7, max_size=7)
    return heights.map(lambda ys: [list(point) for point in zip(xs, ys, strict=True)])


def _sorted(exercise):
    targets = st.sampled_from([target.key for target in exercise.targets])
    return st.fixed_dictionaries({card.key: targets for card in exercise.items})


def _keys(things):
    return [thing.key for thing in things]


_ANSWERS = {
    "single-choice": lambda exercise: st.sampled_from(_keys(exercise.options)),
    "multiple-choice": lambda exercise: st.lists(st.sampled_from(_keys(exercise.options)), unique=True),
    "number": lambda exercise: st.floats(exercise.minimum, exercise.maximum),
    "ranking": lambda exercise: st.permutations(_keys(exercise.items)).map(list),
    "matching": _sorted,
    "free-text": lambda _exercise: st.text().map(lambda text: f"{text}a"),
    "curve": _drawn,
    "confidence": lambda _exercise: st.integers(1, 5),
    "likert": lambda exercise: st.fixed_dictionaries(
        {key: st.integers(1, exercise.points) for key in _keys(exercise.statements)}
    ),
    "challenge": lambda exercise: st.just(dict(exercise.start)),
    "conversation": lambda exercise: st.sampled_from(paths_of(exercise)),
}


def answers_to(exercise):
    return _ANSWERS[exercise.type](exercise)


KINDS = list(TYPES)
