"""What the server loads: kernels' websockets without delay, and a configuration that names it."""

import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import SimpleNamespace

from lib.stage import server

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = "jupyter/jupyter_server_config.d/derivatives.json"


def test_a_websocket_sends_at_once_and_is_connected_as_before():
    class Theirs:
        def __init__(self, handler):
            self.websocket_handler = handler

        def connect(self):
            return "connected"

    said = []
    settings = {"kernel_websocket_connection_class": Theirs}
    server.send_at_once(settings)
    made = settings["kernel_websocket_connection_class"](SimpleNamespace(set_nodelay=said.append))
    assert isinstance(made, Theirs) and made.connect() == "connected" and said == [True]


def test_the_server_that_reads_our_configuration_finds_it():
    named = json.loads((ROOT / CONFIGURATION).read_text())["ServerApp"]["jpserver_extensions"]
    points = server._jupyter_server_extension_points()
    assert named == {point["module"]: True for point in points}
    assert "JUPYTER_CONFIG_PATH" in (ROOT / "Makefile").read_text()
    assert next(iter(named)) in (ROOT / "postBuild").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    assert project["data-files"]["etc/jupyter/jupyter_server_config.d"] == [CONFIGURATION]


def test_the_browsers_half_is_packaged(tmp_path):
    """A wheel holds it, and the configuration; built as pip builds it, with nothing fetched."""
    build = "import sys, setuptools.build_meta as b; b.build_wheel(sys.argv[1])"
    copy = tmp_path / "course"
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "lib", "jupyter", "pyproject.toml", "README.md", "LICENSE*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    for name in filter(None, tracked):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)], cwd=copy, capture_output=True, check=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("lib/stage/frames.js", "lib/stage/stage.css", "derivatives.json"):
        assert any(name.endswith(part) for name in names), part


def test_the_browsers_half_is_short_and_alone():
    source = (ROOT / "lib" / "stage" / "frames.js").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 300
    assert "import " not in source.replace("important ", "") and "http" not in source
