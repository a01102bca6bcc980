"""The words of a formula, and what to write for the words of other books and languages."""

CONSTANTS = ("e", "pi")
FUNCTIONS = (
    "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "log2",
    "log10", "sqrt", "cbrt", "abs", "sign", "step", "floor", "ceil", "relu", "sigmoid",
    "softplus", "max", "min",
)  # fmt: skip
ALIASES = {
    "ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "heaviside": "step",
    "ReLU": "relu", "σ": "sigmoid", "√": "sqrt", "∛": "cbrt", "π": "pi",
}  # fmt: skip
KEYWORDS = ("if", "else", "and", "or", "not")

_INSTEAD = {  # {x} is where the argument goes
    "lg": "log10({x}), or log2({x})",
    "lb ld log_2 logtwo": "log2({x})",
    "log_10 logten": "log10({x})",
    "log_e loge logn nlog logarithm": "ln({x})",
    "log1p": "ln(1 + {x})",
    "expm1": "e^{x} - 1",
    "exp2": "2^{x}",
    "exp10": "10^{x}",
    "sine sinus sen": "sin({x})",
    "cosine cosinus": "cos({x})",
    "tg tangent tangens": "tan({x})",
    "cot ctg cotan cotg cotangent": "1/tan({x})",
    "sec secant": "1/cos({x})",
    "csc cosec cosecant": "1/sin({x})",
    "arcsine": "asin({x})",
    "arccosine": "acos({x})",
    "arctg atg arctangent": "atan({x})",
    "acot arccot arcctg actg": "pi/2 - atan({x})",
    "asec arcsec": "acos(1/{x})",
    "acsc arccsc arccosec": "asin(1/{x})",
    "sh": "sinh({x})",
    "ch": "cosh({x})",
    "th": "tanh({x})",
    "coth cth": "1/tanh({x})",
    "sech": "1/cosh({x})",
    "csch cosech": "1/sinh({x})",
    "asinh arsinh arcsinh arsh": "ln({x} + sqrt({x}^2 + 1))",
    "acosh arcosh arccosh arch": "ln({x} + sqrt({x}^2 - 1))",
    "atanh artanh arctanh arth": "ln((1 + {x})/(1 - {x}))/2",
    "root squareroot radical": "sqrt({x})",
    "cuberoot": "cbrt({x})",
    "sqr": "{x}^2, or sqrt({x})",
    "square": "{x}^2",
    "cube": "{x}^3",
    "pow power": "a power as {x}^2",
    "absolute fabs": "abs({x})",
    "sgn signum": "sign({x})",
    "int trunc fix integer": "floor({x}) if {x} > 0 else ceil({x})",
    "ceiling": "ceil({x})",
    "round rint": "floor({x} + 0.5)",
    "frac": "{x} - floor({x})",
    "mod fmod modulo": "x mod 2 as {x} - 2*floor({x}/2)",
    "maximum": "max(0, {x})",
    "minimum": "min(0, {x})",
    "clip clamp": "min(max({x}, 0), 1)",
    "logistic expit sigm": "sigmoid({x})",
    "rectifier ramp": "relu({x})",
    "leakyrelu leaky_relu lrelu": "max(0.1*{x}, {x})",
    "swish silu": "{x}*sigmoid({x})",
    "elu": "{x} if {x} > 0 else e^{x} - 1",
    "softsign": "{x}/(1 + abs({x}))",
    "mish": "{x}*tanh(softplus({x}))",
    "relu6": "min(max({x}, 0), 6)",
    "sinc": "sin({x})/{x} if {x} != 0 else 1",
}
FOREIGN = {word: instead for words, instead in _INSTEAD.items() for word in words.split()}
NOWHERE = {  # what has no place in a formula, and why
    "inf": "no infinity here: write a number, such as 1000",
    "nan": "nan is no number: write one",
    "E": "Euler's number is written e",
    "i": "i is no real number, and functions are real here",
    "j": "j is no real number, and functions are real here",
    "diff": "write the function itself; its derivative is found from it",
    "derivative": "write the function itself; its derivative is found from it",
    "true": "write a number, 1",
    "false": "write a number, 0",
}
NOWHERE |= dict.fromkeys(("infinity", "infty", "oo"), NOWHERE["inf"])
NOWHERE |= dict.fromkeys(
    ("erf", "gamma", "factorial", "fact", "gelu", "atan2", "hypot", "gcd", "sum", "prod", "lim"),
    "no such function here; a Python function of your own may use it",
)
