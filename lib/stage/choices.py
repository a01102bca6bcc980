"""Functions to choose from that more than one figure offers: from the name shown to the formula."""

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
