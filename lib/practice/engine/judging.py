"""Judging what came of an answer: faults of kind first, then right, named, usual, pointed out.

A mistake is named only if it explains what came at all probes; of several, the first.
"""

import inspect

import numpy as np

from lib.practice.engine import faults, forbidding, source
from lib.practice.engine.comparing import NotNumbers, Raised, is_words, numbers, same, says_the_same
from lib.practice.engine.notes import RIGHT, result
from lib.practice.engine.pointing import lengths_said, pointed, unused_said, where
from lib.practice.engine.showing import cut
from lib.practice.engine.telling import not_yet, without_loops
from lib.practice.engine.usual import usual

SIZES = {"another shape", "another number of values", "one value"}  # faults of kind, numbers all
EXACT = {"rounded", "cut to whole numbers"}  # near to what is due, and told before other likenesses


def _is_truth(value):
    """Whether it is True or False, an array () of it as well."""
    return isinstance(value, bool) or getattr(getattr(value, "dtype", None), "kind", "") == "b"


def _is_pythons_own(value):
    """Whether an exception of Python's or NumPy's own came."""
    if not isinstance(value, Raised):
        return False
    return type(value.problem).__module__.split(".")[0] in ("builtins", "numpy")


def _by_tolerance(came, made):
    """Whether numbers agree for being next to 0 alone, as 10⁻¹⁰ with 0: that explains nothing."""
    try:
        came, made = numbers(came), numbers(made)
    except NotNumbers:
        return False
    if came.dtype.kind == "c" or made.dtype.kind == "c":
        return False
    came, made = came.astype(float), made.astype(float)
    with np.errstate(all="ignore"):
        off = np.abs(came - made) > 1e-3 * np.abs(made)
    there = (came != 0) | (made != 0)
    return bool(off.any()) and bool(off[there].all())


