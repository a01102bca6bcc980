// node inside.mjs PYODIDE PACKAGES TEST…: run tests of the library in Python for the tab, and say how many pass.
//
// PYODIDE is the folder that `python -m website.supply` makes, PACKAGES a folder with pytest. What a tab has no
// use for, or cannot do (processes, signals, a browser), fails there: name only what it can.
import { resolve } from "node:path";

const [folder, packages, ...rest] = process.argv.slice(2);
const { loadPyodide } = await import(resolve(folder) + "/pyodide.mjs");
const python = await loadPyodide({
  indexURL: resolve(folder) + "/",
  env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1" },
  packages: ["pyodide-kernel", "derivatives-hands-on", "scipy"],
});
python.FS.mkdirTree("/course");
python.mountNodeFS("/course", process.cwd());
python.FS.mkdirTree("/packages");
python.mountNodeFS("/packages", resolve(packages));
python.globals.set("arguments", python.toPy(rest));
process.exitCode = python.runPython(`
import os, sys
os.chdir("/course")
sys.path[:0] = ["/course", "/packages"]
import pytest
int(pytest.main(["-q", "--tb=short", "-p", "no:cacheprovider", "-o", "addopts=", "--confcutdir=tests", "--disable-warnings",
                 "-p", "tests.website.without", "-rfEs", "--continue-on-collection-errors", *arguments]))
`);
