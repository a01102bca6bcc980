// Python in a worker: Pyodide, and kernel.py inside it. python.js is the other end of what is told here.

import half from "./kernel.py";

const PROGRESS = "/home/pyodide/progress.json"; // where lib looks for it
const PACKAGES = ["pyodide-kernel", "derivatives-hands-on"];
const tell = (what, more) => postMessage({ what, ...more });
let kernel; // promise of kernel.py's names

/** From now on tell how much of the files in `sizes` (name → bytes) has come. */
function count(sizes) {
  const [plain, all] = [self.fetch, Object.values(sizes).reduce((sum, size) => sum + size, 0)];
  let [come, told] = [0, 0];
  self.fetch = async (...asked) => {
    const answer = await plain(...asked);
    const name = answer.url.split("/").pop();
    if (!answer.ok || !(name in sizes)) return answer;
    const counting = new TransformStream({
      transform(piece, on) {
        on.enqueue(piece);
        come += piece.length;
        if (come < all && performance.now() - told < 50) return;
        told = performance.now();
        tell("fetched", { name, come, all });
      },
    });
    return new Response(answer.body.pipeThrough(counting), answer);
  };
}

async function begin({ home, sizes, progress }) {
  count(sizes);
  const { loadPyodide } = await import(`${home}pyodide.mjs`);
  const env = { HOME: "/home/pyodide", DERIVATIVES_PROGRESS: PROGRESS };
  const python = await loadPyodide({ indexURL: home, env, packages: PACKAGES });
  tell("starting");
  const names = python.toPy({ PROGRESS, post: (text, buffers) => postMessage({ ...JSON.parse(text), buffers: buffers ?? [] }) });
  await python.runPythonAsync(half, { globals: names });
  if (progress) names.get("take_progress")(progress);
  tell("ready");
  return names;
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
