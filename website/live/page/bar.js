// The bar on top of a page: the button that starts Python, how far that is, Stop, the reader's progress.

const MB = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

/** What to try when Python doesn't start. */
function advice(problem) {
  if (typeof WebAssembly !== "object") return "this browser has no WebAssembly, which it needs. Try a current Firefox, Chrome, Edge or Safari.";
  if (/fetch|network|load failed/i.test(problem) || !navigator.onLine) return "a part of it didn't come. Is the network there? Then press the button again.";
  if (/memory|allocat|range/i.test(problem)) return "there isn't memory enough for it. Close other tabs, then press the button again.";
  return "reload the page, then press the button again; or try another browser.";
}

export class Bar {
  /** `element` is what website/live/__init__.py put there; `acts`: start, stop, all, save, load. */
  constructor(element, acts) {
    this.element = element;
    const size = MB(Number(element.dataset.bytes));
    element.innerHTML = `
      <div class="live-row">
        <button type="button" data-act="start" class="live-main">Make this page live</button>
        <progress hidden aria-label="Fetching Python" max="1" value="0"></progress>
        <span class="live-text">Python starts in this tab: your own functions, code that you change, checked exercises. ${size} the first time; nothing is installed, nothing is sent anywhere.</span>
        <button type="button" data-act="stop" hidden>■ Stop</button>
        <button type="button" data-act="all" hidden>▶ Run all</button>
        <details><summary>My progress</summary><div class="live-progress">
          <p>Your answers, and code that you change, stay in this browser. As a file your answers go with you: the notebooks read and write the same.</p>
          <button type="button" data-act="save">Save to a file</button>
          <label class="live-load">Load a file <input type="file" accept=".json,application/json"></label>
          <p class="live-kept" role="status"></p>
          <div class="live-left" hidden><p>Code that you wrote into cells which the course has changed since:</p></div>
        </div></details>
      </div>
      <p class="live-phase" role="status"></p>`;
    const part = (query) => element.querySelector(query);
    [this.text, this.progress, this.phase, this.kept] = [".live-text", "progress", ".live-phase", ".live-kept"].map(part);
    this.buttons = Object.fromEntries(["start", "stop", "all", "save"].map((act) => [act, part(`[data-act=${act}]`)]));
    for (const [act, button] of Object.entries(this.buttons)) button.addEventListener("click", acts[act]);
    const file = part("input[type=file]");
    file.addEventListener("change", () => file.files[0] && [acts.load(file.files[0]), (file.value = "")]);
    element.hidden = false;
  }

  /** How many cells have code of the reader's own, which comes back when the page is live. */
  mine(many) {
    if (many && !this.element.dataset.phase) this.phase.textContent = `Code that you wrote here is kept, in ${many === 1 ? "one cell" : `${many} cells`}: it is back when the page is live.`;
  }

  /** The reader's code (entries of mine.js) that no cell of the page has a place for; `forget()` throws it away. */
  left(entries, forget) {
    const box = this.element.querySelector(".live-left");
    box.hidden = !entries.length;
    for (const { code } of entries) box.append(Object.assign(document.createElement("pre"), { textContent: code, tabIndex: 0 }));
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Forget it" });
    button.addEventListener("click", () => forget().then(() => (box.hidden = true)));
    box.append(button);
  }

  /** Python is on its way. */
  waits() {
    this.#show("loading");
    this.progress.value = 0;
    this.text.textContent = "Asking for Python …";
    this.phase.textContent = "Python is being fetched. Meanwhile all of the page goes on moving.";
  }

  fetched({ name, come, all }) {
    this.progress.value = come / all;
    const what = name.endsWith(".whl") ? name.split("-")[0] : "Python";
    this.text.textContent = `Fetching ${what}: ${MB(come)} of ${MB(all)}`;
  }

  starting({ frozen }) {
    this.element.dataset.python = frozen ? "frozen" : "from its wheels";
    this.progress.removeAttribute("value");
    this.text.textContent = "Starting Python …";
  }

  /** Cells can be run; `text` says what goes on. */
  live(text) {
    this.#show("live");
    if (this.text.textContent !== text) this.text.textContent = text;
    this.phase.textContent = "";
  }

  failed(problem) {
    this.#show("");
    this.text.textContent = `Python couldn't be started: ${advice(problem)} The page moves without it too. (${problem})`;
  }

  #show(phase) {
    this.element.dataset.phase = phase;
    this.buttons.start.hidden = phase !== "";
    this.progress.hidden = phase !== "loading";
    this.buttons.stop.hidden = this.buttons.all.hidden = phase !== "live";
  }
}
