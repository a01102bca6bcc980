"""The notebooks and what compares numbers, under several arithmetics: `make personalities`.

A processor has a personality: which instructions NumPy finds, which kernel OpenBLAS takes, and so
which last digit a sum has. Whatever is stored in a notebook or asserted in a test has to be the same
under each. Tried are

* the machine as it is;
* the oldest there is in it: NumPy without any instruction it could choose, OpenBLAS's oldest kernel,
  a C library without fused multiply-add, one thread;
* one more kernel of OpenBLAS, unlike both;
* NumPy perturbed in its last digits (tests/noise), once for each seed: it stands for processors that
  aren't here.

`python -m tests.personalities [--list] [--only WORD] [--seeds 1,2] [-- PYTEST ARGUMENTS]`. A personality
that isn't in force in a notebook's kernel ends it with a message.
"""

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from lib import FLOORS

ROOT = Path(__file__).resolve().parent.parent
NUMBERS = [room for room in FLOORS if room not in ("data", "stage", "explore", "practice")]
NUMBERS += ["notebooks", "practice/test_recall.py", "practice/test_exam.py"]
SENTENCES = ["explore"]  # under the perturbed ones alone, at night: it takes minutes more
SKIPPED = [
    "tests/notebooks/test_every_notebook.py",
    "tests/notebooks/test_sittings.py",
    "tests/explore/test_figures.py",
    "tests/explore/test_hostile.py",
]
# From the oldest to the newest, for OPENBLAS_CORETYPE; what a processor lacks is found by trying.
CORES = {
    "x86_64": ["Nehalem", "Sandybridge", "Haswell", "SkylakeX"],
    "aarch64": ["ARMV8", "CORTEXA57", "NEOVERSEN1", "NEOVERSEV1", "VORTEX"],
}
CORES |= {"AMD64": CORES["x86_64"], "arm64": CORES["aarch64"]}


class Personality(NamedTuple):
    """name: in words. settings: environment variables. core: OpenBLAS's kernel, "" where it's free."""

    name: str
    settings: dict
    core: str = ""


def in_force():
    """What this process computes with: NumPy's features, OpenBLAS's kernels, a print of its digits."""
    import math

    import numpy as np
    import threadpoolctl
    from numpy._core import _multiarray_umath as core

    rng = np.random.default_rng(0)
    A, B, x = rng.normal(size=(60, 40)), rng.normal(size=(40, 60)), rng.normal(size=3000)
    digits = {
        "matmul": A @ B,
        "sum": np.array([x[:n].sum() for n in range(3, 3000, 7)]),
        "exp": np.exp(x),
        "tanh": np.tanh(x),
        "math": np.array([math.exp(t) + math.sin(t) for t in x]),
    }
    blas = [p for p in threadpoolctl.threadpool_info() if p.get("internal_api") == "openblas"]
    return {
        "numpy": np.__version__,
        "may be chosen": list(core.__cpu_dispatch__),
        "features": [f for f in core.__cpu_dispatch__ if core.__cpu_features__[f]],
        "kernels": sorted({p["architecture"] for p in blas}),
        "digits": {k: hashlib.sha256(v.tobytes()).hexdigest()[:6] for k, v in digits.items()},
    }


