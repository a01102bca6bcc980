"""Exercises whose check names the mistake.

An `Exercise` knows inputs to probe an answer with, the right answer, and its named mistakes: each of
them a function that makes that wrong answer from the same inputs. A check compares what the reader's
answer gives with what is right and, where they differ, with what each mistake would give. Faults of
kind come first; a mistake is named only if it explains what came at all probes; the first that does.
"""

import copy
import functools
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lib.formula import guard
from lib.practice.engine import faults, forbidding, progress, source
from lib.practice.engine.comparing import Raised, same
from lib.practice.engine.draws import Chance
from lib.practice.engine.forbidding import Forbidden
from lib.practice.engine.notes import NOT_ATTEMPTED, NOT_YET, RIGHT, Note, Result, result
from lib.practice.engine.pointing import entry_said, input_said
from lib.practice.engine.running import Came, plainly, tried
from lib.practice.engine.showing import cut
from lib.practice.engine.usual import usual
from lib.stage import freshness

__all__ = ["NOT_ATTEMPTED", "NOT_YET", "RIGHT", "Exercise", "Forbidden", "Mistake", "each", "same"]
JUDGING = 4.0  # seconds for looking at an answer after its calls


@dataclass(frozen=True)
class Mistake:
    """A wrong answer with a name.

    wrong    makes it: for a function exercise from the same inputs as the right answer, for a value
             exercise it is the value itself or a function without arguments
    look_at  the sentence that is told
    fits     where many wrong values share one reason: fits(value), for a function exercise fits(list of
             the values at all probes) or fits(values, probes); see also `each`. `wrong` is then an example
    kind     whether `fits` is asked although values have faults of kind (text, None, another shape)
    also     further wrong answers under the same name, made like `wrong`
    rtol     how near the values must be to those of `wrong`; the exercise's own where it is None
    """

    name: str
    wrong: Any
    look_at: str
    fits: Callable | None = None
    also: tuple = ()
    kind: bool = False
    rtol: float | None = None


def each(test):
    """A `fits` or `accepts` that asks test(value, *inputs) at each probe, and wants all to say yes."""

    def fits(values, probes):
        return all(test(value, *probe) for value, probe in zip(values, probes, strict=True))

    return fits


