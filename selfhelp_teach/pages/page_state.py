"""What a page shows, as one value. A move is a change of it; everything else follows.

    change -> state -> runs -> views -> only what changed is sent

Nothing goes back: a control that moved is not told of its own move, and no view sets the state.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import TypeAdapter

from selfhelp_teach.widgets import Figure, History, LatestWins, Panel, Part

State = TypeVar("State", bound=Hashable)
Run = TypeVar("Run")
Drawn = Callable[[State, Run], Mapping[str, Any]]
"""What a figure shows of a run: the arguments of :meth:`Figure.feed`."""


class Try(NamedTuple):
    """A thing to try: what its button says, what a press sets, and a sentence about it."""

    label: str
    sets: Any
    about: str = ""


class PageState(Generic[State, Run]):
    """The state of a page, its undo, the newest run of it, and the views that follow.

    Parameters
    ----------
    start
        What the page opens with.
    steps
        Yields ever better runs of a state (see :class:`LatestWins`).
    waits
        Returns the sentence in place of all views of a state: what must be predicted before its runs
        may be seen. Empty where nothing must.
    key, language
        Of the undo buttons, and of its words.

    Attributes
    ----------
    now, run, final
        The state, the newest run of it, and whether no better one is to come.
    viewers
        The parts that show runs.
    """

    def __init__(
        self,
        start: State,
        steps: Callable[[State], Iterator[Run]],
        *,
        waits: Callable[[State], str] = lambda _state: "",
        key: str,
        language: str,
    ) -> None:
        self.now = start
        self.run: Run | None = None
        self.final = False
        self._waits = waits
        self._views: list[Callable[[State, Run, str], None]] = []
        self._followers: list[Callable[[State], None]] = []
        self.viewers: list[Part] = []
        self._latest: LatestWins[State, Run] = LatestWins(steps, self._ran, self._fail, language=language)
        self._language = language
        kind = type(start)
        # A page takes its steps along into a new kernel, as plain data.
        self.history = History(
            self.change,
            start=start,
            code=lambda state: plain(kind).dump_python(state, mode="json", exclude_defaults=True),
            decode=lambda data: plain(kind).validate_python(data),
            key=key,
            language=language,
        )

    # change -> state

    def change(self, state: State, name: str = "", *, rests: bool = True) -> None:
        """Put a state on the page; ``name`` says what was done, for undo, once it rests."""
        if rests:
            self.history.record(state, name)
        if state == self.now:
            return
        self.now = state
        for follow in self._followers:
            follow(state)
        self._latest.ask(state)

    def follow(self, follower: Callable[[State], None]) -> None:
        """Call ``follower`` with the state now, and with each that comes."""
        self._followers.append(follower)
        follower(self.now)

    def panel(
        self,
        groups: Sequence[Mapping[str, Any]],
        shown: Callable[[State], Mapping[str, Any]],
        moved: Callable[[State, Mapping[str, Any]], State],
        *,
        step: Callable[[Mapping[str, Any]], str] | None = None,
        **traits: Any,
    ) -> Panel:
        """Return a panel that shows what the state says, and whose hand makes another state of it.

        Parameters
        ----------
        groups, traits
            As for :class:`Panel`.
        shown
            Returns the values of the controls in a state.
        moved
            Returns the state after some of them were moved.
        step
            Returns how undo calls such a move; by default it is called by the label of the control.
        """
        labels = {item["name"]: item["label"] for group in groups for item in group["items"]}

        def change(values: Mapping[str, Any], rests: bool) -> None:
            name = labels[min(values)] if step is None else step(values)
            self.change(moved(self.now, values), name, rests=rests)

        panel = Panel(groups, shown(self.now), change, language=self._language, **traits)
        self.follow(lambda state: panel.put(shown(state)))
        return panel

    # runs -> views

    def open(self) -> Run:
        """Return the newest run, the first being run when it is first asked for."""
        if self.run is None:
            self._latest.ask(self.now)
        if self.run is None:
            raise RuntimeError("the opening state of a page could not be run")
        return self.run

    def view(self, shown: Part, view: Callable[[State, Run, str], None]) -> None:
        """Let a part show each run: call ``view`` with the state, the run, and the sentence it waits with, if any."""
        self.viewers.append(shown)
        self._views.append(view)
        view(self.now, self.open(), self._waits(self.now))

    def figure(self, figure: Figure, view: Drawn[State, Run]) -> Figure:
        """Let a figure show a view of each run."""

        def feed(state: State, run: Run, note: str) -> None:
            if note:
                figure.feed({}, summary="", table=[], note=note)
            else:
                figure.feed(**view(state, run))

        self.view(figure, feed)
        return figure

    def look_again(self) -> None:
        """Show the newest run once more, as when a prediction has been committed."""
        if self.run is not None:
            self._ran(self.run, self.final)

    def _ran(self, run: Run, final: bool) -> None:
        self.run, self.final = run, final
        note = self._waits(self.now)
        for view in self._views:
            view(self.now, run, note)

    def _fail(self, sentence: str) -> None:
        for shown in self.viewers:
            if isinstance(shown, Figure):
                shown.fail(sentence)


@cache
def plain(kind: type) -> TypeAdapter[Any]:
    """Return what turns states of a kind into plain data and back, checked; made once, ahead where it can be."""
    return TypeAdapter(kind)