def asked(settings):
    """`in_force()` in a fresh process with these settings; None where it can't live with them."""
    done = subprocess.run(
        [sys.executable, "-c", "from tests import personalities as p; p.say()"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout) if done.returncode == 0 else None


def asked_in_a_kernel(settings):
    """`in_force()` in a notebook's kernel."""
    ask = (
        "import nbformat\n"
        "from tests.store import run\n"
        "source = 'from tests import personalities as p; p.say()'\n"
        "notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])\n"
        "print(run(notebook, '.').cells[0].outputs[0].text)"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"no kernel starts with {settings}:\n{done.stderr}")
    return json.loads(done.stdout)


def say():
    print(json.dumps(in_force()))


def personalities(seeds):
    """The personalities that this machine can have."""
    here = asked({})
    found = [Personality("the machine as it is", {})]
    disabled = {"NPY_DISABLE_CPU_FEATURES": " ".join(here["features"])} if here["features"] else {}
    if platform.libc_ver()[0] == "glibc" and platform.machine() == "x86_64":
        disabled["GLIBC_TUNABLES"] = "glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-FMA4"
    cores = {}  # kernel → the name by which it is asked for
    for name in CORES.get(platform.machine(), []) if here["kernels"] else []:
        there = asked({"OPENBLAS_CORETYPE": name})
        if there and len(there["kernels"]) == 1:
            cores.setdefault(there["kernels"][0], name)
    oldest = next(iter(cores), "")
    settings = disabled | ({"OPENBLAS_CORETYPE": cores[oldest]} if oldest else {})
    if settings:
        settings |= {"OPENBLAS_NUM_THREADS": "1"}
        found.append(Personality("the oldest in it", settings, oldest))
    others = [kernel for kernel in cores if kernel not in (oldest, *here["kernels"])]
    if others:
        core = others[-1]
        found.append(Personality("another kernel", {"OPENBLAS_CORETYPE": cores[core]}, core))
    for seed in seeds:
        noise = {"PYTHONPATH": f"{ROOT / 'tests' / 'noise'}", "DERIVATIVES_NOISE": str(seed)}
        found.append(Personality(f"perturbed, seed {seed}", noise))
    return found


def check_in_force(personality, plain):
    """What a notebook's kernel computes with; raises SystemExit where it isn't what was asked for.

    plain is what the machine as it is computes with.
    """
    there = asked_in_a_kernel(personality.settings)
    wrong = []
    if personality.core and there["kernels"] != [personality.core]:
        wrong.append(f"OpenBLAS has the kernels {there['kernels']}, not {personality.core}")
    if "NPY_DISABLE_CPU_FEATURES" in personality.settings and there["features"]:
        wrong.append(f"NumPy still uses {' '.join(there['features'])}")
    if personality.settings and there["digits"] == plain["digits"]:
        wrong.append("no digit differs from those of the machine as it is")
    if "DERIVATIVES_NOISE" in personality.settings:
        same = [k for k, digits in there["digits"].items() if digits == plain["digits"][k]]
        wrong += [f"{kind} is not perturbed" for kind in same]
    if wrong:
        raise SystemExit(f"{personality.name} is not in force: {'; '.join(wrong)}")
    return there


def describe(personality, there):
    features = " ".join(there["features"]) or "none beyond its base"
    kernels = " ".join(there["kernels"]) or "unknown"
    digits = " ".join(f"{kind} {print_}" for kind, print_ in there["digits"].items())
    asked_by = " ".join(f"{k}={v!r}" for k, v in personality.settings.items()) or "nothing set"
    return (
        f"=== {personality.name} ({asked_by})\n"
        f"    in force: NumPy {there['numpy']} with {features}; OpenBLAS kernel {kernels}\n"
        f"    digits: {digits}"
    )


def run(personality, arguments):
    """The notebooks by nbval, and, but on the machine as it is, the tests that compare numbers."""
    places = ["notebooks"]
    if personality.settings:  # as the machine is, `make test` has run them
        rooms = NUMBERS + SENTENCES * ("DERIVATIVES_NOISE" in personality.settings)
        places += [f"tests/{room}" for room in rooms]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile"]
    command += ["-p", "no:cacheprovider", *(f"--ignore={path}" for path in SKIPPED)]
    environment = {**os.environ, **personality.settings}
    return subprocess.run([*command, *(arguments or places)], cwd=ROOT, env=environment).returncode


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.personalities")
    parser.add_argument("--list", action="store_true", help="say which there are, and run nothing")
    parser.add_argument("--only", default="", help="those with this word in their name")
    parser.add_argument("--seeds", default="1", help="seeds of the perturbed ones")
    parser.add_argument("pytest", nargs="*", help="run this by pytest in place of the notebooks …")
    given = parser.parse_args()
    found = personalities([int(seed) for seed in given.seeds.split(",") if seed])
    if len(found) < 3:
        raise SystemExit("fewer than three personalities could be had here: something is wrong")
    plain, failed = asked({}), []
    for personality in found:
        if given.only not in personality.name:
            continue
        there = check_in_force(personality, plain)
        print(describe(personality, there), flush=True)
        if not given.list and run(personality, given.pytest):
            failed.append(personality.name)
    if failed:
        raise SystemExit(f"not the same under: {'; '.join(failed)}")


if __name__ == "__main__":
    main()
