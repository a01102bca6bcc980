"""What an exercise forbids, and how the check looks: at the names in the code and at the calls made."""

import copy
import types
from collections.abc import Callable
from dataclasses import dataclass

from lib.practice.engine import source


@dataclass(frozen=True)
class Forbidden:
    """A way that the exercise excludes, looked for when the values are right.

    name     what it is called when it is met
    look_at  the sentence that is told
    names    names that the code must not use: "gradient" also finds `np.gradient` and an alias of it
    calls    calls(log, *inputs) -> bool: whether the calls made with one probe break the rule. log maps
             an input's name to the argument tuples with which the answer called it: log["f"][0][0]
    without  names of which the code must use at least one
    seen     seen(answer, *inputs) -> bool: calls the answer once more, and says whether it breaks the rule
    sight    sight(answer) -> bool: calls it with inputs of its own
    """

    name: str
    look_at: str
    names: tuple = ()
    calls: Callable | None = None
    without: tuple = ()
    seen: Callable | None = None
    sight: Callable | None = None


def _is_own(thing, answer):
    """Whether it is a function of the reader's own, which may be called as he likes."""
    if not isinstance(thing, types.FunctionType):
        return False
    return thing.__globals__ is getattr(answer, "__globals__", None) and not _is_given(thing)


def _is_given(thing):
    """Whether it comes out of a library, not out of the notebook."""
    return (getattr(thing, "__module__", None) or "").split(".")[0] not in (
        "__main__",
        "builtins",
        "",
    )


def broken(forbids, answer, cames, probes, names):
    """The first Forbidden that the answer breaks, or None."""
    used, things = source.uses(answer)
    own = {name for name, thing in things.items() if _is_own(thing, answer)}
    given = [answer, *(thing for name, thing in things.items() if name not in own)]
    aliases = {getattr(t, "__name__", None) for t in given if callable(t) and _is_given(t)}
    for rule in forbids:
        if any(name in used - own or name in aliases for name in rule.names):
            return rule
        if rule.without and source.code_of(answer) and not (used | aliases) & set(rule.without):
            return rule
        if rule.sight and rule.sight(answer):
            return rule
        if rule.seen and any(rule.seen(answer, *copy.deepcopy(probe)) for probe in probes):
            return rule
        if rule.calls is None:
            continue
        for came, probe in zip(cames, probes, strict=True):
            log = {names[place]: calls for place, calls in came.calls.items()}
            if rule.calls(log, *probe):
                return rule
    return None
