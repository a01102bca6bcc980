"""What learners write in notebook 00."""

ANSWERS = {
    "average": {
        "right": [
            "return (a + b) / 2",
            "return 0.5 * (a + b)",
            "return a / 2 + b / 2",
            "return a + (b - a) / 2",
            "return np.mean([a, b])",
            "return sum([a, b]) / 2",
            "total = a + b\nreturn total / 2",
        ],
        "wrong": [
            ("return a + b / 2", "only one of the two halved"),
            ("return a + b", "the sum"),
            ("return (a - b) / 2", "half the difference"),
            ("return a * b / 2", "multiplied in place of added"),
            ("return (a + b) // 2", "rounded down"),
            ("return np.mean(a, b)", "the second number taken for an axis"),
            ("return sum(a, b) / 2", "a number taken for a list"),
            ("return (a + b) * 2", "the sum doubled"),
            ("return a / 2 + b", "only one of the two halved"),
            ("return max(a, b)", "one of the two numbers"),
            ("return (a + b) / 3", "divided by another number than 2"),
            ("return 0 if a == b else (a + b) / 2", "equal numbers taken for a case of their own"),
            ("return (a, b)", None),
            ("(a + b) / 2", "nothing returned"),
            ("print((a + b) / 2)", "printed, not returned"),
        ],
    },
}
