"""The figures of notebook 01 as one writes them with matplotlib alone, for `interact` and for ipympl.

Settings and styles are matplotlib's own, so they cost no more than they would in anybody's notebook.
"""

import matplotlib.pyplot as plt
import numpy as np

BLUE, ORANGE, PURPLE, GREEN = "#0063a6", "#b34700", "#8f2d70", "#00694e"


def f(x):
    """The function that `two_points` and `nudge` start with."""
    return 2 * x**2


def loss(w1, w2):
    """The loss that `guess_or_follow` starts with."""
    return ((w1 + 2 * w2 - 1) ** 2 + (2 * w1 + w2 - 3) ** 2 + (w1 - w2 - 1) ** 2) / 3


def two_points_axes():
    """A figure with the curve, and its Axes."""
    figure, ax = plt.subplots(figsize=(6.4, 4))
    x = np.linspace(-3, 3, 401)
    ax.plot(x, f(x), color="black")
    ax.set(xlim=(-3, 3), ylim=(-2.5, 20.5), xlabel="x", ylabel="f(x)", title="f(x) = 2x²")
    ax.grid(True)
    return figure, ax


def two_points_places(x1, x2):
    """What moves: (secant, points, run, rise) as pairs of x and y, and the sentence."""
    y1, y2 = f(x1), f(x2)
    slope = (y2 - y1) / (x2 - x1) if abs(x2 - x1) > 1e-12 else np.nan
    ends = np.array([-3, 3])
    return (
        (ends, y1 + slope * (ends - x1)),
        ([x1, x2], [y1, y2]),
        ([x1, x2], [y1, y1]),
        ([x2, x2], [y1, y2]),
        f"Between x₁ = {x1:.2f} and x₂ = {x2:.2f} the slope is {y2 - y1:.2f} / {x2 - x1:.2f} "
        f"= {slope:.2f}.",
    )


def two_points(x1=0.0, x2=1.0):
    """For `interact`: the whole figure drawn anew."""
    _, ax = two_points_axes()
    secant, points, run, rise, sentence = two_points_places(x1, x2)
    ax.plot(*secant, "--", color=ORANGE)
    ax.plot(*points, "o", color=ORANGE)
    ax.plot(*run, ":", color=BLUE)
    ax.plot(*rise, "-.", color=PURPLE)
    ax.text((x1 + x2) / 2, f(x1) - 0.5, f"Δx = {x2 - x1:.2f}", color=BLUE, ha="center", va="top")
    ax.text(x2 + 0.1, (f(x1) + f(x2)) / 2, f"Δy = {f(x2) - f(x1):.2f}", color=PURPLE)
    plt.show()
    print(sentence)


def two_points_kept(x1, x2):
    """For ipympl: the figure drawn once. Returns a function of x1 and x2 that moves its artists."""
    figure, ax = two_points_axes()
    (secant,) = ax.plot([], [], "--", color=ORANGE)
    (points,) = ax.plot([], [], "o", color=ORANGE)
    (run,) = ax.plot([], [], ":", color=BLUE)
    (rise,) = ax.plot([], [], "-.", color=PURPLE)
    below = ax.text(0, 0, "", color=BLUE, ha="center", va="top")
    beside = ax.text(0, 0, "", color=PURPLE)

    def move(x1, x2):
        *places, sentence = two_points_places(x1, x2)
        for line, place in zip((secant, points, run, rise), places, strict=True):
            line.set_data(*place)
        below.set(position=((x1 + x2) / 2, f(x1) - 0.5), text=f"Δx = {x2 - x1:.2f}")
        beside.set(position=(x2 + 0.1, (f(x1) + f(x2)) / 2), text=f"Δy = {f(x2) - f(x1):.2f}")
        figure.canvas.draw_idle()
        return sentence

    move(x1, x2)
    return move


def two_points_in_canvas(x1, x2):
    """For anyplotlib, which draws in the browser: the figure, and a function that moves its lines."""
    import anyplotlib

    figure, ax = anyplotlib.subplots(figsize=(640, 400))
    x = np.linspace(-3, 3, 401)
    plot = ax.plot(f(x), axes=[x], color="black")
    plot.set_ylim(-2.5, 20.5)
    nowhere = np.array([0.0, 1.0])
    secant, points, run, rise = (
        plot.add_line(nowhere, nowhere, color=color, linestyle=style, marker=marker)
        for color, style, marker in (
            *((ORANGE, "dashed", "none"), (ORANGE, "none", "o")),
            *((BLUE, "dotted", "none"), (PURPLE, "dashdot", "none")),
        )
    )

    def move(x1, x2):
        *places, sentence = two_points_places(x1, x2)
        for line, (across, up) in zip((secant, points, run, rise), places, strict=True):
            line.set_data(np.asarray(up, dtype=float), np.asarray(across, dtype=float))
        return sentence

    move(x1, x2)
    return figure, move


