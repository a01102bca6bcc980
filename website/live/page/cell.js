// A cell of the page: its code in an editor, a button that runs it, what it shows.

import { edit } from "./editor.js";
import { Output } from "./output.js";


export class Cell {
  status = "new"; // new, waits, runs, ok, error, stopped

  /** `box` is the page's own cell; `run(cell)` runs it; `keep(entry)` keeps the reader's code, as mine.js has it. */
  constructor(box, number, { run, keep, manager }) {
    Object.assign(this, { box, number, id: `${location.pathname}#${number}` });
    this.input = box.querySelector(".cell_input") ?? box.insertAdjacentElement("afterbegin", make("div", "cell_input"));
    this.original = box.dataset.code ?? this.input.querySelector("pre").textContent.replace(/\n$/, "");
    this.still = box.querySelector(".cell_output") ?? box.appendChild(make("div", "cell_output"));
    this.figure = this.still.querySelector("figure.moving");
    this.exercise = this.still.querySelector(".exercise");
    box.live = this;
    this.live = make("div", "live-output");
    this.still.before(this.live);
    this.#tools(run);
    this.#edit({ run, keep });
    this.manager = manager;
    this.fresh();
  }

  /** Go on with what the reader once wrote here: an entry of mine.js. */
  takes({ code, back }) {
    this.mine = code;
    this.#shows(back ? this.original : code);
  }

  get code() {
    return this.editor.code;
  }

  /** Go back to what the page showed without Python. */
  fresh() {
    this.live.replaceChildren();
    this.live.hidden = true;
    this.still.classList.remove("live-behind");
    this.is("new");
  }

  is(status, said = "") {
    this.status = this.box.dataset.status = status;
    this.said.textContent = said;
  }

  /** A run begins: what it shows replaces what stood there when the first of it is ready. */
  begin() {
    this.is("runs", "running …");
    this.next?.remove();
    this.next = make("div");
    Object.assign(this.next, { className: "live-output", hidden: true });
    this.live.after(this.next); // a widget is shown only where it is on the page
    this.output = new Output(this.next, this.manager);
    this.chain = Promise.resolve();
  }

  take(message) {
    const { output } = this;
    this.chain = this.chain.then(async () => {
      if (message.what === "clear") output.clear();
      else await output[message.what](message);
      this.#replace();
    });
  }

  /** It has ended; `how` is what Python says of it. Resolves when all is on the page. */
  async end(how) {
    await this.chain;
    if (how.status === "error") this.output.failed(how);
    if (how.status === "stopped") this.output.say("Stopped. Change the code, then run it again.");
    this.#replace();
    this.is(how.status, { error: "it ended with an error", stopped: "stopped" }[how.status] ?? "");
  }

  /** Where the reader had put the page's figure, if anywhere. */
  get places() {
    return this.figure?.dataset.touched ? this.figure.standing() : undefined;
  }

  #replace() {
    if (this.next) {
      this.live.remove();
      this.live = this.next;
      this.next = undefined;
    }
    this.live.hidden = this.output.empty;
    this.still.classList.add("live-behind");
    this.still.classList.toggle("live-has-exercise", Boolean(this.exercise));
  }

  #tools(run) {
    const bar = make("div", "live-tools");
    this.button = make("button", "live-run");
    Object.assign(this.button, { type: "button", textContent: "▶ Run", title: "Shift + Enter in the code does the same" });
    this.button.setAttribute("aria-label", `Run cell ${this.number + 1}`);
    this.button.addEventListener("click", () => run(this));
    this.back = make("button", "live-back");
    Object.assign(this.back, { type: "button", textContent: "↺ As it was", hidden: true });
    this.back.addEventListener("click", () => this.#turn());
    [this.said, this.own] = [make("span", "live-said"), make("span", "live-own")];
    bar.append(this.button, this.back, this.own, this.said);
    this.input.after(bar);
    const first = this.exercise?.querySelector("p");
    if (first) first.textContent = "Write your code where the dots are, then press Run: it is checked at once.";
  }

  #edit({ run, keep }) {
    this.input.replaceChildren();
    this.input.classList.add("live-code");
    this.editor = edit(this.input, this.original, `Code of cell ${this.number + 1}. Tab indents; Escape, then Tab leaves.`, {
      run: () => run(this),
      changed: (text) => {
        const back = text === this.original;
        if (!this.turns) this.mine = back ? undefined : text;
        this.#told();
        keep({ of: this.original, nth: this.nth, code: this.mine, back });
      },
    });
    this.#told();
  }

  /** From the reader's code to the course's, or from that to the reader's. */
  #turn() {
    this.#shows(this.code === this.original ? this.mine : this.original);
  }

  #shows(code) {
    this.turns = true;
    this.editor.code = code;
    this.turns = false;
  }

  #told() {
    const changed = this.code !== this.original;
    this.back.hidden = this.mine === undefined;
    this.back.textContent = changed ? "↺ As it was" : "↻ My code";
    this.own.textContent = changed ? "Your code, kept in this browser." : "";
  }
}

function make(tag, className = "") {
  return Object.assign(document.createElement(tag), { className });
}

/** The cells of this page: code cells, and figures that say which code they come from. */
export const boxes = () => [...document.querySelectorAll("div.cell:has(> .cell_input), .live-figure")];
