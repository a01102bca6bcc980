"""Formula: functions that know their formula, read from text without running any of it.

Imports calculus; SymPy is loaded when an exact derivative is first asked for. Gives out `function`,
which takes a formula or a Python callable, and the error it raises.
"""

from lib import face

__getattr__, __dir__ = face(
    __name__,
    {"functions": "Function function gallery GALLERY", "refusals": "FunctionError"},
)
