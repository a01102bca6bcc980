"""What an exercise forbids, and how the check looks: at the names in the code and at the calls made."""

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
    """

    name: str
    look_at: str
    names: tuple = ()
    calls: Callable | None = None


def broken(forbids, answer, cames, probes, names):
    """The first Forbidden that the answer breaks, or None."""
    used, things = source.uses(answer)
    aliases = {getattr(thing, "__name__", None) for thing in things.values() if callable(thing)}
    for rule in forbids:
        if any(name in used or name in aliases for name in rule.names):
            return rule
        if rule.calls is None:
            continue
        for came, probe in zip(cames, probes, strict=True):
            log = {names[place]: calls for place, calls in came.calls.items()}
            if rule.calls(log, *probe):
                return rule
    return None
