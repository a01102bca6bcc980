"""What is installed is the same everywhere: pip, conda, Binder."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT, GROUPS = SETTINGS["project"], SETTINGS["dependency-groups"]
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


PINS = [f"requirements{name}.txt" for name in ("", "-test", "-site", "-tools")]
PIN = re.compile(
    r"([\w.-]+)(?:\[[\w,]+\])?==([\w.+!-]+)((?: ; .*?)?)((?: --hash=sha256:[0-9a-f]{64})+)$"
)


def pins(name):
    """What a file of pins says: a dict from package and its condition to (version, hashes)."""
    text = (ROOT / name).read_text(encoding="utf-8").replace(" \\\n    ", " ")
    found = {}
    for line in text.splitlines():
        pin = PIN.fullmatch(line)
        assert pin, f"not a pin with hashes: {line[:100]}"
        found[pin[1].lower(), pin[3]] = pin[2], set(pin[4].split())
    return found


@pytest.mark.parametrize("name", PINS)
def test_every_package_is_pinned_with_hashes_within_the_bounds(name):
    versions = {package: version for (package, _), (version, _) in pins(name).items()}
    wanted = bounds(PROJECT["dependencies"])
    if "test" in name:
        wanted |= bounds(PROJECT["optional-dependencies"]["test"])
    if "site" in name:
        wanted |= bounds(PROJECT["optional-dependencies"]["site"])
    if "tools" in name:
        wanted = bounds(GROUPS["tools"])
    for package, low in wanted.items():
        assert version(versions[package]) >= version(low), package


@pytest.mark.parametrize("name", PINS)
def test_no_address_is_in_the_pins(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "/" not in text and "index" not in text and "find-links" not in text


@pytest.mark.parametrize("name", ["requirements-test.txt", "requirements-site.txt"])
def test_other_pins_hold_the_learners_pins(name):
    """The same versions and hashes; the machines that need one may be more where more is installed."""

    def what(name):
        return {(package, pin[0], *sorted(pin[1])) for (package, _), pin in pins(name).items()}

    assert what("requirements.txt") <= what(name)


def test_nothing_is_pinned_twice_in_two_ways():
    tools = {package: what for (package, _), what in pins("requirements-tools.txt").items()}
    test = pins("requirements-test.txt")
    for (package, _), what in test.items():
        assert tools.get(package, what) == what, package
    for package, what in pins("requirements-site.txt").items():
        assert test.get(package, what) == what, package


def install_commands():
    """Every line of ours that installs, joined where it runs on."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = dict(re.findall(r"^(\w+) = (.*)$", makefile, re.MULTILINE))
    for _ in range(3):
        for name, value in named.items():
            makefile = makefile.replace(f"$({name})", value)
    yield from (
        line.strip() for line in makefile.splitlines() if re.match(r"\t.*pip install", line)
    )
    for page in ("README.md", "TEACHING.md", "CONTRIBUTING.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        yield from re.findall(r"pip install[^`\n]*", text)


def test_whatever_is_fetched_has_a_hash_and_the_course_fetches_nothing():
    found = list(install_commands())
    colab = [line for line in found if '"git+https://' in line]
    assert len(colab) == 1, "one line has no hashes: Colab brings its own packages"
    ends = [line for line in found if "--resolution" in line]
    assert len(ends) == 1, "nor has what tries other packages than the pinned"
    found = [line for line in found if line not in colab + ends]
    assert len(found) >= 9
    for line in found:
        course = " -e ." in line
        assert ("--no-deps --no-build-isolation" in line) == course, line
        assert ("--require-hashes -r requirements" in line) != course, line
        assert not re.search(r"install (?!-)\w", line.replace("--quiet ", "")), line


# The workflow, and every checkout


FLOWS = {
    "nightly.yml": [],
    "pages.yml": [{"pages": "write", "id-token": "write"}],
    "test.yml": [],
}


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / ".github/workflows").glob("*")))
def test_a_workflow_may_do_what_it_must_and_names_actions_by_commit(name):
    text = (ROOT / ".github/workflows" / name).read_text(encoding="utf-8")
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {"contents": "read"}
    steps = [step for job in flow["jobs"].values() for step in job["steps"]]
    allowed = [job for job in flow["jobs"].values() if "permissions" in job]
    assert [job["permissions"] for job in allowed] == FLOWS[name]
    # A job that may write runs nothing of ours.
    assert not any("run" in step for job in allowed for step in job["steps"])
    used = re.findall(r"uses: (.*)", text)
    assert len(used) == sum("uses" in step for step in steps) >= 2
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[\d.]+", action), action
    (checkout,) = [step for step in steps if "checkout" in step.get("uses", "")]
    assert checkout["with"]["persist-credentials"] is False


def test_what_does_not_fit_each_push_runs_at_night_and_make_knows_it():
    flow = yaml.safe_load((ROOT / ".github/workflows/nightly.yml").read_text(encoding="utf-8"))
    (job,) = flow["jobs"].values()
    matrix = job["strategy"]["matrix"]
    commands = [*matrix["command"], *(more["command"] for more in matrix["include"])]
    assert commands == [
        "make tab-test ALL=1",
        "make lite-test",
        "make tab-pytest",
        "make personalities",
        "make test-newest",
        "make test-oldest",
    ]
    assert [more["python"] for more in matrix["include"]] == ["3.11"], "as requires-python allows"
    assert [step["run"] for step in job["steps"] if "run" in step] == [
        "bash .ci/browsers",
        "${{ matrix.command }}",
    ]
    for command in commands:
        said = subprocess.run(
            [*command.split(), "--dry-run", "--no-print-directory"],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert said.returncode == 0, said.stderr
        assert ("ALL=1 " in said.stdout) == ("ALL=1" in command)
    for seen in (ROOT / ".ci").iterdir():
        subprocess.run(["bash", "-n", str(seen)], check=True)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout of git")
def test_a_checkout_with_the_line_ends_of_windows_runs(tmp_path):
    settings = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf", "-c", "safe.directory=*"]
    copy = tmp_path / "copy"
    subprocess.run(
        ["git", *settings, "clone", "--quiet", "--no-checkout", str(ROOT), str(copy)], check=True
    )
    subprocess.run(["git", *settings, "checkout", "--quiet", "HEAD"], cwd=copy, check=True)
    assert b"\r" not in (copy / ".ci" / "run").read_bytes()
    wrong = [
        path.name
        for path in copy.rglob("*")
        if path.is_file()
        and ".git" not in path.relative_to(copy).parts
        and path.suffix not in (".png", ".gif")
        and b"\r\n" in path.read_bytes()
    ]
    assert wrong == []
    subprocess.run(["bash", "-n", str(copy / ".ci" / "run")], check=True)


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
        timeout=PATIENCE,
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
