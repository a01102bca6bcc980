"""What is printed goes into any file, whatever letters that file knows."""

from pathlib import Path

import pytest

from lib.formula.typewriter import typed

LIB = Path(__file__).resolve().parents[2] / "lib"


@pytest.mark.parametrize(
    "text, due",
    [
        ("plain - text", "plain - text"),
        ("At x₁ = −2.00", "At x1 = -2.00"),
        ("4.3·10⁻⁷", "4.3*10^-7"),
        ("x²³ − y", "x^23 - y"),
        ("f′(x) ≤ ½, f″", "f'(x) <= 1/2, f''"),
        ("σ, Σ, ε, Δx", "sigma, Sigma, eps, Deltax"),
        ("ŷ and é, ŷ", "y and e, y"),
        ("Jᵀu, ∂L/∂w, ‖v‖", "J^Tu, dL/dw, ||v||"),
        ("✓ Right …", "(ok) Right ..."),
        ("日本", "??"),
    ],
)
def test_letters_become_what_a_typewriter_has(text, due):
    assert typed(text) == due


def test_every_sign_that_the_library_uses_has_a_likeness():
    used = {letter for path in LIB.rglob("*.py") for letter in path.read_text(encoding="utf-8")}
    assert not {letter for letter in used if typed(letter) == "?"} - set("?�")
    assert "".join(map(typed, used)).isascii()