class Judge:
    """One answer to one exercise: what came of it at each probe, and the verdict on it.

    answer is the reader's function, None where the answer is a value.
    """

    def __init__(self, exercise, cames, answer):
        self.exercise, self.answer, self.names = exercise, answer, exercise.input_names
        self._look_at(cames, None)
        if exercise.corners and len(cames) > (common := len(self.probes) - len(exercise.corners)):
            self._look_at(cames, common)
            if not any(self._kinds()) and self._accepted():
                self._look_at(cames, None)

    def _look_at(self, cames, count):
        """Look at what came of so many probes, the first of all; at all of them where count is None."""
        probes = self.exercise.all_probes
        self.cames, self.rights = cames[:count], self.exercise.rights()[:count]
        self.values = [came.value for came in self.cames]
        self.probes = probes if probes is None else probes[:count]
        self.raised = [_is_pythons_own(value) for value in self.values]
        # Whether exceptions are all there is to go by: no value came that isn't right.
        self.only_raised = any(self.raised) and all(
            r or f for r, f in zip(self.raised, self._fine(), strict=True)
        )

    def verdict(self):
        """The Result."""
        exercise = self.exercise
        if len(self.cames) < len(self.rights) or self.cames[-1].stopped:
            last = len(self.cames) - 1
            if self.cames[-1].stopped == "time" and last > 2 and all(self._fine()[:last]):
                told = (
                    f"right for the first {last} of {len(self.rights)} inputs, and then the time for all "
                    f"of them, {exercise.seconds:g} seconds, was over. Can it do with fewer steps?"
                )
                return not_yet(told, "right, but too slow")
            found = self._kind(self.cames[last], self.rights[last])
            name, told = found or ("too much", "your function gave far more than was due.")
            return not_yet(f"{where(self.names, self.probes, last)}{told}", name)
        right = self.rights[0].value
        texts = self.probes is None and (isinstance(right, str) or is_words(right))
        if texts and self._satisfies(exercise.accepts):
            return self._right()  # right in substance, a list for a text or the other way round
        kinds = self._kinds()
        if any(kinds):
            return self._kind_told(kinds)
        if self._accepted():
            return self._right()
        if self._truths():
            return self._truths_told()
        for mistake in exercise.mistakes:
            if self._satisfies(mistake.fits) if mistake.fits else self._explained(mistake):
                exact = self._usual() if mistake.fits else None
                return exact if exact and exact.mistake in EXACT else self._named(mistake)
        return self._usual() or self._unused() or self._pointed()

    def _kinds(self):
        """For each probe (name, sentence) on a fault of kind, or None."""
        return [self._kind(c, r) for c, r in zip(self.cames, self.rights, strict=True)]

    def _accepted(self):
        """Whether all values count as right, where none has a fault of kind."""
        accepts = self.exercise.accepts
        return self._satisfies(accepts) if accepts else self._is_right()

    def _is_right(self):
        """Whether all values are those of `right`, or all those of one of the `others`."""
        others = (self._agrees(o, self.exercise.rtol, right=True) for o in self.exercise.others)
        return all(self._fine()) or any(others)

    def _right(self):
        exercise, rule = self.exercise, None
        if self.probes is not None:
            rule = forbidding.broken(
                exercise.forbids, self.answer, self.cames, self.probes, self.names
            )
        if rule:
            return not_yet(rule.look_at, rule.name, headed=True)
        return result(RIGHT, f"Right. {exercise.praise}")

    def _truths(self):
        """Whether True or False came everywhere, and a number was due: it isn't told as 0 or 1."""
        if isinstance(self.rights[0].value, tuple | list | dict | str):
            return False
        wanted = {np.asarray(right.value).dtype.kind for right in self.rights}
        alone = all(np.ndim(value) == 0 and _is_truth(value) for value in self.values)
        return alone and wanted <= set("iuf")

    def _truths_told(self):
        """The Result for them: the name of a mistake that gives them as well, or what they are."""
        for mistake in self.exercise.mistakes:
            if _is_truth(self.exercise.made(mistake.wrong, 0).value) and (
                self._satisfies(mistake.fits) if mistake.fits else self._explained(mistake)
            ):
                return self._named(mistake)
        due = faults.due(self.rights[0].value)
        what = "your answer is" if self.probes is None else "your function gave"
        return not_yet(f"{what} True or False, and {due} was due.", "True or False")

    def _kind(self, came, right):
        """(name, sentence) on a fault of kind at one probe, or None."""
        example = self.exercise.example()
        found = faults.fault(came.value, right.value, self.answer, came.printed, example)
        if found is None and (changed := came.which - right.which):
            place = min(changed)
            array = isinstance(self.probes[0][place], np.ndarray)
            name = self.names[place]
            advice = f"Work on `{name}.copy()`." if array else "Leave it as it is."
            if sign := source.in_place(self.answer, name):
                advice = (
                    f"`{name} {sign}= …` changes the array itself; `{name} = {name} {sign} …` makes a "
                    "new one."
                )
            found = (
                "an input changed",
                f"your function changes its input: {came.changed}. {advice}",
            )
        return found

    def _kind_told(self, kinds):
        """The Result for faults of kind; a mistake that has the very same ones has a name."""
        nothing = self.answer is not None and source.returns(self.answer) == "never"
        for mistake in () if nothing else self.exercise.mistakes:  # else its None says all there is
            asked = mistake.fits if mistake.kind else None
            if self._satisfies(asked) if asked else self._explained(mistake):
                return self._named(mistake)
        sized = {found[0] for found in kinds if found} <= SIZES
        if sized and (found := self._usual()):
            return found
        place = next(i for i, found in enumerate(kinds) if found)
        name, told = kinds[place]
        used = source.asked_of_the_notebook(self.answer) if self.answer else ()
        strangers = [stranger for stranger in self.exercise.foreign if stranger in used]
        if strangers:
            told = f"{cut(told, 150)} {self.exercise.foreign[strangers[0]]}"
        everywhere = all(found and found[0] == name for found in kinds)
        problems = [getattr(came.value, "problem", None) for came in self.cames]
        lengths = self.probes is not None and lengths_said(self.names, self.probes, problems)
        if lengths:
            told = next(came.value.told[1] for came in self.cames if isinstance(came.value, Raised))
            return not_yet(f"{cut(told, 180)} {lengths}", "for some lengths only")
        return not_yet(
            told if everywhere else f"{where(self.names, self.probes, place)}{told}", name
        )

    def _named(self, mistake):
        """The Result that names a mistake; its sentence may depend on what came."""
        variant = (
            None if mistake.fits and self._satisfies(mistake.fits) else self._explained(mistake)
        )
        told = (variant or mistake).look_at
        told = told if isinstance(told, str) else self._ask(told)
        if self.answer is not None and not source.loops(self.answer):
            told = without_loops(told)
        return not_yet(told, mistake.name, headed=True, guessed=True)

    def _explained(self, mistake):
        """The first of the mistake and its variants that gives what came at all probes, inputs changed too.

        That is something with a `look_at`, the mistake itself for a variant without one; None if there
        is none.
        """
        rtol = self.exercise.rtol if mistake.rtol is None else mistake.rtol
        for made in (mistake, *mistake.also):
            told = hasattr(made, "look_at")
            if self._agrees(made.wrong if told else made, rtol):
                return made if told else mistake
        return None

    def _agrees(self, function, rtol, right=False):
        """Whether this function gives what came, at all probes, and changes inputs where the answer did.

        Where no value that isn't right tells more, the messages of Python's and NumPy's own exceptions
        count as well: one type has many reasons. Beside right values their beginnings do. An exercise's
        own kind is raised for one reason only. What is `right` may be next to 0 everywhere; a mistake
        isn't named for that.
        """
        count = None if all(self.raised) else 20
        near = []
        for place, came in enumerate(self.cames):
            made = self.exercise.made(function, place)
            if (
                self.only_raised
                and self.raised[place]
                and not says_the_same(came.value, made.value, count)
            ):
                return False
            if bool(made.which) != bool(came.which):
                return False
            if not same(came.value, made.value, rtol, self.exercise.atol):
                return False
            near.append(_by_tolerance(came.value, made.value))
        return right or not all(near) or not near

    def _satisfies(self, test):
        """Whether `test` says yes to the value, or to the values at all probes; no if it is None."""
        if test is None:
            return False
        try:
            with np.errstate(all="ignore"):
                return bool(self._ask(test))
        except Exception:
            return False

    def _ask(self, made):
        """What a function of the value gives, or of the values at all probes, or of values and probes."""
        if self.probes is None:
            return made(self.values[0])
        wanted = len(inspect.signature(made).parameters)
        return made(self.values) if wanted == 1 else made(self.values, self.probes)

    def _fine(self):
        """At each probe, whether the value is right."""
        exercise = self.exercise
        return [
            same(value, right.value, exercise.rtol, exercise.atol)
            for value, right in zip(
                self.values, self.rights, strict=False
            )  # it may have been stopped
        ]

    def _usual(self):
        """The Result for what is often wrong anywhere, or None."""
        if self.exercise.accepts is not None:
            return None
        rights = [right.value for right in self.rights]
        found = usual(self.values, rights, self.probes, self.names)
        if found is None:
            return None
        told = found[1]
        if self.answer is not None and not source.loops(self.answer):
            told = without_loops(told)
        return not_yet(told, found[0], headed=True)

    def _unused(self):
        """The Result that names an input which is needed and has no part in the answer; or None."""
        if self.probes is None:
            return None
        told = unused_said(self.names, self.exercise.right, self.answer)
        return not_yet(told, "an input not used", headed=True) if told else None

    def _pointed(self):
        """The Result that points to one input and one entry, for a wrong answer without a name."""
        rights = [right.value for right in self.rights]
        return not_yet(pointed(self.exercise, self.probes, self.values, rights))
