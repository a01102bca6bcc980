"""`python -m website.supply`: put Python for the tab together, and say what it weighs."""

import argparse
import sys
from pathlib import Path

from website import WORK
from website.supply import Lacking, assemble, folder
from website.supply.fetch import Refused


def main(arguments=None):
    asked = argparse.ArgumentParser(prog="python -m website.supply", description=__doc__)
    asked.add_argument("--out", type=Path, default=WORK / "pyodide")
    asked.add_argument(
        "--distribution", help="a folder, or an address, with Pyodide's own distribution"
    )
    asked.add_argument(
        "--wanted", action="store_true", help="what wanted.txt pins, for `make pins`"
    )
    given = asked.parse_args(arguments)
    try:
        if given.wanted:
            print(*folder.wanted(), sep="\n")
            return 0
        lock = assemble(given.out, given.distribution)
    except (Lacking, Refused) as why:
        print(why, file=sys.stderr)
        return 1
    size = sum(file.stat().st_size for file in given.out.iterdir())
    print(f"{given.out}: {len(lock['packages'])} wheels, {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
