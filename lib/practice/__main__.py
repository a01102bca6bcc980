"""For the teacher: python -m lib.practice report FILE…"""

import argparse
import sys

from lib.practice.engine import class_report


def main(arguments=None):
    """Print the table of a class's progress files; 1 where there is none among them."""
    parser = argparse.ArgumentParser(prog="python -m lib.practice", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    report = commands.add_parser(
        "report", help="one table of a class: solved, tries, hints, mistakes met"
    )
    report.add_argument(
        "files", nargs="+", metavar="FILE", help="progress files, or folders of them"
    )
    made = class_report(*parser.parse_args(arguments).files)
    print(made)
    return 0 if made.learners else 1


if __name__ == "__main__":
    sys.exit(main())
