"""Tables in Markdown, and the file that keeps them: benchmarks/RESULTS.md."""

import datetime
import os
import platform
import re
import statistics
import subprocess
from importlib.metadata import version
from pathlib import Path

FILE = Path(__file__).with_name("RESULTS.md")
TITLE = """# What was measured

Made by `make bench`, or by `python -m benchmarks` with some of
`frames browser pages tab start memory classroom derivative`. What is compared was run side by side on
one machine; the ratios say more than the numbers.
"""
SECTIONS = ("frames", "browser", "pages", "tab", "start", "memory", "classroom", "derivative")
PACKAGES = ("numpy", "matplotlib", "ipywidgets", "ipykernel", "jupyterlab", "ipympl")


def table(head, rows):
    """A Markdown table; the first column is text, the others are numbers."""
    line = "|" + "|".join([" --- ", *[" ---: "] * (len(head) - 1)]) + "|"
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in (head, *rows)).replace(
        "\n", f"\n{line}\n", 1
    )


def middle(values, scale=1, digits=0):
    """Median (min-max), as text."""
    low, mid, high = (scale * v for v in (min(values), statistics.median(values), max(values)))
    return f"{mid:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def megabytes(size, digits=0):
    """A number of bytes, in MB of a million bytes."""
    return f"{size / 1e6:.{digits}f} MB"


def conditions(name, options):
    """When, where and with what a section was made."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=FILE.parent,
        capture_output=True,
        text=True,
    ).stdout.strip()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"`python -m benchmarks {' '.join([name, *options])}`, {datetime.date.today()}, commit "
        f"{commit or 'unknown'}; {platform.system()} {platform.machine()}, {os.cpu_count()} CPUs"
        f"{load}; Python {platform.python_version()}, "
        + ", ".join(f"{package} {version(package)}" for package in PACKAGES)
        + "."
    )


def store(name, text):
    """Put a section into RESULTS.md; the other sections stay as they are."""
    found = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    parts = re.split(r"^## (\w+)\n", found, flags=re.MULTILINE)[1:]
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    sections[name] = f"\n{text.strip()}\n"
    body = [f"## {name}\n{sections[name].rstrip()}\n" for name in SECTIONS if name in sections]
    FILE.write_text("\n".join([TITLE, *body]), encoding="utf-8")