@dataclass
class Exercise:
    """One exercise. `check(answer)` compares, `hint()` helps, `solution()` shows.

    right       what is right: a function of the probed inputs, or a value (or function without
                arguments that computes it) when `probes` is None
    probes      inputs made by hand, a list of tuples; None for an exercise whose answer is a value
    draw        draw(chance) makes one more tuple of inputs of a `draws.Chance`
    draws       how many are drawn
    accepts     where many answers are right: accepts(value); for a function exercise accepts(list of
                the values at all probes) or accepts(values, probes); see also `each`
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
    accepts: Callable | None = None
    rtol: float = 1e-6
    atol: float = 1e-9
    context: str = "import numpy as np\n"
    forbids: list[Forbidden] = field(default_factory=list)
    foreign: dict[str, str] = field(default_factory=dict)
    seconds: float = 6.0
    difficulty: int = 2
    _hinted: int = field(default=0, repr=False)

    @property
    def name(self):
        return self.key.split(".")[-1]

    def check(self, answer=...):
        """Compare an answer with the right one. Never raises, comes back in time; see `Result`."""
        try:
            found = self._judge(answer)
        except KeyboardInterrupt:
            found = _not_yet("the check was interrupted before it was done.", "interrupted")
        if found.status != NOT_ATTEMPTED:
            _record(self.key, found)
        return _with_trouble(found)

    def hint(self):
        """The next hint; after the last one they begin again."""
        number = self._hinted % len(self.hints)
        self._hinted += 1
        more = (
            f"`ex.{self.name}.hint()` again gives the next."
            if number + 1 < len(self.hints)
            else f"That was the last hint; `ex.{self.name}.solution()` shows a solution."
        )
        return Note(f"Hint {number + 1} of {len(self.hints)}: {self.hints[number]}\n\n{more}", "→")

    def solution(self):
        """One way to do it, with a word on why."""
        return Note(f"One way to do it:\n```\n{self.answer}```", "★", "#0063a6")

    @functools.cached_property
    def all_probes(self):
        """The inputs made by hand, then those drawn; None for an exercise whose answer is a value."""
        if self.probes is None or self.draw is None:
            return self.probes
        return [*self.probes, *self.drawn(self.draws)]

    def drawn(self, count, more=0):
        """So many tuples of drawn inputs; another `more`, other inputs."""
        return [tuple(self.draw(Chance(self.key, turn, more))) for turn in range(count)]

    @functools.cached_property
    def input_names(self):
        """What the inputs are called."""
        return list(inspect.signature(self.right).parameters) if self.probes is not None else []

    def right_values(self):
        """What is right for each probe, as a list."""
        return [came.value for came in self._rights]

    def mistake_values(self, mistake):
        """What the mistake gives for each probe, as a list."""
        return [self._wrong(mistake.wrong, i).value for i in range(len(self._rights))]

    @functools.cached_property
    def _rights(self):
        if self.probes is None:
            return [Came(self.right() if callable(self.right) else self.right)]
        return [tried(plainly, self.right, probe) for probe in self.all_probes]

    @functools.cached_property
    def _made(self):
        return {}

    def _wrong(self, wrong, place):
        """What a wrong answer gives at one probe, made once."""
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
            return _not_yet(
                f"this is {faults.kind(answer)}, and the check wants the function itself: "
                f"`ex.{self.name}.check({self.name_in_stub()})`, with no call brackets after the name."
            )
        else:
            cames = self._run(answer)
        asked = answer if self.probes is not None else None
        with guard.watched(JUDGING) as watch:
            outcome = watch.call(self._verdict, cames, asked)
        if outcome.fine:
            return outcome.value
        return _not_yet(f"what came can't be looked at: the check {outcome.told}", "can't be looked at")

    def _run(self, answer):
        """What comes of the answer at each probe; after one that had to be stopped, no more."""
        cames = []
        spied = any(rule.calls for rule in self.forbids)
        with guard.watched(self.seconds) as watch:
            for probe in copy.deepcopy(self.all_probes):

                def call(function):
                    outcome = watch.call(function)
                    told = None if outcome.fine else faults.raised(outcome, answer)
                    return _Told(outcome, told)

                cames.append(tried(call, answer, probe, self.input_names, spied))
                if cames[-1].stopped:
                    break
        if cames[0].printed:
            print(cames[0].printed, end="" if cames[0].printed.endswith("\n") else "\n")
        return cames

    def _verdict(self, cames, answer):
        """The Result for what came at each probe. answer is None for an exercise whose answer is a value."""
        if cames[-1].stopped:
            name, told = cames[-1].value.told
            return _not_yet(f"{self._where(len(cames) - 1, cames)}{told}", name)
        rights, values = self.right_values(), [came.value for came in cames]
        kinds = [self._kind(c, r, answer) for c, r in zip(cames, self._rights, strict=True)]
        if any(kinds):
            return self._kind_told(kinds, cames, answer)
        if self._satisfied(self.accepts, values) if self.accepts else self._all_same(cames):
            rule = self.probes and forbidding.broken(
                self.forbids, answer, cames, self.all_probes, self.input_names
            )
            return _not_yet(rule.look_at, rule.name, headed=True) if rule else self._right()
        for mistake in self.mistakes:
            if self._explains(mistake, cames) or (
                mistake.fits is not None and self._satisfied(mistake.fits, values)
            ):
                return _not_yet(mistake.look_at, mistake.name, headed=True)
        if self.accepts is None and (found := usual(values, rights, self.all_probes, self.input_names)):
            return _not_yet(found[1], found[0], headed=True)
        return self._pointed(values, rights)

    def _kind(self, came, right, answer):
        """(name, sentence) on a fault of kind at one probe, or None."""
        found = faults.fault(came.value, right.value, answer, came.printed, self._example())
        if found is None and came.which - right.which:
            found = (
                "an input changed",
                f"your function changes its input: {came.changed}. Work on a copy, such as `w.copy()`.",
            )
        return found

    def _kind_told(self, kinds, cames, answer):
        """The Result for answers with faults of kind; a mistake that has the very same ones has a name."""
        values = [came.value for came in cames]
        for mistake in self.mistakes:
            fits = mistake.fits if mistake.kind else None
            if self._explains(mistake, cames) or (fits and self._satisfied(fits, values)):
                return _not_yet(mistake.look_at, mistake.name, headed=True)
        if self.accepts is None and not any(isinstance(v, Raised) for v in values):
            found = usual(values, self.right_values(), self.all_probes, self.input_names)
            if found and not any(came.which for came in cames):
                return _not_yet(found[1], found[0], headed=True)
        place = next(i for i, found in enumerate(kinds) if found)
        name, told = kinds[place]
        strangers = sorted(set(self.foreign) & source.uses(answer)[0]) if answer else []
        if strangers:
            told = f"{cut(told, 150)} {self.foreign[strangers[0]]}"
        if all(found and found[0] == name for found in kinds):
            return _not_yet(told, name)
        return _not_yet(f"{self._where(place, cames)}{told}", name)

    def _explains(self, mistake, cames):
        """Whether the mistake, or a variant of it, gives what came at all probes, changed inputs too."""
        rtol = self.rtol if mistake.rtol is None else mistake.rtol

        def agree(wrong, place):
            made = self._wrong(wrong, place)
            alike = same(cames[place].value, made.value, rtol, self.atol)
            return alike and bool(made.which) == bool(cames[place].which)

        return any(
            all(agree(wrong, place) for place in range(len(cames)))
            for wrong in (mistake.wrong, *mistake.also)
        )

    def _satisfied(self, test, values):
        """Whether `test` says yes to the value, or to the list of the values at all probes."""
        try:
            with np.errstate(all="ignore"):
                if self.probes is None:
                    return bool(test(values[0]))
                wanted = len(inspect.signature(test).parameters)
                return bool(test(values) if wanted == 1 else test(values, self.all_probes))
        except Exception:
            return False

    def _same(self, value, due):
        return same(value, due, self.rtol, self.atol)

    def _all_same(self, cames):
        return all(self._same(c.value, r.value) for c, r in zip(cames, self._rights, strict=True))

    def _pointed(self, values, rights):
        """The Result that points to one input and one entry, for a wrong answer without a name."""
        known = "it is none of the mistakes we know. Try a hint."
        if self.probes is None:
            if self.accepts is None and isinstance(rights[0], tuple | list | np.ndarray):
                return _not_yet(f"not all of it is right, and {known}")
            return _not_yet(f"{faults.show(values[0])} isn't it, and {known}")
        fine = [self._same(v, r) for v, r in zip(values, rights, strict=True)]
        if all(fine) or self.accepts is not None:
            return _not_yet(f"that isn't it, and {known}")
        place = fine.index(False)
        said = entry_said(values[place], rights[place], self.rtol, self.atol)
        often = f" Right for {sum(fine)} inputs of {len(fine)}." if any(fine) else ""
        return _not_yet(f"{self._where(place)}{said}.{often}")

    def _where(self, place, cames=None):
        if self.probes is None:
            return ""
        return f"For {input_said(self.input_names, self.all_probes[place])}: "

    def _example(self):
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
        return result(
            NOT_ATTEMPTED,
            "Not attempted yet: put your own code in place of the `...`, then run this cell again. "
            f"Stuck? `ex.{self.name}.hint()`.",
        )

    def _right(self):
        return result(RIGHT, f"Right. {self.praise}")


class _Told:
    """An Outcome whose problem is told as (name, sentence)."""

    def __init__(self, outcome, told):
        self.value, self.problem, self.told = outcome.value, outcome.problem, told
        self.fine, self.stopped, self.printed = outcome.fine, outcome.stopped, outcome.printed


def _not_yet(message, mistake=None, headed=False):
    head = f"Not yet: {mistake}. " if headed else "Not yet. "
    return result(NOT_YET, head + cut(_sentence(message), 420 if headed else 320), mistake)


def _sentence(text):
    """The text with a capital letter in front, unless it begins with a symbol: x + h, f(x)."""
    return text[0].upper() + text[1:] if re.match(r"(a|[a-z]{2,})[ ,']", text) else text


def _record(key, found):
    """Remember an attempt: the one place where the check speaks to the progress file."""
    wanted = inspect.signature(progress.record_exercise).parameters
    more = {"mistake": found.mistake} if "mistake" in wanted else {}
    progress.record_exercise(key, found.status, **more)


def _with_trouble(found):
    trouble = [*progress.trouble(), *filter(None, [freshness.advice()])]
    if not trouble:
        return found
    message = found.message + "\n\n(" + " ".join(trouble) + ")"
    return Result(message, found.sign, found.color, found.status, found.mistake)
