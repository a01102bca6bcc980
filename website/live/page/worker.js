// Python in a worker: Pyodide, and kernel.py inside it. python.js is the other end of what is told here.

import { keepFiles } from "./files.js";
import half from "./kernel.py";
import { thaw } from "./thaw.js";

const PROGRESS = "/home/pyodide/progress.json"; // where lib looks for it
const tell = (what, more) => postMessage({ what, ...more });
let kernel; // promise of kernel.py's names
let goLong; // what files.js gives

async function begin({ home, files, progress }) {
  goLong = keepFiles({ home, ...files }, (more) => tell("fetched", more), ({ message }) => tell("trouble", { problem: message }));
  const { loadPyodide } = await import(`${home}pyodide/pyodide.mjs`);
  const { python, plan } = await started(loadPyodide, home, files);
  performance.mark("started");
  tell("starting", { frozen: Boolean(plan.loaded) });
  const names = python.toPy({
    PROGRESS,
    LATE: plan.late,
    HOME: `${home}pyodide/`,
    post: (text, buffers) => postMessage({ ...JSON.parse(text), buffers: buffers ?? [] }),
  });
  await python.runPythonAsync(half, { globals: names });
  if (progress) names.get("take_progress")(progress);
  performance.mark("ready");
  tell("ready");
  return names;
}

/** Python with its packages: as it was frozen, or, where that can't be, from the wheels. */
async function started(loadPyodide, home, { frozen, packages }) {
  const how = { indexURL: `${home}pyodide/`, env: { HOME: "/home/pyodide", DERIVATIVES_PROGRESS: PROGRESS } };
  try {
    const addresses = Object.fromEntries(Object.entries(frozen).map(([what, name]) => [what, home + name]));
    return await thaw(loadPyodide, addresses, how);
  } catch (problem) {
    console.info(`Python starts the long way: ${problem?.message ?? problem}`);
    goLong();
    return { python: await loadPyodide({ ...how, packages }), plan: { late: {} } };
  }
}

const acts = {
  async run({ number, cell, code }, python) {
    tell("done", { number, ...JSON.parse(await python.get("run")(code, cell, number)) });
  },
  comm({ text, buffers }, python) {
    try {
      python.get("comm")(text, buffers);
    } finally {
      tell("heard");
    }
  },
  progress({ text }, python) {
    python.get("take_progress")(text);
  },
  stand({ text }, python) {
    python.get("stand")(text);
  },
};

onmessage = async ({ data }) => {
  try {
    if (data.what === "begin") await (kernel = begin(data));
    else await acts[data.what](data, await kernel);
  } catch (problem) {
    tell("trouble", { problem: String(problem?.message ?? problem) });
  }
};
