// Python as the page sees it: a worker that is told to run cells, and ended when it doesn't come back.

export class Python {
  #worker;
  #runs = new Map(); // number → what ends the promise of a run
  #number = 0;
  waiting = 0; // messages of widgets that Python hasn't taken yet

  /** `heard(message)` is told what the worker tells, but for the ends of runs. */
  constructor(heard) {
    this.heard = heard;
  }

  /** Start it; resolves when cells can be run, and fails with what went wrong. */
  start({ home, files, progress }) {
    this.waiting = 0;
    return new Promise((done, fail) => {
      this.#worker?.terminate(); // of a start that failed
      this.#worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      this.#worker.onerror = (event) => fail(new Error(event.message || "this browser can't run it"));
      this.#worker.onmessage = ({ data }) => {
        if (data.what === "ready") done();
        else if (data.what === "trouble") {
          this.#worker.terminate(); // what it still fetches is told over what went wrong
          fail(new Error(data.problem));
          this.#broken(data.problem);
        }
        else if (data.what === "done") this.#end(data);
        else if (data.what === "heard") this.waiting--;
        this.heard(data);
      };
      this.#tell("begin", { home, files, progress });
    });
  }

  /** Run a cell's code; resolves with its status: "ok", "error" with what went wrong, "stopped". */
  run(cell, code) {
    const number = ++this.#number;
    this.#tell("run", { number, cell, code });
    return new Promise((done) => this.#runs.set(number, done));
  }

  /** End it at once; what runs resolves as stopped. */
  stop() {
    this.#worker?.terminate();
    for (const done of this.#runs.values()) done({ status: "stopped" });
    this.#runs.clear();
  }

  comm(text, buffers) {
    this.waiting++;
    this.#tell("comm", { text, buffers });
  }

  takeProgress(text) {
    this.#tell("progress", { text });
  }

  stand(places) {
    this.#tell("stand", { text: JSON.stringify(places) });
  }

  #broken(problem) {
    const evalue = `press Stop, and it is started anew (${problem})`;
    for (const done of this.#runs.values()) done({ status: "error", ename: "Python has broken down", evalue });
    this.#runs.clear();
  }

  #end({ number, ...how }) {
    this.#runs.get(number)?.(how);
    this.#runs.delete(number);
  }

  #tell(what, more) {
    this.#worker.postMessage({ what, ...more });
  }
}
