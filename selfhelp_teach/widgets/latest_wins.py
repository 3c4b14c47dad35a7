"""Latest wins: a move is answered at once from a small sample, and refined while nothing moves.

The front ends keep at most one message of a control in flight and send the newest value next. Here the
rest: what a newer request overtakes is dropped, and a long refinement is cut into pieces between which the
kernel serves others. Nothing is kept here: what was run is kept where it is run (``pages.runs``).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Hashable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from operator import length_hint
from typing import Any, Generic, Protocol, TypeVar

from selfhelp_teach.errors import SelfHelpError
from selfhelp_teach.translation import translator

Request = TypeVar("Request", bound=Hashable)
Answer = TypeVar("Answer")

log = logging.getLogger(__name__)
_refining: ContextVar[bool] = ContextVar("refining", default=False)


def refining() -> bool:
    """Tell whether what is being shown now is an answer to which better ones are to come."""
    return _refining.get()


class Handle(Protocol):
    """What a clock gives back for a planned call: ``asyncio.TimerHandle`` is one."""

    def cancel(self) -> None:
        """Forget the call."""


Later = Callable[[float, Callable[[], None]], Handle]


class LatestWins(Generic[Request, Answer]):
    """Answer the newest request at once, better ones while it rests.

    Parameters
    ----------
    steps
        Given a request, yields ever better answers: the first from a small sample, quickly; each next
        after one more piece of work, none much longer than 50 ms. It is closed when overtaken. The same
        answer once more tells that there was work, and is not shown again. Where it knows how many are left
        (``operator.length_hint``), the last is shown once, else once more as the final one.
    show
        Takes an answer and whether it is the final one.
    fail
        Takes a sentence to show in place of an answer.
    rest
        Seconds without a request before refinement goes on.
    first_rest
        The same after the first request, which comes while the page's other parts are still being made.
    later
        ``(seconds, call) -> handle``; by default the running event loop's ``call_later``. Without a loop
        (a script, a test) all steps are done at once.
    language
        Of the sentence for an unforeseen failure.
    """

    def __init__(
        self,
        steps: Callable[[Request], Iterator[Answer]],
        show: Callable[[Answer, bool], None],
        fail: Callable[[str], None],
        *,
        rest: float = 0.15,
        first_rest: float = 1.0,
        later: Later | None = None,
        language: str = "en",
    ) -> None:
        self._steps = steps
        self._show = show
        self._fail = fail
        self._rest = rest
        self._next_rest = first_rest
        self._later = later
        self._language = language
        self._current: Request | None = None
        self._work: Iterator[Answer] | None = None
        self._best: list[Answer] = []
        self._handle: Handle | None = None

    @property
    def refining(self) -> bool:
        """Whether the newest request still has better answers to come."""
        return self._work is not None

    def ask(self, request: Request) -> None:
        """Answer ``request`` now, dropping whatever an earlier one still had to do."""
        if request == self._current and self._best:
            return
        self.stop()
        self._current = request
        try:
            self._work = iter(self._steps(request))
        except Exception as error:  # noqa: BLE001 - any failure of a model becomes a sentence on the page
            self._explain(error)
            return
        self._step()
        self._plan(self._next_rest)
        self._next_rest = self._rest

    def stop(self) -> None:
        """Drop the work in hand."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        close = getattr(self._work, "close", None)
        if close is not None:
            with suppress(Exception):
                close()
        self._work = None
        self._best = []
        self._current = None

    def _plan(self, seconds: float) -> None:
        """Do the next piece of work later, or, where no loop runs, all of it now."""
        if self._work is None:
            return
        later = self._later or _loop_clock()
        if later is None:
            while self.refining:
                self._step()
            return
        self._handle = later(seconds, self._go_on)

    def _go_on(self) -> None:
        self._handle = None
        self._step()
        self._plan(0.0)

    def _step(self) -> None:
        """Take the next answer. Final is the one after which there is none, so it is told again as such."""
        if self._work is None:
            return
        try:
            answer = next(self._work)
        except StopIteration:
            self._work = None
            if self._best and self._current is not None:
                self._show(self._best[0], True)
        except Exception as error:  # noqa: BLE001 - any failure of a model becomes a sentence on the page
            self._explain(error)
        else:
            worked_only = bool(self._best) and answer is self._best[0]
            self._best = [answer]
            if length_hint(self._work, 1) == 0:  # they know that this was the last
                self._work = None
                self._show(answer, True)
                return
            if worked_only:
                return
            before = _refining.set(True)
            try:
                self._show(answer, False)
            finally:
                _refining.reset(before)

    def _explain(self, error: Exception) -> None:
        """Put a sentence where the answer would be: our own errors carry one, others go to the log."""
        self.stop()
        if isinstance(error, SelfHelpError):
            self._fail(str(error))
            return
        log.error("A request could not be answered.", exc_info=error)
        _ = translator(self._language)
        self._fail(_("These settings could not be worked out. Move a control, or reset it."))


def _loop_clock() -> Any | None:
    """Return ``call_later`` of the running event loop, or None where none runs."""
    try:
        return asyncio.get_running_loop().call_later
    except RuntimeError:
        return None
