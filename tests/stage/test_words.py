"""Numbers as sentences say them."""

import math

import pytest

from lib.formula.functions import function
from lib.stage.words import (
    agreed,
    cell,
    change,
    counted,
    cut,
    in_brackets,
    indexed,
    listed,
    partial_said,
    plain,
    rate,
    remaining,
    scientific,
    seen,
    short,
    signed,
    title_of,
    whole,
)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-0.001, "0.00"),
        (-1.5, "−1.50"),
        (0.0, "0.00"),
        (2.345, "2.35"),
        (-99999.0, "−99999.00"),
        (-1.234e7, "−1.23·10⁷"),
    ],
)
def test_so_many_decimals(value, said):
    assert signed(value) == said


def test_so_many_digits():
    assert scientific(4.31e-7) == "4.3·10⁻⁷" and scientific(-1e-4) == "−10⁻⁴"
    assert plain(0.0) == "0" and plain(200.0, 1) == "200" and plain(-0.5) == "−0.5"
    assert plain(123456.0) == "1.235·10⁵" and plain(6.0001, 5) == "6.0001"
    assert plain(99.96, 2) == "100"


def test_few_characters():
    assert [short(v) for v in (0.0, -0.2214, 1234.5, 3.2e-7, -1.5e6, math.nan, 1e-15)] == [
        "0", "−0.221", "1234", "3.2·10⁻⁷", "−1.5·10⁶", "none", "0",
    ]  # fmt: skip
    assert short(0.005, smallest=1e-2) == "5.0·10⁻³" and short(1e-15, least=0.0) == "1.0·10⁻¹⁵"


def test_what_is_left_has_no_least():
    assert [remaining(size) for size in (3.6e-58, 0.0, 0.223, 0.0099, 1e5)] == [
        "3.6·10⁻⁵⁸", "0", "0.223", "9.9·10⁻³", "1.0·10⁵",
    ]  # fmt: skip


def test_the_first_places_and_how_many_more():
    places = [f"at x = {k}" for k in range(5)]
    assert listed(places[:1]) == "at x = 0" and listed(places[:2]) == "at x = 0 and at x = 1"
    assert listed(places[:4]).endswith("at x = 2 and in 1 more place")
    assert listed(places).endswith("at x = 2 and in 2 more places")


def test_rates_and_changes():
    assert rate(0.30000000000000004) == "0.3" and rate(1e-5) == "10⁻⁵"
    assert change(-0.0123) == "−0.012" and change(0.1) == "0.10"


def test_counts():
    assert whole(1) == "1" and whole(9_999_999) == "9,999,999" and whole(10**7) == "1.0 × 10⁷"
    assert [counted(n, "step") for n in (0, 1, 2)] == ["0 steps", "1 step", "2 steps"]


def test_numbers_in_cells():
    assert [cell(v, 2) for v in (0, -0.001, -0.5, 2 / 3, math.nan)] == [
        "0", "0.00", "−0.50", "0.67", "–",
    ]  # fmt: skip


def test_several_numbers():
    assert in_brackets((1, -2.0)) == "(1.00, −2.00)"
    assert agreed([1e-9, -1e-9]) == "0.000" and agreed([0.1, 0.2], 1) == "(0.1, 0.2)"


def test_labels():
    assert cut("x" * 24) == "x" * 24 and cut("x" * 25) == "x" * 23 + "…"
    assert indexed("w1² + w2") == "w₁² + w₂"
    assert title_of(function("x + y", ("x", "y"))) == "f(x, y) = x + y"
    long = function("+".join(["x*y"] * 20), ("x", "y"))
    assert title_of(long) == "f(x, y)"


def test_a_partial_that_is_missing():
    assert partial_said(-0.5) == "−0.50" and partial_said(math.nan) == "none here"


def test_no_number_is_not_said_to_be_0():
    for say in (signed, plain, scientific):
        assert [say(v) for v in (math.inf, -math.inf, math.nan)] == ["∞", "−∞", "none"]
    assert seen(-0.0012) == "−0.0012" and seen(0.0) == "0.00" and seen(1.234) == "1.23"