def nudge(x=1.0, h=0.5):
    """For `interact`: two number lines, a machine between them, an arrow on each."""
    low, high = -3.3, 12.3
    y, moved = f(x), f(x + h)
    figure, ax = plt.subplots(figsize=(6.4, 3.4))
    ax.set(xlim=(low, high), ylim=(-1.05, 3.05))
    ax.axis("off")
    for height, color, name in ((0, BLUE, "input x"), (2, ORANGE, "output f(x)")):
        ticks = np.arange(-2, 13, 2)
        ax.plot([low + 0.3, high - 0.3], [height, height], color=color)
        ax.plot(ticks, np.full(ticks.shape, height), "|", color=color)
        for tick in ticks:
            ax.text(tick, height - 0.35, f"{tick}", ha="center")
        ax.text(low + 0.3, height + 0.25, name, color=color)
    ax.add_patch(plt.Rectangle((low, 0.75), high - low, 0.6, facecolor="#eef1f4"))
    ax.text(low + 0.3, 1.05, "machine f: x → 2x²", va="center")
    for start, end in ((x, y), (x + h, moved)):
        ax.plot([start, start, end, end], [0, 0.75, 1.35, 2], color="gray")
    ax.plot([x, x + h], [0, 0], "o", color=BLUE)
    ax.plot([y, moved], [2, 2], "D", color=ORANGE)
    for (start, end), height, color in (((x, x + h), 0, BLUE), ((y, moved), 2, ORANGE)):
        ax.annotate(
            "", (end, height), (start, height), arrowprops={"arrowstyle": "-|>", "color": color}
        )
    ax.text(x + h / 2, -0.7, f"nudge h = {h:.2f}", color=BLUE, ha="center", va="top")
    ax.text((y + moved) / 2, 2.5, f"moves by {moved - y:.2f}", color=ORANGE, ha="center")
    plt.show()
    times = (moved - y) / h if abs(h) > 1e-12 else np.nan
    print(f"At x = {x:.2f} a nudge of h = {h:.2f} moves the output by {moved - y:.2f}: {times:.2f}")


def guess_or_follow(looks=30, seed=1):
    """For `interact`: contours of the loss, random guesses, and the path downhill."""
    figure, ax = plt.subplots(figsize=(6.4, 4.6))
    side = np.linspace(-3, 3, 81)
    heights = loss(*np.meshgrid(side, side))
    levels = heights.min() + np.quantile(heights, 0.95) * np.linspace(0.01, 1, 9) ** 2
    lines = ax.contour(side, side, heights, levels=levels, colors="gray", linewidths=0.9)
    ax.clabel(lines, lines.levels[2::2], fmt="%.3g")
    ax.set(xlabel="w₁, first weight", ylabel="w₂, second weight", aspect="equal")
    ax.set_title("loss for every pair of weights")
    tried = np.random.default_rng(seed).uniform(-3, 3, size=(looks, 2))
    losses = loss(*tried.T)
    best = losses.argmin()
    path = [np.array([-2.0, 2.0])]
    for _ in range(looks // 3):
        w1, w2 = path[-1]
        here = loss(w1, w2)
        slopes = np.array([loss(w1 + 1e-4, w2) - here, loss(w1, w2 + 1e-4) - here]) / 1e-4
        step = -0.1 * slopes
        path.append(path[-1] + step * min(1, 0.6 / np.hypot(*step)))
    ax.plot(*tried.T, "x", color=PURPLE)
    ax.plot(*np.transpose(path), "o-", color=ORANGE, markersize=4)
    ax.plot(-2, 2, "s", color="black")
    ax.plot(*tried[best], "*", color=GREEN, markersize=15)
    ax.annotate("start", (-2, 2), xytext=(8, 6), textcoords="offset points")
    end = loss(*path[-1])
    for height, color, words in (
        (0.95, GREEN, "★ best random guess"),
        (0.86, GREEN, f"loss {losses[best]:.3g}"),
        (0.7, ORANGE, "— slope"),
        (0.61, ORANGE, f"loss {end:.3g}"),
        (0.43, PURPLE, "x all guesses"),
    ):
        ax.text(1.06, height, words, color=color, transform=ax.transAxes)
    plt.show()
    print(f"After {looks} looks (seed {seed}): guesses {losses[best]:.3g}, the slope {end:.3g}.")


BY_HAND = {
    "slope.two_points": two_points,
    "slope.nudge": nudge,
    "guessing.guess_or_follow": guess_or_follow,
}
