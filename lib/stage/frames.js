// Frames of a live figure, kept in the browser; lib/stage/frames.py says how they are packed.
//
// `unpack`, `Frames`, `sentence` and `playButton` serve pages with and without a kernel. The default
// export is the browser's half of lib/stage/ahead.py: it watches a figure's controls, shows the frames
// that it holds at once, and does for the controls what ipywidgets leaves undone.

/** What lib/stage/frames.py packed, from its deflated bytes; `size` is how much text it was. */
export async function unpack(bytes) {
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const text = await new Response(plain).text();
  return { ...JSON.parse(text), size: text.length };
}

/** Layers by key. Each is put together from its skeleton and numbers when it is asked for. */
export class Frames {
  #skeletons = new Map();
  #found = new Map(); // key → { pack, pieces, columns, row }
  #packs = new Set(); // the one used longest ago first
  #size = 0;

  /** `most`: how many characters of packs are kept; `dropped(keys)` hears of what is let go. */
  constructor(most = Infinity, dropped = () => {}) {
    this.most = most;
    this.dropped = dropped;
  }

  /** Keep the layers of a pack; `name(number)` is the key under which one is asked for. */
  add({ keep, skeletons, blocks, size }, name = (number) => number) {
    for (const [id, text] of Object.entries(skeletons)) this.#skeletons.set(Number(id), text.split("\0"));
    const pack = { size, keys: [] };
    for (const block of blocks) {
      const pieces = this.#skeletons.get(block.skeleton);
      if (!pieces) continue; // it came before this browser was there
      const columns = block.columns.map(column);
      sums(block.keys).forEach((number, row) => this.#put(name(number), { pack, pieces, columns, row }));
    }
    for (const id of this.#skeletons.keys()) if (id < keep) this.#skeletons.delete(id);
    this.#keep(pack);
  }

  /** Keep one layer that came as text. */
  put(key, layer) {
    if (this.get(key) === layer) return;
    const pack = { size: layer.length, keys: [] };
    this.#put(key, { pack, pieces: [layer], columns: [], row: 0 });
    this.#keep(pack);
  }

  /** The layer of a key; undefined where there is none. */
  get(key) {
    const found = this.#found.get(key);
    if (!found) return undefined;
    this.#packs.delete(found.pack);
    this.#packs.add(found.pack);
    let text = found.pieces[0];
    found.columns.forEach((number, i) => (text += number(found.row) + found.pieces[i + 1]));
    return text;
  }

  has(key) {
    return this.#found.has(key);
  }

  #put(key, entry) {
    this.#found.set(key, entry);
    entry.pack.keys.push(key);
  }

  #keep(pack) {
    this.#packs.add(pack);
    this.#size += pack.size;
    for (const old of this.#packs) {
      if (this.#size <= this.most || old === pack) break;
      this.#packs.delete(old);
      this.#size -= old.size;
      const gone = old.keys.filter((key) => this.#found.get(key)?.pack === old);
      for (const key of gone) this.#found.delete(key);
      if (gone.length) this.dropped(gone);
    }
  }
}

/** A packed column as a function from row to text. */
function column(packed) {
  if (typeof packed === "string") return () => packed;
  if (Array.isArray(packed)) return (row) => packed[row];
  const decimals = typeof packed.d === "number" ? () => packed.d : (row) => packed.d[row];
  const scale = 10 ** (typeof packed.d === "number" ? packed.d : Math.max(...packed.d));
  const values = sums(packed.v);
  return (row) => (values[row] / scale).toFixed(decimals(row));
}

function sums(steps) {
  let sum = 0;
  return Float64Array.from(steps, (step) => (sum += step));
}

/** The sentence of a layer (its accessible name), still as HTML. */
export const sentence = (layer) => layer.match(/ aria-label="([^"]*)"/)[1];

/** A button that plays a slider once, from one end to the other, and stops there.
 *
 * `at()` and `last` count its stops, `go(stop)` moves it, `ready()` says whether its picture is shown.
 * Where the reader wants no motion it shows a few still pictures, each for a second. */
export function playButton(label, { at, last, go, ready = () => true, down = false }) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "stage-play" });
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const [first, end] = down ? [() => last(), () => 0] : [() => 0, () => last()];
  let timer, since;
  const stop = () => show((timer = clearTimeout(timer)));
  function show(playing) {
    button.textContent = playing ? "❚❚" : "▶";
    button.setAttribute("aria-label", `${playing ? "Pause" : "Play"} ${label}`);
  }
  function step() {
    if (at() === end() || !button.isConnected) return stop();
    const wait = still.matches ? 1000 : Math.min(250, Math.max(40, 4000 / last()));
    if (ready() || performance.now() - since > 1000) {
      const stride = still.matches ? Math.ceil(last() / 8) : 1;
      go(Math.min(last(), Math.max(0, at() + (down ? -stride : stride))));
      since = performance.now();
    }
    timer = setTimeout(step, wait);
  }
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (at() === end()) go(first());
    since = performance.now();
    show((timer = setTimeout(step, 40)));
  });
  show(false);
  return Object.assign(button, { stop });
}

