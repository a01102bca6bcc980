"""Calculus: secants, tangents, gradients and Jacobians of Python functions, with NumPy only.

Imports no other room. Gives out the differences, `derivative`, and the gradients.
"""

from lib import face

__getattr__, __dir__ = face(
    __name__,
    {
        "differences": "slope_between forward_difference backward_difference central_difference best_step",
        "tangent": "derivative",
        "gradients": "gradient directional_derivative jacobian jvp vjp",
    },
)
