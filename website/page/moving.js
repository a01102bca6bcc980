// The figures of a page without a kernel. website/figures.py writes what is found here, and
// website/packs.py the packs: scripts, as a page that is opened from a disk may not fetch.
// `Frames`, `unpack`, `sentence` and `playButton` come from lib/stage/frames.js, which stands above.

const SITE = new URL("../", document.currentScript.src);
const taking = new Map(); // name of a pack's part → what takes its bytes

globalThis.takePack = (name, text) => taking.get(name)?.(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));

/** The bytes of a part of a pack, or of a drawing in `folder` "". */
function bytesOf(name, folder = "packs/", fetchPriority = "high") {
  return new Promise((done, fail) => {
    taking.set(name, done);
    const src = new URL(`${folder}${name}.js`, SITE);
    const script = Object.assign(document.createElement("script"), { fetchPriority, src });
    script.onload = () => script.remove();
    script.onerror = () => [script.remove(), fail(new Error("it couldn't be loaded"))];
    document.head.append(script);
  });
}

/** One pack: its frames, its axes, and the still part behind them; `rest` is there where it is in two. */
class Pack {
  #frames = new Frames();
  #rest;

  constructor([first, rest]) {
    this.names = { first, rest };
  }

  async load() {
    const told = await unpack(await bytesOf(this.names.first));
    this.#frames.add(told);
    Object.assign(this, { axes: told.axes, back: told.back });
    return this;
  }

  /** Load the other part; resolves when it is there. */
  more() {
    if (!this.names.rest) return Promise.resolve();
    this.#rest ??= bytesOf(this.names.rest)
      .then(unpack)
      .then((told) => this.#frames.add(told))
      .catch((problem) => {
        this.#rest = undefined;
        throw problem;
      });
    return this.#rest;
  }

  /** The layer where the axes stand at these numbers of their values; undefined while it isn't there. */
  at = (numbers) => this.#frames.get(numbers.reduce((key, n, i) => key * this.axes[i].texts.length + n, 0));
}

const numberOf = (text) => {
  const plain = text.trim().replace("−", "-").replace(",", ".").replace(/^10\^(.+)$/, "1e$1");
  return plain === "" ? NaN : Number(plain);
};

/** Which of the values is nearest; by powers of ten for a slider of exponents. */
function nearest(values, wanted, log) {
  const far = (value) => Math.abs(log ? Math.log(value / wanted) : value - wanted);
  return values.reduce((best, value, i) => (far(value) < far(values[best]) ? i : best), 0);
}

/** A control of a figure: a slider with its typed value, a list, or a switch. */
class Control {
  constructor(box, moved) {
    this.input = box.querySelector("input, select");
    this.typed = box.querySelector(".typed");
    this.log = box.matches(".log");
    this.label = box.querySelector("label").textContent;
    const told = box.querySelector("script");
    if (told) this.is(JSON.parse(told.textContent));
    this.input.addEventListener("input", () => [this.show(), moved(this)]);
    this.typed?.addEventListener("change", () => this.#taken(moved));
    for (const button of box.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => {
        const count = Number(this.input.max) + 1;
        this.go((this.number + Number(button.dataset.step) + count) % count, moved);
      });
    }
    if (this.input.dataset.plays) {
      const slide = { at: () => this.number, last: () => Number(this.input.max), go: (n) => this.go(n, moved) };
      this.play = playButton(this.label, { ...slide, ready: () => moved.ready(), down: this.input.dataset.plays === "down" });
      box.append(this.play);
      const other = ({ target }) => target !== this.play && this.play.stop();
      for (const event of ["pointerdown", "keydown"]) box.addEventListener(event, other);
    }
  }

  /** Which of its values it has. */
  get number() {
    if (this.input.type === "checkbox") return Number(this.input.checked);
    return Number(this.input.value);
  }

  /** Its value: a number, the text of a choice, whether it is on. */
  get value() {
    if (this.input.type === "checkbox") return this.input.checked;
    return this.axis && this.input.type === "range" ? this.axis.values[this.number] : this.input.selectedOptions?.[0].text;
  }

  /** Take other values, and stand at the one nearest to where it stood. */
  is(axis) {
    const value = this.axis?.values[this.number];
    this.axis = axis;
    if (this.input.type !== "range") return;
    this.input.max = axis.values.length - 1;
    if (value !== undefined) this.input.value = nearest(axis.values, value, this.log);
    this.show();
  }

  go(number, moved) {
    this.input.value = number;
    this.show();
    moved(this);
  }

  show() {
    if (!this.typed || !this.axis) return;
    const text = this.axis.texts[this.number];
    this.input.setAttribute("aria-valuetext", `${this.label.split(",")[0]} = ${text}`);
    this.typed.value = text;
  }