const MOST = 8e6; // characters of packs that one figure keeps
const DWELL = 100; // ms on a slider before its frames are asked for
const connected = new Map(); // id of a picture → promise of what `connect` gives

const status = (layer) => `<div role="status" aria-live="polite">${sentence(layer)}</div>`;

/** { text, epoch, key } of what the kernel has marked with a place; undefined for anything else. */
function marked(value) {
  const [, text, epoch, place] = value.match(/^([^]*)<!--(\d+):(.*)-->$/) ?? [];
  return place && { text, epoch: Number(epoch), key: JSON.stringify(JSON.parse(place)) };
}

/** Number of the last stop of a slider, and the stop next to where it stands. */
const last = (slider) => Math.ceil((slider.get("max") - slider.get("min")) / slider.get("step") - 1e-9);
const position = (slider) => {
  const base = slider.get("base");
  return base === undefined ? slider.get("value") : Math.log(slider.get("value")) / Math.log(base);
};
const nearest = (slider) =>
  Math.min(Math.round((position(slider) - slider.get("min")) / slider.get("step")), last(slider));

/** Where a control stands: the number of a stop, or [value]. The same as in lib/stage/stops.py. */
export function place(control) {
  const [value, index, min, max, step] = ["value", "index", "min", "max", "step"].map((n) => control.get(n));
  if (typeof value === "boolean") return Number(value);
  if (index !== undefined) return index ?? [value];
  if (![min, max].every(Number.isFinite) || !step) return [value];
  const near = 1e-14 * Math.max(Math.abs(min), Math.abs(max));
  if (Math.abs(position(control) - max) <= near) return last(control);
  const stop = nearest(control);
  return Math.abs(position(control) - min - stop * step) <= near ? stop : [value];
}

/** Move a slider to one of its stops, and tell the kernel. */
function go(slider, stop) {
  const at = Math.min(slider.get("min") + stop * slider.get("step"), slider.get("max"));
  slider.set("value", slider.get("base") === undefined ? at : slider.get("base") ** at);
  slider.save_changes();
}

/** Show the frames of one Ahead model's figure where its controls stand.
 *
 * Gives { controls, tell, ready }: their models, a way to the kernel, whether the picture is theirs. */
async function connect(model, signal) {
  const find = (id) => model.widget_manager.get_model(id.slice("IPY_MODEL_".length));
  const ids = [model.get("picture"), model.get("readout"), ...model.get("controls")];
  const [front, readout, ...controls] = await Promise.all(ids.map(find));
  if (signal?.aborted) return;
  let frames, epoch, asked, shown;
  let clock = 0; // how often the controls have moved
  let ours = false; // whether it is we who write into the picture just now
  let queue = Promise.resolve(); // packs are read one after the other, as each may need the last

  const wanted = () => JSON.stringify(controls.map(place));
  const older = (key) => shown && asked.get(key) < shown.clock;
  const tell = (content) => front.comm_live && front.send(content);

  function begin(number) {
    epoch = number;
    [frames, asked, shown] = [new Frames(MOST, (dropped) => tell({ dropped })), new Map(), undefined];
  }

  function show(next) {
    shown = next;
    ours = true;
    front.set("value", `${next.layer}<!--${epoch}:${next.key}-->`);
    readout.set("value", `${status(next.layer)}<!--${epoch}:${next.key}-->`);
    ours = false;
  }

  function moved() {
    const key = wanted();
    asked.delete(key);
    asked.set(key, ++clock);
    if (asked.size > 1000) asked.delete(asked.keys().next().value);
    const layer = frames.get(key);
    if (layer !== undefined) show({ key, layer, clock });
  }

  /** The kernel has drawn. A picture that is late must not replace the one that is wanted. */
  function drawn() {
    if (ours) return;
    const news = marked(front.get("value"));
    if (news?.epoch !== epoch) begin(news?.epoch);
    if (!news) return;
    const { key, text: layer } = news;
    frames.put(key, layer);
    const now = wanted();
    const held = key === now ? undefined : frames.get(now);
    if (held !== undefined) show({ key: now, layer: held, clock });
    else if (older(key)) show(shown);
    else shown = { key, layer, clock: asked.get(key) ?? clock };
  }

  /** The kernel has spoken. What it says of a picture that came late goes where that went. */
  function spoken() {
    const key = ours ? undefined : marked(readout.get("value"))?.key;
    if (key && shown && key !== shown.key && key !== wanted() && older(key)) show(shown);
  }

  function packed(message, [bytes]) {
    queue = queue.then(async () => {
      const pack = await unpack(bytes);
      if (message.epoch !== epoch) return;
      const key = (number) => JSON.stringify(message.place.map((p, axis) => (axis === message.axis ? number : p)));
      frames.add(pack, key);
      if (shown?.key !== wanted() && frames.has(wanted())) moved();
    });
  }

  begin();
  drawn();
  front.on("msg:custom", packed, model);
  front.on("change:value", drawn, model);
  readout.on("change:value", spoken, model);
  for (const control of controls) control.on("change:value change:index", moved, model);
  signal?.addEventListener("abort", () => {
    for (const each of [front, readout, ...controls]) each.off(null, null, model);
  });
  tell({ hello: true });
  return { controls, tell, ready: () => !shown || shown.key === wanted() };
}

