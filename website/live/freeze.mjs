// node freeze.mjs PYODIDE PROGRAM FILES CODE OUT: start Python, import what pages import, keep its memory.
//
// PYODIDE is a folder with Pyodide, PROGRAM its pyodide.asm.mjs as frozen.py changed it, FILES what lies in
// site-packages (frozen.py's `packed`), CODE what is run. OUT gets memory.bin and plan.json, which
// page/thaw.js reads: Pyodide keeps the memory of an interpreter without extension modules; for theirs,
// each is linked again, at the address and the place in the function table that it had.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { unpack } from "./page/packed.js";

const [folder, program, files, code, out] = process.argv.slice(2).map((path) => resolve(path));
process.on("uncaughtException", (problem) => {
  console.error(problem?.message ?? problem, problem?.stack); // and not the line of the program: it is a megabyte long
  process.exit(1);
});
const RESERVED = 64; // places in the table for functions that a browser adds, and Node.js doesn't
const PROGRESS = "/home/pyodide/progress.json"; // as worker.js has it
const { loadPyodide } = await import(folder + "/pyodide.mjs");
const { default: make } = await import(program);
let module;
const python = await loadPyodide({
  indexURL: folder + "/",
  env: { HOME: "/home/pyodide", DERIVATIVES_PROGRESS: PROGRESS },
  _makeSnapshot: true,
  fsInit: (FS, { sitePackages }) => unpack(readFileSync(files), FS, sitePackages),
  createPyodideModule: async (settings) => {
    module = await make(settings);
    module.wasmTable.grow(RESERVED);
    return module;
  },
});
python.globals.set("code", readFileSync(code, "utf-8"));
const [imported, trouble] = JSON.parse(python.runPython(`
import json, traceback
given = {"IMPORTED": None}
try:
    exec(code, given)
    answer = [given["IMPORTED"], None]
except BaseException:
    answer = [None, traceback.format_exc()]
del code, given
json.dumps(answer)
`));
if (trouble) throw new Error(trouble);
const open = python.FS.streams.filter((stream) => stream?.fd > 2).map(({ path }) => path);
if (open.length) throw new Error(`Files are open, and can't be kept so: ${open}`);
const { LDSO, GOT, HEAPU32, wasmTable } = module;
const libraries = Object.entries(LDSO.loadedLibsByHandle).filter(([handle]) => Number(handle)).map(([text, { name, global }]) => {
  const handle = Number(text); // a struct: 12 bytes on is its address, 20 bytes on its place in the table
  return { name, handle, global, address: HEAPU32[(handle + 12) >> 2], place: HEAPU32[(handle + 20) >> 2] };
});
if (libraries.length !== Object.keys(LDSO.loadedLibsByName).length - 1) throw new Error("a library has no handle");
libraries.sort((a, b) => a.place - b.place || a.address - b.address);
const symbols = Object.fromEntries(Object.entries(GOT).map(([name, { value }]) => [name, value]));
for (const name of Object.keys(python.loadedPackages)) delete python.loadedPackages[name]; // Pyodide wants it so
const named = Object.getOwnPropertyNames(python).concat(Object.keys(python));
const memory = python.makeMemorySnapshot({
  serializer(value) {
    if (value === python) return { api: "" };
    const api = named.find((name) => name !== "pyodide_py" && python[name] === value);
    if (!api) throw new Error(`Python holds something of JavaScript that has no name: ${value} with ${Object.keys(value)}`);
    return { api };
  },
});
writeFileSync(out + "/memory.bin", memory);
writeFileSync(out + "/plan.json", JSON.stringify({ libraries, symbols, places: wasmTable.length, imported }));
