"""What is installed is the same everywhere: pip, conda, Binder."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text())
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
LEARNERS = {"numpy", "matplotlib", "anywidget", "ipywidgets", "jupyterlab", "scipy", "sympy"}


def bounds(lines):
    return dict(re.fullmatch(r"([\w-]+)>=([\d.]+)", line).groups() for line in lines)


def version(text):
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def test_conda_has_the_same_packages_and_bounds():
    plain = [d for d in ENVIRONMENT["dependencies"] if isinstance(d, str) and ">=" in d]
    conda = {CONDA_NAMES.get(name, name): low for name, low in bounds(plain).items()}
    assert conda == bounds(PROJECT["dependencies"])
    pip = next(d["pip"] for d in ENVIRONMENT["dependencies"] if isinstance(d, dict))
    tests = bounds(d for d in PROJECT["optional-dependencies"]["test"])
    assert pip[-1] == "-e ." and bounds(pip[:-1]).items() <= tests.items()
    assert ENVIRONMENT["channels"] == ["conda-forge"]
    python = next(d for d in ENVIRONMENT["dependencies"] if str(d).startswith("python="))
    assert version(python) >= version(PROJECT["requires-python"])


def test_the_learners_packages_are_few():
    assert set(bounds(PROJECT["dependencies"])) == LEARNERS


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_package_is_pinned_within_the_bounds(name):
    lines = [x for x in (ROOT / name).read_text().splitlines() if x and not x.startswith("#")]
    pins = {}
    for line in lines:
        found = re.match(r"([\w.-]+)(?:\[[\w,]+\])?==([\w.+!-]+)( ; .*)?$", line.strip())
        assert found, f"not a pin: {line}"
        pins[found[1].lower()] = found[2]
    wanted = bounds(PROJECT["dependencies"])
    if "test" in name:
        wanted |= bounds(PROJECT["optional-dependencies"]["test"])
    for package, low in wanted.items():
        assert version(pins[package]) >= version(low), package


def test_test_pins_hold_the_learners_pins():
    learner = set((ROOT / "requirements.txt").read_text().splitlines())
    assert learner <= set((ROOT / "requirements-test.txt").read_text().splitlines())


def test_binder_would_build_it():
    """repo2docker reads environment.yml and would make a conda environment with our Python."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "repo2docker",
            "--no-build",
            "--debug",
            "--user-id=1000",
            "--user-name=reader",
            ".",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "Building conda environment for python=3.12" in said
    assert "environment.yml" in said


def test_the_package_list_is_whole():
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    folders = {".".join(p.parent.relative_to(ROOT).parts) for p in ROOT.glob("lib/**/__init__.py")}
    assert set(setup["packages"]) == folders


def test_lib_is_not_ignored_and_nothing_of_ours_is():
    ignored = subprocess.run(
        [
            "git",
            "check-ignore",
            "lib/stage.py",
            "lib",
            "notebooks/data/co2.csv",
            "img",
            "environment.yml",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ignored.stdout == ""
