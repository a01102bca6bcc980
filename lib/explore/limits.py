"""Live figures of notebook 02: secants that approach a tangent, and secants to both sides."""

import functools

import numpy as np

from lib import drawing
from lib.calculus.schemes import SCHEMES
from lib.drawing.secants import move_secant, secant_line
from lib.formula.tangents import tangent_at
from lib.stage.controls import DOWN, FunctionChooser, choice, log_slider, slider
from lib.stage.stage import Stage
from lib.stage.words import plain, signed

SMOOTH = ["x²", "x³", "sin x", "e^x", "√x", "|x|"]
SIDED = ["|x|", "ReLU", "∛x", "step", "x·|x|", "x·sin(1/x)", "x²·sin(1/x)", "x²"]


def secant_to_tangent(f="x²", *, x=1.0, h=1.0, scheme="forward", lo=-3.0, hi=3.0) -> Stage:
    """Secants that approach the tangent as their step shrinks: forward, backward or central.

    f is a name from the list, a formula, or a function of one number; lo and hi bound the curve.
    """
    stage = Stage(figsize=(6.4, 4.4), title="secant_to_tangent")

    def scene(f, scheme):
        ax = stage.figure.subplots()
        drawing.curve(ax, f, lo, hi, margin=0.1)
        ax.set(xlabel="x", ylabel="f(x)")
        texts = drawing.title_row(ax, f"f(x) = {f.label}", scheme, "tangent", "error")
        (tangent,) = ax.plot([], [], **drawing.role("tangent").line(linewidth=1.6))
        secant = secant_line(ax, scheme)
        (place,) = ax.plot([], [], **drawing.role("function").point(markersize=7, zorder=7))
        stage.moving(tangent, secant, place, *texts)
        quotient, _, reach = SCHEMES[scheme]
        exact = functools.cache(lambda x: tangent_at(f, x))

        def update(x, h):
            x = round(x, 12)
            slope, why = exact(x)
            ends = x + h * np.array(reach)
            heights = f(ends)
            found = quotient(f, x, h)
            digits = int(np.clip(2 - np.floor(np.log10(h)), 2, 6))
            drawing.line_through(tangent, ax, x, f(x), slope)
            move_secant(secant, ax, ends, heights, found)
            place.set_data([x], [f(x)])
            error = found - slope
            told = f"secant {signed(found, digits)}" if np.isfinite(found) else "no secant"
            texts[0].set_text(f"– – {told}")
            texts[1].set_text(
                f"— tangent {signed(slope, digits)}" if np.isfinite(slope) else "no tangent here"
            )
            texts[2].set_text(f"error {plain(error, 3)}" if np.isfinite(error) else "")
            start = f"At x = {signed(x)} with h = {plain(h, 2)} the {scheme} secant has "
            if not np.isfinite(found):
                return f"{start}no slope: f(x) = {f.label} has no value at one of its ends."
            start += f"slope {signed(found, digits)}"
            if why:
                return f"{start}, and there is no tangent here: {why}."
            return (
                f"{start}, the tangent {signed(slope, digits)}: the secant is off by "
                f"{plain(error, 3)}."
            )

        return update

    return stage.live(
        scene,
        x=slider("x, place", lo + 1, hi - 1, x, 0.05),
        h=log_slider("h, step", -4, 0, h, play=DOWN),
        scheme=choice("secant", list(SCHEMES), scheme),
        f=FunctionChooser("f(x), curve", f, SMOOTH),
    )


def one_sided(f="|x|", *, x=0.0, h=0.5, lo=-2.0, hi=2.0) -> Stage:
    """The secants to the left and to the right of a place, the central one, and the verdict.

    f is a name from the list, a formula, or a function of one number. The tangent is drawn only
    where both sides settle on one slope.
    """
    stage = Stage(figsize=(6.4, 4.2), title="one_sided")

    def scene(f):
        ax = stage.figure.subplots()
        drawing.curve(ax, f, lo - 1, hi + 1, margin=0.12)
        ax.set(xlabel="x", ylabel="f(x)")
        texts = drawing.title_row(ax, f"f(x) = {f.label}", "backward", "forward", "central")
        (tangent,) = ax.plot([], [], **drawing.role("tangent").line(linewidth=5, alpha=0.4))
        once = {"markevery": [1], "zorder": 6}
        looks = (
            ("backward", once),
            ("forward", once),
            ("central", {"marker": "", "linewidth": 1.3}),
        )
        lines = [
            ax.plot([], [], **{**drawing.role(name).point(), **drawing.role(name).line(**more)})[0]
            for name, more in looks
        ]
        (place,) = ax.plot([], [], **drawing.role("function").point(markersize=7, zorder=7))
        verdict = ax.text(
            1, 1.12, "", transform=ax.transAxes, ha="right", color=drawing.role("tangent").color
        )
        stage.moving(tangent, *lines, place, verdict, *texts)
        exact = functools.cache(lambda x: tangent_at(f, x))

        def update(x, h):
            x = round(x, 12)
            slope, why = exact(x)
            at = x + h * np.array([-1, 0, 1])
            y = f(at)
            left, right = (y[1] - y[0]) / h, (y[2] - y[1]) / h
            central = (y[2] - y[0]) / (2 * h)
            bottom, top = ax.get_xlim()
            for k, far, m in ((0, bottom, left), (2, top, right)):
                heights = [y[1], y[k], y[1] + m * (far - x)]
                lines[k // 2].set_data(*([x, at[k], far], heights) if np.isfinite(m) else ([], []))
            drawing.line_through(lines[2], ax, at[0], y[0], central)
            drawing.line_through(tangent, ax, x, y[1], slope)
            place.set_data([x], [y[1]])
            words = [plain(m) if np.isfinite(m) else "none" for m in (left, right, central)]
            for text, sign, name, word in zip(
                texts, ("– ·", "– –", "—"), ("left", "right", "central"), words, strict=True
            ):
                text.set_text(f"{sign} {name} {word}")
            verdict.set_text(
                f"tangent, slope {plain(slope)}" if np.isfinite(slope) else "no tangent here"
            )
            start = (
                f"At x = {signed(x)} with h = {plain(h, 2)} the secant to the left has slope "
                f"{words[0]}, to the right {words[1]}, the central one {words[2]}."
            )
            if why:
                return f"{start} There is no tangent here: {why}."
            return f"{start} The tangent has slope {plain(slope)}."

        return update

    return stage.live(
        scene,
        x=slider("x, place", lo, hi, x, 0.05),
        h=log_slider("h, step", -6, 0, h, play=DOWN),
        f=FunctionChooser("f(x), curve", f, SIDED),
    )
