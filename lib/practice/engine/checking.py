"""Exercises whose check names the mistake.

An `Exercise` knows inputs to probe an answer with, the right answer, and its named mistakes: each of
them a function that makes that wrong answer from the same inputs. A check compares what the reader's
answer gives with what is right and, where they differ, with what each mistake would give. Faults of
kind come first; a mistake is named only if it explains what came at all probes; the first that does.
"""

import functools
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lib.drawing.style import BLUE
from lib.formula import guard
from lib.practice.engine import progress, source
from lib.practice.engine.comparing import same
from lib.practice.engine.draws import Chance
from lib.practice.engine.forbidding import Forbidden
from lib.practice.engine.judging import Judge
from lib.practice.engine.notes import NOT_ATTEMPTED, NOT_YET, RIGHT, Note, Result, result
from lib.practice.engine.raising import raised
from lib.practice.engine.running import Came, is_huge, plainly, tried
from lib.practice.engine.showing import kind
from lib.practice.engine.telling import not_yet
from lib.stage import freshness

__all__ = [
    "NOT_ATTEMPTED",
    "NOT_YET",
    "RIGHT",
    "Also",
    "Exercise",
    "Forbidden",
    "Mistake",
    "each",
    "same",
]
JUDGING = 4.0  # seconds of work for looking at an answer after its calls
PATIENCE = 5  # times as long on a machine that is busy with other things
WAITING = 1.5  # the same for the answer's own calls: one that sleeps is to be stopped soon


@dataclass(frozen=True)
class Mistake:
    """A wrong answer with a name.

    wrong    makes it: for a function exercise from the same inputs as the right answer, for a value
             exercise it is the value itself or a function without arguments
    look_at  the sentence that is told, or look_at(values) or look_at(values, probes) that makes it
    fits     where many wrong values share one reason: fits(value), for a function exercise fits(list of
             the values at all probes) or fits(values, probes); see also `each`. `wrong` is then an
             example, and `name` and `look_at` say no more than what `fits` has looked at
    kind     whether `fits` is asked although values have faults of kind (text, None, another shape)
    also     further wrong answers under the same name, made like `wrong`; an `Also` where the sentence
             isn't true of it
    rtol     how near the values must be to those of `wrong`; the exercise's own where it is None
    """

    name: str
    wrong: Any
    look_at: str | Callable
    fits: Callable | None = None
    also: tuple = ()
    kind: bool = False
    rtol: float | None = None


@dataclass(frozen=True)
class Also:
    """A further wrong answer under a mistake's name, with a sentence of its own."""

    wrong: Any
    look_at: str


def each(test):
    """A `fits` or `accepts` that asks test(value, *inputs) at each probe, and wants all to say yes."""

    def fits(values, probes):
        return all(test(value, *probe) for value, probe in zip(values, probes, strict=True))

    fits.test = test  # so that a message can say at which probe the answer is no
    return fits


