// Python whose memory was kept when the site was built (freeze.mjs): nothing has to be imported any more.

import { unpack } from "./packed.js";

/** A file that was packed with gzip, as bytes. */
async function unzipped(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

/** Pyodide as it was frozen. `frozen` holds addresses: memory, files, program, plan; `how` goes to loadPyodide. */
export async function thaw(loadPyodide, frozen, how) {
  const [memory, files] = [unzipped(frozen.memory), unzipped(frozen.files)];
  files.catch(() => {}); // it is awaited later; till then nobody listens
  const [plan, { default: make }] = await Promise.all([fetch(frozen.plan).then((answer) => answer.json()), import(frozen.program)]);
  const kept = await memory;
  let module, trampoline;
  const python = await loadPyodide({
    ...how,
    _loadSnapshot: kept,
    _snapshotDeserializer: ({ api }) => (api ? module.API.public_api[api] : module.API.public_api),
    fsInit: async (FS, { sitePackages }) => unpack(await files, FS, sitePackages),
    createPyodideModule: async (settings) => {
      module = await make(settings);
      trampoline = module.HEAP32[place(module)];
      link(module, plan, size(kept));
      const { restoreSnapshot } = module.API;
      module.API.restoreSnapshot = (from) => {
        const state = restoreSnapshot(from);
        module.HEAP32[place(module)] = trampoline; // this browser's way to call functions, not Node.js's
        return state;
      };
      return module;
    },
  });
  for (const name of plan.loaded) python.loadedPackages[name] = "frozen";
  python.runPython("import random, numpy\nrandom.seed()\nnumpy.random.seed()"); // not everybody's numbers the same
  return { python, plan };
}

const place = ({ HEAP32, __PyRuntime, __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET }) => (__PyRuntime + HEAP32[__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >> 2]) >> 2;

/** How many bytes of memory there were: what is kept begins with a head, whose second number is its length. */
const size = (kept) => kept.length - new DataView(kept.buffer, kept.byteOffset).getUint32(4, true);

/** Link the extension modules as they were, before the memory is written over all of it. */
function link(module, { libraries, symbols, places }, bytes) {
  const { wasmTable, GOT, LDSO } = module;
  if (module.HEAP8.length < bytes) module.growMemory(bytes);
  for (const [name, value] of Object.entries(symbols)) {
    if (name in GOT) GOT[name].value = value;
    else GOT[name] = new WebAssembly.Global({ value: "i32", mutable: true }, value);
  }
  for (const { name, handle, global, address, place } of libraries) {
    if (place) wasmTable.grow(place - wasmTable.length); // fails where the table is longer than it was
    module.memoryAt = () => address;
    module.loadDynamicLibrary(name, { global, nodelete: true }, global ? null : {});
    LDSO.loadedLibsByHandle[handle] = LDSO.loadedLibsByName[name];
  }
  delete module.memoryAt;
  wasmTable.grow(places - wasmTable.length);
  // Functions that were put into the table one by one, because somebody holds a pointer to them.
  for (const { exports } of Object.values(LDSO.loadedLibsByName)) {
    for (const [name, value] of Object.entries(symbols)) {
      const found = Object.hasOwn(exports, name) && exports[name];
      if (typeof found === "function" && value > 0 && value < places && !wasmTable.get(value)) wasmTable.set(value, found);
    }
  }
}
