"""Practice: exercises that name the mistake, and questions to predict, one module a notebook.

Imports every room below but explore; `engine` has what checks, asks and remembers. Gives out
`exercises()` and `predictions()`; a notebook takes its module: `from lib.practice import slope as ex`.
"""

import importlib
import pkgutil


def _modules():
    names = {module.name for module in pkgutil.iter_modules(__path__)} - {"engine", "__main__"}
    return [importlib.import_module(f"{__name__}.{name}") for name in sorted(names)]


def _all(kind):
    return {
        value.key: value
        for module in _modules()
        for value in vars(module).values()
        if isinstance(value, kind)
    }


def exercises():
    """All exercises of the course: a dict from key, such as "slope.between", to Exercise."""
    from lib.practice.engine.checking import Exercise

    return _all(Exercise)


def predictions():
    """All predictions of the course: a dict from key to Prediction."""
    from lib.practice.engine.predict import Prediction

    return _all(Prediction)
