// node compile.mjs PYODIDE JOBS: put compiled files into wheels, made by the very Python that will run them.
//
// PYODIDE is a folder with Pyodide itself, JOBS a JSON file: a list of {from, to, sources}. Where `sources` is
// false, the .py files and the packages' own tests are left out. Imports take 3 to 5 seconds instead of 21 to 26.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

const [folder, jobs] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(folder + "/pyodide.mjs");
const python = await loadPyodide({ indexURL: folder + "/" });
const mounted = new Set();
const inside = (path) => {
  const at = dirname(path);
  if (!mounted.has(at)) {
    python.FS.mkdirTree("/disk" + at);
    python.mountNodeFS("/disk" + at, at);
    mounted.add(at);
  }
  return "/disk" + path;
};
const compiled = python.runPython(`
import importlib._bootstrap_external as machinery, importlib.util, zipfile

def compiled(name, source):
    """The bytes of a .pyc that is used unchecked, wherever its source is and whenever that was written."""
    code = compile(source, f"/lib/python3.14/site-packages/{name}", "exec", dont_inherit=True)
    return bytes(machinery._code_to_hash_pyc(code, importlib.util.source_hash(source), checked=False))

def wheel(origin, target, sources):
    with zipfile.ZipFile(origin) as old, zipfile.ZipFile(target, "w") as new:
        def put(name, data):
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)  # stored: deflated once, in the end
        for entry in old.infolist():
            name, data = entry.filename, old.read(entry)
            if entry.is_dir() or name.endswith("/RECORD") or (not sources and "/tests/" in name):
                continue
            pyc = None
            if name.endswith(".py") and ".data/" not in name:
                try:
                    pyc = compiled(name, data)
                except (SyntaxError, ValueError):  # templates, and files for another Python
                    pass
            if pyc is None:
                put(name, data)
            elif sources:
                put(name, data)
                put(importlib.util.cache_from_source(name), pyc)
            else:
                put(name + "c", pyc)
wheel
`);
for (const job of JSON.parse(readFileSync(jobs)))
  compiled(inside(job.from), inside(job.to), job.sources);
