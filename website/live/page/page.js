// A page that is live: its cells run one after the other, in one Python.

import { boxes, Cell } from "./cell.js";
import { forget, same, write, written } from "./mine.js";
import { add, keeps } from "./progress.js";
import { Python } from "./python.js";
import { Manager } from "./widgets.js";

const PATIENCE = 1500; // ms after which it is said that Python doesn't answer
const LONG = 6000; // ms after which a cell that runs is said to have a way out
const NOWHERE = "This browser keeps nothing of what you write here: copy what you want to have later.";
const WAY_OUT = "Stop ends it: your code and your answers stay, and the cells above run again.";

export class Page {
  about = []; // what else is to be said of the reader's code
  back = []; // cells into which the reader's code came back
  #queue = [];
  #running; // the cell that runs

  constructor(bar, home) {
    Object.assign(this, { bar, home });
    this.python = new Python((message) => this.#heard(message));
  }

  /** Start Python and run all cells. */
  async start() {
    await this.#begin();
    this.cells ??= await this.#cells();
    this.runAll();
  }

  runAll() {
    this.cells.forEach((cell) => this.run(cell));
  }

  /** Run a cell when those before it in the queue have run. */
  run(cell) {
    if (!this.#queue.includes(cell)) {
      this.#queue.push(cell);
      if (cell !== this.#running) cell.is("waits", "waits for its turn");
    }
    this.#next();
  }

  /** End this Python, begin another one, and run the cells above the one that ran once more. */
  async stop() {
    const [stopped, ran] = [this.#running, this.cells.filter((cell) => ["ok", "error"].includes(cell.status))];
    const above = ran.filter((cell) => !stopped || cell.number < stopped.number);
    this.#queue = [];
    this.ready = false;
    this.python.stop();
    await this.#begin();
    for (const cell of this.cells) if (cell !== stopped) cell.fresh();
    above.forEach((cell) => this.run(cell));
    this.#say();
  }

  takeProgress(text) {
    if (this.ready) this.python.takeProgress(text);
  }

  async #begin() {
    this.bar.waits();
    const files = await (await fetch(new URL("./files.json", import.meta.url), { cache: "no-cache" })).json();
    await this.python.start({ home: this.home, files, progress: await add() });
    this.manager = new Manager((text, buffers) => this.#comm(text, buffers));
    for (const cell of this.cells ?? []) cell.manager = this.manager;
    this.ready = true;
  }

  /** The page's cells, with what the reader wrote into them on an earlier visit. */
  async #cells() {
    const kept = await written().catch(() => []);
    const acts = { run: (cell) => this.run(cell), keep: (entry) => this.#keep(entry), manager: this.manager };
    const cells = boxes().map((box, number) => new Cell(box, number, acts));
    for (const cell of cells) {
      cell.nth = cells.slice(0, cell.number).filter(({ original }) => original === cell.original).length;
      const entry = kept.find((each) => same(each, { of: cell.original, nth: cell.nth }));
      if (entry) cell.takes(entry);
    }
    const isHere = (entry) => cells.some(({ original, nth }) => same(entry, { of: original, nth }));
    const left = kept.filter((entry) => !isHere(entry));
    this.bar.left(left, () => forget(left));
    this.back = cells.filter((cell) => cell.code !== cell.original);
    if (left.length) this.about.push("Code of yours whose cell has changed since is under My progress.");
    if (!(await keeps())) this.about.push(NOWHERE);
    return cells;
  }

  #keep(entry) {
    write(entry).catch(() => {
      this.about = [NOWHERE];
      this.#say();
    });
  }

  async #next() {
    if (this.#running || !this.ready || !this.#queue.length) return;
    const cell = (this.#running = this.#queue.shift());
    cell.begin();
    this.#say();
    const long = setTimeout(() => cell === this.#running && this.bar.live(`Cell ${cell.number + 1} takes long. ${WAY_OUT}`), LONG);
    const { places } = cell;
    const how = await this.python.run(cell.id, cell.code);
    clearTimeout(long);
    await cell.end(how);
    if (how.status === "ok" && places && this.ready) this.python.stand(places);
    this.#running = undefined;
    this.#say();
    this.#next();
  }

  #say() {
    if (!this.ready) return; // it is being started, and the bar says how far that is
    const left = this.#queue.length;
    const more = left ? `, ${left} more to run` : "";
    this.bar.live(this.#running ? `Running cell ${this.#running.number + 1}${more} …` : `Live: move, change and run what you like.${this.#aboutCode()}`);
  }

  #aboutCode() {
    const back = this.back.filter((cell) => cell.code !== cell.original).length;
    const told = back ? [`Your own code is back in ${back === 1 ? "one cell" : `${back} cells`}: ↺ As it was, below it, shows the course’s.`] : [];
    return [...told, ...this.about].map((sentence) => ` ${sentence}`).join("");
  }

  #comm(text, buffers) {
    if (!this.ready) return;
    this.python.comm(text, buffers);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.python.waiting && !this.#running) this.bar.live(`Python is at work on a figure. If it takes too long, ${WAY_OUT}`);
      this.behind = true;
    }, PATIENCE);
  }

  #heard(message) {
    const { what } = message;
    if (what === "fetched" || what === "starting") this.bar[what](message);
    else if (what === "comm") this.manager?.take(message);
    else if (what === "progress") add(message.text).catch(() => {});
    else if (what === "heard" && this.behind && !this.python.waiting) [(this.behind = false), this.#say()];
    else if (["shown", "printed", "clear"].includes(what)) this.#running?.take(message);
  }
}
