"""One exercise of each type, with a strategy for whole answers to it."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from hypothesis import strategies as st

from selfhelp_teach.exercises.answers import walk
from selfhelp_teach.exercises.kinds import TYPES
from selfhelp_teach.exercises.loading import load_exercise
from selfhelp_teach.exercises.starters import starter


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
        node = exercise.nodes[walk(exercise, path)[-1][0]]
        found.append(path)
        todo.extend([*path, choice.key] for choice in node.choices)
    return found


def answers_to(exercise):
    kind = exercise.type
    if kind == "single-choice":
        return st.sampled_from([option.key for option in exercise.options])
    if kind == "multiple-choice":
        return st.lists(st.sampled_from([option.key for option in exercise.options]), unique=True)
    if kind == "number":
        return st.floats(exercise.minimum, exercise.maximum)
    if kind == "ranking":
        return st.permutations([item.key for item in exercise.items]).map(list)
    if kind == "matching":
        targets = st.sampled_from([target.key for target in exercise.targets])
        return st.fixed_dictionaries({card.key: targets for card in exercise.items})
    if kind == "free-text":
        return st.text(min_size=1).filter(str.strip)
    if kind == "curve":
        xs = [exercise.x.minimum + step * (exercise.x.maximum - exercise.x.minimum) / 6 for step in range(7)]
        heights = st.lists(st.floats(exercise.y.minimum, exercise.y.maximum), min_size=7, max_size=7)
        return heights.map(lambda ys: [list(point) for point in zip(xs, ys, strict=True)])
    if kind == "confidence":
        return st.integers(1, 5)
    if kind == "likert":
        return st.fixed_dictionaries({line.key: st.integers(1, exercise.points) for line in exercise.statements})
    if kind == "conversation":
        return st.sampled_from(paths_of(exercise))
    return st.just(dict(exercise.start))


KINDS = list(TYPES)