/** What ipywidgets leaves undone for the controls of a stage: names, values as shown, their keys. */
function tend(stage, { controls, ready }) {
  for (const part of stage.querySelectorAll("[role=slider], input, select, button, .widget-readout")) {
    part.dataset.lmSuppressShortcuts = "true"; // keys meant for a control aren't the notebook's
  }
  for (const slider of stage.querySelectorAll(".widget-slider")) {
    const label = slider.querySelector(".widget-label")?.textContent ?? "";
    const [handle, typed] = ["[role=slider]", ".widget-readout"].map((c) => slider.querySelector(c));
    typed?.setAttribute("role", "textbox");
    typed?.setAttribute("aria-label", `${label}, typed value`);
    handle?.setAttribute("aria-label", label);
    const said = `${label.split(",")[0]} = ${typed?.textContent}`;
    if (typed && handle?.getAttribute("aria-valuetext") !== said) handle.setAttribute("aria-valuetext", said);
  }
  stage.querySelector(".stage-readout .widget-html-content")?.setAttribute("aria-live", "polite");
  controls.forEach((control, number) => {
    const box = stage.querySelector(`:is(.stage-moves-${number}, .stage-moves-${number} *).stage-plays`);
    if (!box?.querySelector(".widget-readout") || box.querySelector(".stage-play")) return;
    const button = playButton(box.querySelector(".widget-label").textContent, {
      at: () => nearest(control),
      last: () => last(control),
      go: (stop) => go(control, stop),
      ready,
      down: box.matches(".stage-plays-down"),
    });
    box.append(button);
    for (const event of ["pointerdown", "keydown"]) {
      box.addEventListener(event, ({ target }) => target !== button && button.stop(), { capture: true });
    }
  });
}

export default {
  initialize({ model, signal }) {
    if (typeof DecompressionStream === "undefined") return;
    const id = model.get("picture");
    connected.set(id, connect(model, signal)); // not awaited: anywidget gives up after two seconds
    signal?.addEventListener("abort", () => connected.delete(id));
  },

  async render({ model, el, signal }) {
    const figure = await connected.get(model.get("picture"));
    while (figure && !signal?.aborted && !el.closest(".stage")) await new Promise(requestAnimationFrame);
    if (!figure || signal?.aborted) return;
    const stage = el.closest(".stage");
    const quiet = ".stage-picture, .stage-readout";
    const changed = (records) => records.some(({ target }) => !target.closest?.(quiet));
    const observer = new MutationObserver((records) => changed(records) && tend(stage, figure));
    observer.observe(stage, { childList: true, subtree: true, attributeFilter: ["aria-valuetext"] });
    signal?.addEventListener("abort", () => observer.disconnect());
    tend(stage, figure);
    let near, timer;
    // Not at once: a move that comes first tells the kernel as much, and must not wait behind this.
    const dwell = ({ target }) => {
      const along = target.closest("[class*=stage-moves-]")?.className.match(/stage-moves-(\d+)/)[1];
      if (along === undefined || along === near) return;
      near = along;
      clearTimeout(timer);
      timer = setTimeout(() => figure.tell({ along: Number(along) }), DWELL);
    };
    stage.addEventListener("keydown", () => clearTimeout(timer), { capture: true, signal });
    for (const event of ["focusin", "pointerover"]) stage.addEventListener(event, dwell, { signal });
  },
};
