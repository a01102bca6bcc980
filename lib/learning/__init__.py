"""Learning: descent, activations, losses, networks, and the engine that finds their gradients.

Imports formula, calculus and data; NumPy only. Gives out what the notebooks use; the engine's own
`sigmoid` and `relu`, for nodes, stay in `lib.learning.autodiff`.
"""

from lib import face

__getattr__, __dir__ = face(
    __name__,
    {
        "activations": "sigmoid relu sigmoid_slope relu_slope ACTIVATIONS",
        "autodiff": "Value topological",
        "curvature": "flattened hessian momentum_roots",
        "descent": "gradient_descent sgd",
        "flock": "penguin_data",
        "losses": "softmax",
        "network": "forward gradient_check initialise loss_and_gradients scaling split standardise train",
    },
)