@dataclass
class Exercise:
    """One exercise. `check(answer)` compares, `hint()` helps, `solution()` shows, `or_ours(answer)` goes on.

    right       what is right: a function of the probed inputs, or a value (or function without
                arguments that computes it) when `probes` is None
    probes      inputs made by hand, a list of tuples; None for an exercise whose answer is a value
    draw        draw(chance) makes one more tuple of inputs of a `draws.Chance`
    draws       how many are drawn
    corners     inputs that are looked at only where the answer is right for all others: no steps, equal
                entries, tiny slopes. So what is wrong everywhere keeps its name, however it fails there
    accepts     where many answers are right: accepts(value); for a function exercise accepts(list of
                the values at all probes) or accepts(values, probes); see also `each`
    others      further right answers, functions like `right`: an answer may agree with any one of them
    rtol, atol  an answer counts as right within rtol of the right one, or atol absolutely
    forbids     ways that are excluded, a list of `Forbidden`
    foreign     names that mean something else in this notebook than a reader may think: a dict from
                the name to a sentence, told where an answer uses it and a value isn't of the right kind
    seconds     the budget for all calls of an answer
    difficulty  1, 2 or 3, for the minutes that a novice is told
    """

    key: str
    title: str
    right: Any
    mistakes: list[Mistake]
    hints: list[str]
    stub: str
    answer: str
    praise: str
    probes: list[tuple] | None = None
    draw: Callable | None = None
    draws: int = 30
    corners: tuple = ()
    accepts: Callable | None = None
    others: tuple = ()
    rtol: float = 1e-6
    atol: float = 1e-9
    context: str = "import numpy as np\n"
    forbids: list[Forbidden] = field(default_factory=list)
    foreign: dict[str, str] = field(default_factory=dict)
    seconds: float = 6.0
    difficulty: int = 2
    _hinted: int = field(default=0, repr=False)
    _passed: Any = field(default=None, repr=False)

    @property
    def name(self):
        return self.key.split(".")[-1]

    def check(self, answer=...):
        """Compare an answer with the right one. Never raises, comes back in time; see `Result`."""
        try:
            found = self._judge(answer)
        except KeyboardInterrupt:
            found = not_yet("the check was interrupted before it was done.", "interrupted")
        except BaseException as problem:
            found = _unseen(f"raised {type(problem).__name__[:40]}")
        if found.status != NOT_ATTEMPTED:
            _record(self.key, found)
        self._passed = answer if found.status == RIGHT else None
        return _with_trouble(found)

    def or_ours(self, answer=...):
        """The answer that `check` has just found right, or else the course's own; says which it is.

        So a notebook that builds on its exercises goes on for a reader who is stuck.
        """
        name = self.name_in_stub()
        if self._passed is not None and answer is self._passed:
            print(f"{name}: yours goes on.")
            return answer
        print(f"{name}: ours goes on, until the check finds yours right.")
        scope = {}
        exec(self.context + self.answer, scope)
        return scope[name]

    def hint(self):
        """The next hint; after the last one they begin again."""
        number = self._hinted % len(self.hints)
        self._hinted += 1
        progress.record_hint(self.key)
        more = (
            f"`ex.{self.name}.hint()` again gives the next."
            if number + 1 < len(self.hints)
            else f"That was the last hint; `ex.{self.name}.solution()` shows a solution."
        )
        return Note(f"Hint {number + 1} of {len(self.hints)}: {self.hints[number]}\n\n{more}", "→")

    def solution(self):
        """One way to do it, with a word on why."""
        return Note(f"One way to do it:\n```\n{self.answer}```", "★", BLUE)

    @functools.cached_property
    def all_probes(self):
        """The inputs made by hand, those drawn, the corners; None for an exercise whose answer is a value."""
        if self.probes is None:
            return None
        return [*self.probes, *self.drawn(self.draws if self.draw else 0), *self.corners]

    def drawn(self, count, more=0):
        """So many tuples of drawn inputs; another `more`, other inputs."""
        return [tuple(self.draw(Chance(self.key, turn, more))) for turn in range(count)]

    @functools.cached_property
    def input_names(self):
        """What the inputs are called."""
        return list(inspect.signature(self.right).parameters) if self.probes is not None else []

    def rights(self):
        """What comes of the right answer at each probe: a list of `running.Came`."""
        return self._rights

    @functools.cached_property
    def _rights(self):
        if self.probes is None:
            return [Came(self.right() if callable(self.right) else self.right)]
        return [tried(plainly, self.right, probe) for probe in self.all_probes]

    @functools.cached_property
    def _made(self):
        return {}

    def made(self, wrong, place):
        """What comes of a mistake's `wrong` at one probe, made once."""
        if self.probes is None:
            return Came(wrong() if callable(wrong) else wrong)
        key = id(wrong), place
        if key not in self._made:
            self._made[key] = tried(plainly, wrong, self.all_probes[place])
        return self._made[key]

    def _judge(self, answer):
        if self._untouched(answer):
            return self._not_attempted()
        if self.probes is None:
            cames = [Came(answer)]
        elif not callable(answer):
            return not_yet(
                f"this is {kind(answer)}, and the check wants the function itself: "
                f"`ex.{self.name}.check({self.name_in_stub()})`, with no call brackets after the name."
            )
        else:
            cames = self._run(answer)
        asked = answer if self.probes is not None else None
        with guard.watched(JUDGING, PATIENCE) as watch:
            outcome = watch.call(lambda: Judge(self, cames, asked).verdict())
        if outcome.fine:
            return outcome.value
        return _unseen(outcome.told.rstrip("."))

    def _run(self, answer):
        """What comes of the answer at each probe; after one that was stopped, or is huge, no more."""
        cames = []
        spied = any(rule.calls for rule in self.forbids)
        with guard.watched(self.seconds, WAITING) as watch:
            for probe in self.all_probes:

                def call(function):
                    outcome = watch.call(function)
                    told = None if outcome.fine else raised(outcome, answer)
                    return _Told(outcome, told)

                cames.append(tried(call, answer, probe, self.input_names, spied))
                if cames[-1].stopped or is_huge(cames[-1].value):
                    break
        if cames[0].printed:
            print(cames[0].printed, end="" if cames[0].printed.endswith("\n") else "\n")
        return cames

    def example(self):
        """A text such as is due, in quotes, where one is due."""
        options = [m.wrong for m in self.mistakes if isinstance(m.wrong, str)]
        return repr(options[0]) if options else "'...'"

    def name_in_stub(self):
        """The name that the stub gives the answer."""
        found = re.search(r"^(?:def\s+(\w+)|(\w+)\s*=)", self.stub, flags=re.MULTILINE)
        return (found.group(1) or found.group(2)) if found else self.name

    def _untouched(self, answer):
        if answer is ...:
            return True
        if isinstance(answer, tuple | list) and 0 < len(answer) < 1000:
            return all(a is ... for a in answer)
        return source.untouched(answer, (self.stub, self.context + self.stub))

    def _not_attempted(self):
        what = (
            "put your own code in place of the `...`"
            if "..." in self.stub
            else "this is the code as it came. Change it"
        )
        return result(
            NOT_ATTEMPTED,
            f"Not attempted yet: {what}, then run this cell again. Stuck? `ex.{self.name}.hint()`.",
        )


class _Told:
    """An Outcome whose problem is told as (name, sentence)."""

    def __init__(self, outcome, told):
        self.value, self.problem, self.told = outcome.value, outcome.problem, told
        self.fine, self.stopped, self.printed = outcome.fine, outcome.stopped, outcome.printed


def _unseen(told):
    return not_yet(f"this answer can't be looked at: the check {told}.", "can't be looked at")


def _record(key, found):
    """Remember an attempt: the one place where the check speaks to the progress file."""
    progress.record_exercise(key, found.status, found.mistake)


def _with_trouble(found):
    trouble = [*progress.trouble(), *filter(None, [freshness.advice()])]
    if not trouble:
        return found
    message = found.message + "\n\n(" + " ".join(trouble) + ")"
    return Result(message, found.sign, found.color, found.status, found.mistake)
