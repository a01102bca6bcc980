"""The surfaces of notebook 05, with their gradients by SymPy."""

import numpy as np
import sympy

from lib.formula.functions import function
from lib.stage.choices import ROUGH, SMOOTH

x, y, z = sympy.symbols("x y z", real=True)
EXACT = {
    "2x²y³": 2 * x**2 * y**3,
    "x² + y²": x**2 + y**2,
    "x² − y²": x**2 - y**2,
    "sin(2x)·cos(y)": sympy.sin(2 * x) * sympy.cos(y),
    "a hill and a hollow": 2 * sympy.exp(-((x - sympy.Rational(4, 5)) ** 2) - y**2)
    - sympy.exp(-((x + 1) ** 2) - (y - sympy.Rational(4, 5)) ** 2),
}
POINTS = [(1.0, 0.5), (-0.7, 1.3), (0.35, -1.1), (-1.2, -0.4)]


def named(name):
    return function((SMOOTH | ROUGH)[name], variables=("x", "y"))


def exact_gradient(name):
    slopes = [sympy.diff(EXACT[name], v) for v in (x, y)]
    return lambda a, b: np.array([float(s.subs({x: a, y: b})) for s in slopes])
