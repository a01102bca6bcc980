// What anywidget's widgets ask of a page: their script and style come as texts.

import { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";

const modules = new Map(); // script → promise of what it exports
const styles = new Set();

function load(script) {
  if (!modules.has(script)) {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    modules.set(script, import(address).then(({ default: given }) => (typeof given === "function" ? given() : given)));
  }
  return modules.get(script);
}

function wear(style) {
  if (!style || styles.has(style)) return;
  styles.add(style);
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
}

export class AnyModel extends DOMWidgetModel {
  initialize(attributes, options) {
    super.initialize(attributes, options);
    this.ended = new AbortController();
    this.once("destroy", () => this.ended.abort());
    wear(this.get("_css"));
    this.script = load(this.get("_esm"));
    this.begun = this.script.then((module) => module.initialize?.({ model: this, signal: this.ended.signal }));
  }

  close(comm_closed) {
    this.ended.abort();
    return super.close(comm_closed);
  }
}

export class AnyView extends DOMWidgetView {
  render() {
    super.render();
    this.gone = new AbortController();
    this.#render().catch((problem) => console.error(problem));
  }

  /** Not awaited by what holds the view: the script may wait for being on the page. */
  async #render() {
    await this.model.begun;
    const module = await this.model.script;
    const { signal } = this.gone;
    if (!signal.aborted) await module.render?.({ model: this.model, el: this.el, signal });
  }

  remove() {
    this.gone?.abort();
    super.remove();
  }
}
