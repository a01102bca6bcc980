// What a cell shows and prints, in the page.

const ANSI = /\x1b\[[0-9;]*m/g;

export class Output {
  #stream; // the last text printed, to which more is added
  plain = ""; // all of it, as a terminal would have it

  constructor(element, manager) {
    Object.assign(this, { element, manager });
  }

  get empty() {
    return !this.element.hasChildNodes();
  }

  clear() {
    this.plain = "";
    this.element.replaceChildren();
    this.#stream = undefined;
  }

  printed({ name, text }) {
    this.plain += text;
    if (this.#stream?.className !== name || !this.#stream.isConnected) this.#stream = this.#add("pre", name);
    this.#stream.append(text);
  }

  /** Show the best of a MIME bundle; resolves when it is there. */
  async shown({ data }) {
    this.#stream = undefined;
    this.plain += data["text/plain"] ?? "";
    const widget = data["application/vnd.jupyter.widget-view+json"];
    const still = data["text/html"] ?? data["image/svg+xml"];
    if (widget) {
      const box = this.#add("div", "live-widget");
      try {
        await this.manager.show(widget.model_id, box);
        return;
      } catch (problem) {
        console.warn(problem);
        box.remove();
      }
    }
    if (still) this.#add("div", "live-html").innerHTML = still;
    else if (data["image/png"]) {
      const picture = this.#add("img");
      Object.assign(picture, { src: `data:image/png;base64,${data["image/png"]}`, alt: data["text/plain"] ?? "" });
    } else this.#add("pre").append(data["text/plain"] ?? "");
  }

  /** What went wrong in one line; where, for whoever opens it. */
  failed({ ename, evalue, traceback }) {
    const box = this.#add("div", "live-error");
    box.setAttribute("role", "alert");
    const line = Object.assign(document.createElement("p"), { textContent: `${ename}: ${evalue}` });
    const fold = document.createElement("details");
    const title = Object.assign(document.createElement("summary"), { textContent: "Where it happened" });
    const text = (traceback ?? []).join("\n").replace(ANSI, "");
    fold.append(title, Object.assign(document.createElement("pre"), { textContent: text }));
    box.append(line, fold);
  }

  say(text) {
    this.#add("p", "live-note").textContent = text;
  }

  #add(tag, className = "") {
    const made = Object.assign(document.createElement(tag), { className });
    this.element.append(made);
    return made;
  }
}
