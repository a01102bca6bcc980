// The widgets of ipywidgets and anywidget in the page; their Python halves live in the worker.

import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as controls from "@jupyter-widgets/controls";
import { Widget } from "@lumino/widgets";
import * as any from "./anywidget.js";
import "@lumino/widgets/style/index.css";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@jupyter-widgets/controls/css/widgets-base.css";

const MODULES = { "@jupyter-widgets/base": base, "@jupyter-widgets/controls": controls, anywidget: any };

export class Manager extends ManagerBase {
  #comms = new Map();
  #queue = Promise.resolve(); // messages are taken in the order in which they came

  /** `send(text, buffers)` gives a message to Python. */
  constructor(send) {
    super();
    this.send = send;
  }

  async loadClass(name, module) {
    const found = MODULES[module]?.[name];
    if (!found) throw new Error(`${name} of ${module} can't be shown on a page`);
    return found;
  }

  async _get_comm_info() {
    return {};
  }

  async _create_comm() {
    throw new Error("widgets are made by Python only");
  }

  /** Take a message from Python. */
  take(message) {
    this.#queue = this.#queue.then(() => this.#take(message)).catch((problem) => console.error(problem));
  }

  /** Show a widget in an element, once all that came before is taken. */
  show(id, element) {
    const shown = this.#queue.then(async () => {
      const view = await this.create_view(await this.get_model(id));
      Widget.attach(view.luminoWidget, element);
    });
    this.#queue = shown.catch(() => {});
    return shown;
  }

  async #take({ kind, content, metadata, buffers }) {
    const id = content.comm_id;
    const message = { content, metadata: metadata ?? {}, buffers: buffers.map((b) => new DataView(b.buffer, b.byteOffset, b.byteLength)) };
    if (kind === "comm_open") {
      this.#comms.set(id, this.#comm(id));
      await this.handle_comm_open(this.#comms.get(id), message);
    } else if (kind === "comm_msg") {
      if (this.has_model(id)) await this.get_model(id);
      this.#comms.get(id)?.message?.(message);
    } else {
      this.#comms.get(id)?.closed?.(message);
      this.#comms.delete(id);
    }
  }

  #comm(id) {
    const comm = { comm_id: id, target_name: "jupyter.widget", close: () => {} };
    comm.on_msg = (act) => (comm.message = act);
    comm.on_close = (act) => (comm.closed = act);
    comm.send = (data, callbacks, metadata, buffers) => {
      const message = { content: { comm_id: id, data }, metadata: metadata ?? {} };
      this.send(JSON.stringify(message), buffers ?? []);
      // Whether Python is idle isn't told: each change goes on its way at once.
      queueMicrotask(() => callbacks?.iopub?.status?.({ content: { execution_state: "idle" } }));
      return "";
    };
    return comm;
  }
}
