"""What more than one figure offers to choose from: functions, by the name shown, and views."""

from lib.stage.controls import FunctionChooser, slider

CURVES = {
    "x³ − 3x": "x³ − 3x",
    "x²": "x²",
    "x³": "x³",
    "x⁴ − 2x²": "x⁴ − 2x²",
    "sin(2x)": "sin(2x)",
    "x·e^(−x²)": "x·e^(−x²)",
    "|x|": "|x|",
    "x·|x|": "x·|x|",
    "ReLU": "max(0, x)",
    "softplus": "softplus(x)",
}

SMOOTH = {  # of two inputs, with a tangent plane everywhere
    "2x²y³": "2x^2 y^3",
    "x² + y²": "x^2 + y^2",
    "x² − y²": "x^2 - y^2",
    "sin(2x)·cos(y)": "sin(2x) cos(y)",
    "a hill and a hollow": "2e^(-(x-0.8)^2 - y^2) - e^(-(x+1)^2 - (y-0.8)^2)",
}
ROUGH = {  # of two inputs, with places where there is no tangent plane
    "√|xy|": "sqrt(|x*y|)",
    "x²y/(x² + y²), 0 at 0": "x^2 y/(x^2 + y^2) if x != 0 else 0",
    "xy/(x² + y²), 0 at 0": "x*y/(x^2 + y^2) if x != 0 else 0",
    "|x| + |y|": "|x| + |y|",
}
SURFACES = SMOOTH | ROUGH  # as a picture in space shows them best
MAPS = {name: SMOOTH[name] for name in [*list(SMOOTH)[1:], "2x²y³"]} | ROUGH  # and a map
LO, HI = -1.5, 1.5  # where the inputs of these are moved
MAP = -2.0, 2.0  # a map reaches further than its sliders, so that arrows have room


def of_two_inputs(f, choices, label="f(x, y), function", example="x^2 + 3x*y, sin(x) y"):
    """The FunctionChooser of a figure with a function of x and y."""
    return FunctionChooser(label, f, choices, variables=("x", "y"), example=example)


def of_two_weights(loss, choices):
    """The FunctionChooser of a figure with a loss of w1 and w2."""
    return FunctionChooser(
        "L, loss", loss, choices, variables=("w1", "w2"), example="w1^2 + (w2 - 1)^2"
    )


def views(turn, tilt):
    """Sliders that turn the view: everything is drawn anew, once, on release."""
    return {
        "turn": slider("turn of the view, in °", -150, 150, turn, 5, live=False),
        "tilt": slider("tilt of the view, in °", 10, 70, tilt, 5, live=False),
    }
