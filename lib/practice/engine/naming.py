"""Finding an exercise by the name of the function in its stub, too: `ex.deriv` is `ex.central`."""

import difflib

from lib.practice.engine.checking import Exercise


def by_stub_name(module):
    """A `__getattr__` for a module of exercises, given its `globals()`.

    It answers with the exercise whose stub bears the name that was asked for. For others it raises
    AttributeError, which lists the exercises, or the one that is nearly called so.
    """

    def __getattr__(name):
        if name.startswith("_"):
            raise AttributeError(name)
        known = {k: v for k, v in module.items() if isinstance(v, Exercise)}
        for exercise in known.values():
            if exercise.name_in_stub() == name:
                return exercise
        near = difflib.get_close_matches(name, known, 1)
        told = f"Did you mean `ex.{near[0]}`?" if near else f"The exercises are {', '.join(known)}."
        raise AttributeError(f"there is no exercise `{name}` in this notebook. {told}")

    return __getattr__
