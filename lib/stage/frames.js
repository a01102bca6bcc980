// Frames of a live figure, kept in the browser; lib/stage/frames.py says how they are packed.
// What is named serves pages with and without a kernel. The default export is lib/stage/ahead.py's other
// half: it shows the frames that it holds at once, and does for controls what ipywidgets leaves undone.

/** What lib/stage/frames.py packed, from its deflated bytes; `size`: how much text it was. */
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
    Object.assign(this, { most, dropped });
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
    const { pieces, columns, row } = found;
    return columns.reduce((text, number, i) => text + number(row) + pieces[i + 1], pieces[0]);
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
  const [values, scale] = [sums(packed.v), 10 ** Math.max(...[packed.d].flat())];
  return (row) => (values[row] / scale).toFixed(packed.d[row] ?? packed.d);
}
const sums = (steps, sum = 0) => Float64Array.from(steps, (step) => (sum += step));

/** The sentence of a layer (its accessible name), still as HTML. */
export const sentence = (layer) => layer.match(/ aria-label="([^"]*)"/)[1];

/** A button that plays a slider once, from one end to the other, and stops there.
 * `at()` and `last` count its stops, `go(stop)` moves it, `ready()` says whether its picture is shown.
 * Where the reader wants no motion it shows a few still pictures, each for a second. */
export function playButton(label, { at, last, go, ready = () => true, down = false }) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "stage-play" });
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let [timer, since] = [undefined, 0]; // what is to come, and when it last moved
  const set = (next) => {
    timer = next;
    const [sign, verb] = timer ? ["❚❚", "Pause"] : ["▶", "Play"];
    if (button.textContent !== sign) button.textContent = sign;
    button.setAttribute("aria-label", `${verb} ${label}`);
  };
  const stop = () => set(clearTimeout(timer));
  const move = (stop) => [go(Math.min(last(), Math.max(0, stop))), (since = performance.now())];
  function step() {
    if (at() === (down ? 0 : last()) || !button.isConnected) return stop();
    const stride = still.matches ? Math.ceil(last() / 8) : 1;
    if (ready() || performance.now() - since > 1000) move(at() + (down ? -stride : stride));
    set(setTimeout(step, still.matches ? 1000 : Math.min(250, Math.max(40, 4000 / last()))));
  }
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (at() === (down ? 0 : last())) move(down ? last() : 0);
    set(setTimeout(step, 40));
  });
  return set(), Object.assign(button, { stop });
}

const MOST = 8e6; // characters of packs that one figure keeps
const [LOST, DWELL] = [1000, 100]; // ms: a change held back for an "idle"; on a slider, till its frames are asked for
const GONE = "⚠ The kernel was restarted or has ended. Until its cell is run again this figure stands still: ";
const connected = new Map(); // id of a picture → promise of what `connect` gives
const status = (text) => `<div role="status" aria-live="polite">${text}</div>`;

// Of a slider: how far from its start (in a log slider's exponents), its last stop, the stop next to it.
const along = (slider, value = slider.get("value"), base = slider.get("base")) =>
  (base === undefined ? value : Math.log(value) / Math.log(base)) - slider.get("min");
const last = (slider) => Math.ceil((slider.get("max") - slider.get("min")) / slider.get("step") - 1e-9);
const nearest = (slider) => Math.min(Math.round(along(slider) / slider.get("step")), last(slider));

/** Where a control stands: the number of a stop, or [value]. The same as in lib/stage/stops.py. */
export function place(control) {
  const [value, index, min, max, step] = ["value", "index", "min", "max", "step"].map((n) => control.get(n));
  if (typeof value === "boolean" || index !== undefined) return index === undefined ? Number(value) : (index ?? [value]);
  if (![min, max].every(Number.isFinite) || !step) return [value];
  const near = 1e-14 * Math.max(Math.abs(min), Math.abs(max));
  if (Math.abs(along(control) + min - max) <= near) return last(control);
  return Math.abs(along(control) - nearest(control) * step) <= near ? nearest(control) : [value];
}

/** Move a slider to one of its stops, and tell the kernel. */
function go(slider, stop) {
  const at = Math.min(slider.get("min") + stop * slider.get("step"), slider.get("max"));
  slider.set("value", slider.get("base") === undefined ? at : slider.get("base") ** at);
  slider.save_changes();
}

/** ipykernel 7 says no "idle" after a message taken while a cell waits or just ends, and ipywidgets holds the
 * next change back until one comes: once the message was heard (echoed), none is coming. Until then it looks again. */
export function release(control, held = control._msg_buffer) {
  const idle = () => control._handle_status?.({ content: { execution_state: "idle" } });
  const due = () => held && held === control._msg_buffer && control.comm_live !== false; // before the wait and after it
  if (due()) setTimeout(() => due() && (control._expectedEchoMsgIds?.size ? release(control) : idle()), LOST);
}

/** Show the frames of one Ahead model's figure where its controls stand.
 * Gives { controls, tell, ready }: their models, a way to the kernel, whether the picture is theirs. */
