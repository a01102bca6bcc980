"""Practice: exercises that name the mistake, and questions to predict. One module a notebook."""

import importlib
import pkgutil

ENGINE = {"checking", "course", "diagnostic", "predict", "progress"}


def _modules():
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return [importlib.import_module(f"{__name__}.{name}") for name in names if name not in ENGINE]


def _all(kind):
    return {
        value.key: value
        for module in _modules()
        for value in vars(module).values()
        if isinstance(value, kind)
    }


def exercises():
    """All exercises of the course: a dict from key, such as "slope.between", to Exercise."""
    from lib.practice.checking import Exercise

    return _all(Exercise)


def predictions():
    """All predictions of the course: a dict from key to Prediction."""
    from lib.practice.predict import Prediction

    return _all(Prediction)
