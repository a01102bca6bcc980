// Loaded with each page: the bar with its button. All the rest is loaded when the button is pressed.

import { Bar } from "./bar.js";
import { written } from "./mine.js";
import { add, counted } from "./progress.js";

let page; // promise of what page.js makes of this page

async function start() {
  bar.waits();
  style();
  const { Page } = await import("./page.js");
  page ??= new Page(bar, new URL("../../", import.meta.url).href);
  await page.start();
}

/** The widgets' style comes with their script. */
function style() {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("./page.css", import.meta.url) });
  if (!document.querySelector(`link[href="${sheet.href}"]`)) document.head.append(sheet);
}

async function save() {
  const text = await add();
  const file = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: file, download: "progress.json" }).click();
  setTimeout(() => URL.revokeObjectURL(file), 1000);
  bar.kept.textContent = `Saved as progress.json: ${counted(text)}.`;
}

async function load(file) {
  try {
    const text = await add(await file.text());
    page?.takeProgress(text);
    bar.kept.textContent = `Loaded: ${counted(text)}. Open a page again, or run a cell again, to see your answers.`;
  } catch (problem) {
    bar.kept.textContent = problem.message;
  }
}

/** A figure that a hand has moved goes on from there when it is live. */
function touched({ target }) {
  const figure = target.closest?.("figure.moving .controls")?.parentElement;
  if (figure) figure.dataset.touched = "yes";
}

for (const event of ["input", "change", "click"]) document.addEventListener(event, touched);
const tried = (act) => () => act().catch((problem) => bar.failed(problem.message));
const bar = new Bar(document.querySelector("#live-bar"), {
  start: tried(start),
  stop: tried(() => page.stop()),
  all: () => page.runAll(),
  save: () => save().catch((problem) => (bar.kept.textContent = `It couldn't be saved: ${problem.message}`)),
  load,
});
written().then((all) => bar.mine(all.filter(({ back }) => !back).length), () => {}); // nothing kept, nothing to say
