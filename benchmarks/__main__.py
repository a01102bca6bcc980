"""`python -m benchmarks [--few] [frames] [browser] [pages] [tab] [start] [memory] [classroom] [derivative]`.

All of them where none is named; see --help.
"""

import argparse

from benchmarks import report


def main():
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = report.SECTIONS
    asked.add_argument("what", nargs="*", choices=[*names, []], help="all by default")
    asked.add_argument(
        "--few", action="store_true", help="few repetitions, to try it out; nothing is stored"
    )
    asked.add_argument("--no-pip", action="store_true", help="start: don't compare uv with pip")
    asked.add_argument("--moves", type=int, help="frames: moves of each control, 20 by default")
    asked.add_argument(
        "--only", default="", help="frames: figures whose name begins so, such as slope"
    )
    asked.add_argument(
        "--delays", default="0,100,300", help="browser: ms of network there and back, with commas"
    )
    asked.add_argument("--no-kernels", action="store_true", help="frames: only what a frame costs")
    asked.add_argument("--drag", type=float, help="memory: that of so many minutes of dragging")
    given = asked.parse_args()
    options = ["--few"] * given.few + ["--no-pip"] * given.no_pip
    options += [f"--drag {given.drag:g}"] if given.drag else []
    options += ["--no-kernels"] * given.no_kernels
    options += [f"--delays {given.delays}"] * (given.delays != "0,100,300")
    options += [f"--moves {given.moves}"] * bool(given.moves)
    options += [f"--only {given.only}"] * bool(given.only)
    for name in given.what or names:
        print(f"\n## {name}\n", flush=True)
        text = measure(name, given)
        text += "\n\n" + report.conditions(name, options)
        if not given.few and not given.drag:
            report.store(name, text)
        print(text, flush=True)


def measure(name, given):
    """The text of one section; each is imported when it is asked for."""
    few = given.few
    if name == "frames":
        from benchmarks import frames

        return frames.measure(given.moves or (6 if few else 20), given.only, not given.no_kernels)
    if name == "browser":
        from benchmarks import browser

        delays = [int(delay) for delay in given.delays.split(",")]
        return browser.measure(moves=4 if few else 10, drags=2 if few else 4, delays=delays)
    if name == "pages":
        from benchmarks import pages

        return pages.measure(repeats=1 if few else 5, presses=20 if few else 100)
    if name == "tab":
        from benchmarks import tab

        return tab.measure(repeats=1 if few else 3, presses=10 if few else 40)
    if name == "start":
        from benchmarks import start

        return start.measure(imports=3 if few else 9, pip=not (given.no_pip or few))
    if name == "derivative":
        from benchmarks import slopes

        return slopes.measure(formulas=500 if few else 10_000, repeats=20 if few else 300)
    if name == "classroom":
        from benchmarks import classroom

        return classroom.measure((2, 4), moves=5) if few else classroom.measure()
    if given.drag:
        from benchmarks import dragging

        return dragging.measure(given.drag)
    from benchmarks import memory

    return memory.measure(reruns=4 if few else 10)


if __name__ == "__main__":
    main()
