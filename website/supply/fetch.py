"""Packages by name, through npm and pip; each file is compared with the sha256 that it has to have."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from pathlib import Path


class Lacking(Exception):
    """Something that the supply needs isn't on this machine: one sentence says what."""


class Refused(Exception):
    """A file isn't the one it should be."""


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def checked(data, due, name):
    """The bytes `data`, if their sha256 is `due`. Raises Refused where it isn't."""
    came = sha256(data)
    if came != due:
        raise Refused(
            f"{name} isn't the file it should be: its sha256 begins with {came[:12]}, and "
            f"{due[:12]} is due. Delete it, and fetch it anew; if it comes again, don't use it."
        )
    return data


def npm(package, due, cache):
    """The files of an npm package such as "pyodide@1.2.3": a dict from name to bytes.

    due is the sha256 of the whole, cache the folder where it is kept.
    """
    kept = cache / (package.replace("@", "-") + ".tgz")
    if not kept.exists():
        _run(["npm", "pack", "--silent", package], cache, f"npm and a network, for {package}")
    checked(kept.read_bytes(), due, kept.name)
    with tarfile.open(kept) as tar:
        files = [member for member in tar if member.isfile()]
        return {m.name.removeprefix("package/"): tar.extractfile(m).read() for m in files}


def pinned(requirements, cache):
    """The wheels that a requirements file names with hashes: paths in `cache`, sorted.

    pip compares the hashes. Pure Python only: they aren't for the machine that fetches them.
    """
    into = cache / ("wheels-" + sha256(requirements.read_bytes())[:12])
    if not into.exists():
        with tempfile.TemporaryDirectory(dir=cache) as fresh:
            _pip(["--require-hashes", "-r", str(requirements)], fresh, "the pinned wheels")
            shutil.copytree(fresh, into)
    return sorted(into.glob("*.whl"))


def carried(package, cache):
    """The files inside a wheel such as "carrier==1.2.3": a function from a file's name to its bytes.

    The function returns None for a file that isn't there. Nobody vouches for what it returns.
    """
    prefix = package.split("==")[0].replace("-", "_") + "-"
    if not any(cache.glob(prefix + "*.whl")):
        _pip([package], cache, package)
    (wheel,) = cache.glob(prefix + "*.whl")
    carrier = zipfile.ZipFile(wheel)
    where = {name.rsplit("/", 1)[-1]: name for name in carrier.namelist() if "/pyodide/" in name}
    return lambda name: carrier.read(where[name]) if name in where else None


def distribution(place, cache):
    """The same from a folder, or from an address, that holds Pyodide's own distribution."""

    def get(name):
        if "://" not in place:
            file = Path(place, name)
            return file.read_bytes() if file.is_file() else None
        kept = cache / name
        if not kept.exists():
            try:
                with urllib.request.urlopen(f"{place.rstrip('/')}/{name}", timeout=60) as answer:
                    kept.write_bytes(answer.read())
            except OSError as why:
                raise Lacking(f"{name} can't be had from {place} ({why}).") from why
        return kept.read_bytes()

    return get


def _pip(arguments, into, what):
    pure = ["--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none"]
    alone = ["--no-deps", "--ignore-requires-python", "--disable-pip-version-check", "--quiet"]
    command = [sys.executable, "-m", "pip", "download", *alone, *pure, "--python-version=3.14"]
    _run([*command, "--dest", str(into), *arguments], into, f"pip and a network, for {what}")


def _run(command, folder, what):
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    except FileNotFoundError as why:
        raise Lacking(f"{command[0]} isn't installed: Python in the tab needs {what}.") from why
    except subprocess.CalledProcessError as why:
        if "HASHES" in why.stderr:
            raise Refused(why.stderr.strip()) from why
        told = (why.stderr.strip() or why.stdout.strip() or "it says nothing").splitlines()[-1]
        raise Lacking(f"Python in the tab needs {what}, and that failed: {told}") from why
