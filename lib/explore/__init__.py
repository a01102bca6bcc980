"""Explore: live figures, one module a topic. Each is a function that returns a Stage.

Imports every room below, and no figure imports another. Gives out `figures()`, all of them; a
notebook takes one from its module: `from lib.explore.slope import two_points`.
"""

import importlib
import inspect
import pkgutil


def figures():
    """All live figures of the course: a dict from name, such as "slope.nudge", to the function.

    A live figure is a public function of a module here whose annotation says that it returns a
    Stage.
    """
    from lib.stage import Stage

    found = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        module = importlib.import_module(f"{__name__}.{name}")
        for public, value in vars(module).items():
            if public.startswith("_") or not inspect.isfunction(value):
                continue
            if value.__module__ == module.__name__ and value.__annotations__.get("return") is Stage:
                found[f"{name}.{public}"] = value
    return found