async function connect(model, signal) {
  const find = (id) => model.widget_manager.get_model(id.slice("IPY_MODEL_".length));
  const ids = [model.get("picture"), model.get("readout"), ...model.get("controls")];
  const [front, readout, ...controls] = await Promise.all(ids.map(find));
  let frames, epoch, asked, shown;
  let clock = 0; // how often the controls have moved
  let ours = false; // whether it is we who write into the picture just now
  let queue = Promise.resolve(); // packs are read one after the other, as each may need the last
  const wanted = () => JSON.stringify(controls.map(place));
  const older = (key) => shown && asked.get(key) < shown.clock;
  const tell = (content) => front.comm_live && front.send(content);
  /** The place that the kernel's value of a widget tells of, and its epoch. */
  function told(widget) {
    const [, number, key] = widget.get("place")?.match(/^(\d+):(.*)$/) ?? [];
    return { key: key && JSON.stringify(JSON.parse(key)), number };
  }

  const begin = (number) =>
    ([epoch, asked, shown, frames] = [number, new Map(), , new Frames(MOST, (dropped) => tell({ dropped }))]);
  function show(next) {
    const at = `${epoch}:${next.key}`;
    shown = next;
    ours = true;
    front.set({ value: next.layer, place: at });
    readout.set({ value: status(sentence(next.layer)), place: at });
    ours = false;
  }

  function moved() {
    if (!front.comm_live) return;
    const key = wanted();
    asked.delete(key);
    asked.set(key, ++clock);
    if (asked.size > 1000) asked.delete(asked.keys().next().value);
    const layer = frames.get(key);
    if (layer !== undefined) show({ key, layer, clock });
  }

  const where = () => (front.comm_live ? "" : GONE) + sentence(front.get("value"));
  /** The kernel has drawn. A picture that is late must not replace the one that is wanted. */
  function drawn() {
    if (ours) return;
    const [{ key, number }, layer] = [told(front), front.get("value")];
    if (number !== epoch) begin(number);
    if (!key) return;
    frames.put(key, layer);
    const now = wanted();
    const held = key === now ? undefined : frames.get(now);
    if (held !== undefined) show({ key: now, layer: held, clock });
    else if (older(key)) show(shown);
    else shown = { key, layer, clock: asked.get(key) ?? clock };
  }

  /** The kernel has spoken. What it says of a picture that came late goes where that went. */
  function spoken() {
    const { key } = told(readout);
    if (!ours && key && shown && key !== shown.key && key !== wanted() && older(key)) show(shown);
  }

  function packed(message, [bytes]) {
    queue = queue.then(async () => {
      const pack = await unpack(bytes);
      if (String(message.epoch) !== epoch) return;
      frames.add(pack, (number) => JSON.stringify(message.place.with(message.axis, number)));
      if (shown?.key !== wanted() && frames.get(wanted())) moved();
    });
  }

  drawn(begin());
  front.on("change", drawn, model);
  front.on("msg:custom", packed, model);
  front.on("comm_live_update", () => readout.set("value", status(where())), model);
  readout.on("change", spoken, model);
  const turned = (control) => [moved(), setTimeout(release, 0, control)]; // ipywidgets has sent it by then
  for (const control of controls) control.on("change:value change:index", turned, model);
  signal.addEventListener("abort", () => [front, readout, ...controls].forEach((each) => each.off(null, null, model)));
  tell({ hello: true });
  return { controls, tell, front, ready: () => !shown || shown.key === wanted() };
}

/** A control that moves nothing any more doesn't move itself, nor does it play. */
function rest(stage, gone) {
  for (const part of stage.children) part.inert = gone && !part.matches(".stage-picture, .stage-readout");
  if (gone) for (const button of stage.querySelectorAll(".stage-play")) button.stop();
}

/** What ipywidgets leaves undone for the controls of a stage: names, values as shown, their keys. */
function tend(stage, { controls, ready }) {
  const parts = stage.querySelectorAll("[role=slider], input, select, button, .widget-readout");
  for (const part of parts) part.dataset.lmSuppressShortcuts = "true"; // its keys aren't the notebook's
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
    const slide = { at: () => nearest(control), last: () => last(control), go: (stop) => go(control, stop), ready };
    const [label, down] = [box.querySelector(".widget-label").textContent, box.matches(".stage-plays-down")];
    const button = playButton(label, { ...slide, down });
    box.append(button);
    const other = ({ target }) => target !== button && button.stop(); // the reader's own hand comes first
    for (const event of ["pointerdown", "keydown"]) box.addEventListener(event, other, { capture: true });
  });
}

export default {
  initialize({ model, signal }) {
    if (typeof DecompressionStream === "undefined") return;
    const id = model.get("picture"); // not awaited: anywidget gives up after two seconds
    connected.set(id, connect(model, signal).catch(() => undefined)); // it may be closed meanwhile
    signal.addEventListener("abort", () => connected.delete(id));
  },

  async render({ model, el, signal }) {
    const figure = await connected.get(model.get("picture"));
    while (!signal.aborted && !el.closest(".stage")) await new Promise(requestAnimationFrame);
    if (!figure || signal.aborted) return;
    const stage = el.closest(".stage");
    const changed = (all) => all.some(({ target }) => !target.closest(".stage-picture, .stage-readout"));
    const observer = new MutationObserver((records) => changed(records) && tend(stage, figure));
    observer.observe(stage, { childList: true, subtree: true, attributeFilter: ["aria-valuetext"] });
    tend(stage, figure);
    const live = () => rest(stage, !figure.front.comm_live);
    figure.front.on("comm_live_update", live, observer);
    if (!figure.front.comm_live) live();
    signal.addEventListener("abort", () => [observer.disconnect(), figure.front.off(null, live, observer)]);
    let near, timer;
    // Not at once: a move that comes first tells the kernel as much, and must not wait behind this.
    const dwell = ({ target }) => {
      const number = target.closest("[class*=stage-moves-]")?.className.match(/stage-moves-(\d+)/)[1];
      if (number === undefined || number === near) return;
      near = number;
      clearTimeout(timer);
      timer = setTimeout(() => figure.tell({ along: Number(number) }), DWELL);
    };
    stage.addEventListener("keydown", () => clearTimeout(timer), { capture: true, signal });
    for (const event of ["focusin", "pointerover"]) stage.addEventListener(event, dwell, { signal });
  },
};