  /** Go to the value that is nearest to what was typed. */
  #taken(moved) {
    const asked = this.typed.value.trim();
    const wanted = numberOf(asked);
    if (!this.axis || Number.isNaN(wanted) || (this.log && wanted <= 0)) {
      this.show();
      moved(this, asked ? `“${asked}” is no number for this slider.` : "");
      return;
    }
    const number = nearest(this.axis.values, wanted, this.log);
    const there = this.axis.values[number];
    this.input.value = number;
    this.show();
    const exact = Math.abs(there - wanted) <= 1e-9 * Math.abs(there) || this.axis.texts[number] === asked;
    moved(this, exact ? "" : `${asked} isn't drawn here; this is ${this.axis.texts[number]}, the nearest that is.`);
  }
}

function begin(figure) {
  const about = JSON.parse(figure.dataset.about);
  const parts = JSON.parse(figure.dataset.packs);
  const [back, front, said, aside] = [".back", ".front", ".said", ".aside"].map((c) => figure.querySelector(c));
  const packs = new Map(); // number → promise of a Pack
  const backs = new Map(); // number → still part, of the pack that has none of its own
  const start = about.first.reduce((n, first, i) => n * about.sizes[i] + first, 0);
  let [pack, present, shown, behind] = [undefined, undefined, undefined, start];
  const apart = back.dataset.drawing; // a file of its own
  if (!apart) backs.set(start, back.innerHTML);
  let drawing;

  /** The still part of the start, where it isn't on the page; resolves when it is there. */
  function drawn(priority) {
    if (backs.has(start)) return Promise.resolve();
    drawing ??= bytesOf(apart, "", priority)
      .then(unpack)
      .then((told) => {
        backs.set(start, told.back);
        if (behind === start) back.innerHTML = told.back;
      })
      .catch((problem) => {
        drawing = undefined;
        throw problem;
      });
    return drawing;
  }

  const controls = (names, role) =>
    names.map((name) => {
      const input = figure.querySelector(`[data-${role}="${name}"]`);
      return input && new Control(input.closest(".control"), moved);
    });
  moved.ready = () => !figure.classList.contains("waits");
  const [axes, choices] = [controls(about.moves, "moves"), controls(about.chooses, "chooses")];

  const wait = (waits) => figure.classList.toggle("waits", waits);
  const trouble = (problem) => {
    wait(false);
    aside.textContent = ` The picture can't move just now: ${problem.message}.`;
  };

  /** A control was moved; `told` is what is to be said of it beside the sentence. */
  function moved(control, told = "") {
    aside.textContent = told && ` ${told}`;
    if (choices.includes(control)) choose().catch(trouble);
    else show();
  }

  /** Take the pack for what is chosen. */
  async function choose() {
    const number = choices.reduce((n, c, i) => n * about.sizes[i] + (c?.number ?? 0), 0);
    if (number === present) return;
    present = number;
    wait(true);
    if (!packs.has(number)) packs.set(number, new Pack(parts[number]).load());
    try {
      const [found] = await Promise.all([packs.get(number), number === start && drawn()]);
      if (number !== present) return; // another was chosen meanwhile
      pack = found;
      axes.forEach((axis, i) => axis.is(pack.axes[i]));
      show();
    } catch (problem) {
      packs.delete(number);
      if (number === present) present = undefined;
      throw problem;
    }
  }

  /** Show the picture where the controls stand, or load it. */
  function show() {
    if (!pack) return void choose().catch(trouble);
    const layer = pack.at(axes.map((axis) => axis.number));
    if (layer === undefined) {
      const wanted = pack;
      wait(true);
      wanted.more().then(() => wanted === pack && show(), trouble);
      return;
    }
    wait(false);
    figure.dataset.moved ??= Math.round(performance.now()); // what is shown comes from a pack
    if (behind !== present) back.innerHTML = pack.back ?? backs.get(present);
    behind = present;
    if (layer === shown) return;
    shown = layer;
    front.innerHTML = layer;
    said.innerHTML = sentence(layer);
  }

  /** Where its controls stand, by name: for whoever takes over from here, and for tests. */
  figure.standing = () => {
    const named = [...about.moves, ...about.chooses].map((name, i) => [name, [...axes, ...choices][i]?.value]);
    return Object.fromEntries(named.filter(([, value]) => value !== undefined));
  };
  figure.drawn = drawn;
  new IntersectionObserver(([entry], near) => {
    if (!entry.isIntersecting) return;
    near.disconnect();
    choose().catch(trouble);
  }, { rootMargin: "400px" }).observe(figure);
  // The rest of a large pack comes when a hand is near.
  const near = () => choose().then(() => pack?.more()).catch(trouble);
  for (const event of ["pointerover", "focusin"]) figure.addEventListener(event, near, { once: true });
}

// At leisure the drawings of all figures, so that the page can be printed.
async function restOf(figures) {
  for (const figure of figures) await figure.drawn?.("low").catch(() => {});
}
addEventListener("load", () => setTimeout(() => restOf(document.querySelectorAll("figure.moving")), 2000));

meet("figure.moving", begin);
