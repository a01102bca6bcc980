// Reads what tests/stage/test_frames.py packed, as the browser does: node unpack.mjs FRAMES.mjs < JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { Frames, place, release, unpack } = await import(pathToFileURL(process.argv[2]));
const asked = JSON.parse(readFileSync(0, "utf8"));

async function layers({ packs, most }) {
  const dropped = [];
  const frames = new Frames(most ?? Infinity, (keys) => dropped.push(...keys));
  for (const pack of packs) frames.add(await unpack(Buffer.from(pack, "base64")));
  const keys = asked.keys ?? [];
  return { layers: keys.map((key) => frames.get(key) ?? null), dropped };
}

const places = (controls) => controls.map((traits) => place({ get: (name) => traits[name] }));

/** Whether a change that ipywidgets holds back has gone out, after each thing that `happens`. */
function released(happens) {
  let timers = [];
  globalThis.setTimeout = (act) => timers.push(act);
  const control = { comm_live: true, _msg_buffer: { value: 2 }, _expectedEchoMsgIds: new Map([["value", "1"]]) };
  control._handle_status = ({ content }) => content.execution_state === "idle" && (control._msg_buffer = null);
  release(control);
  return happens.map((what) => {
    if (what === "echo") control._expectedEchoMsgIds.clear();
    else if (what === "gone") control.comm_live = false;
    else for (const act of timers.splice(0)) act();
    return control._msg_buffer === null ? "out" : timers.length ? "held" : "left";
  });
}

const { packs, controls, happens } = asked;
console.log(JSON.stringify(packs ? await layers(asked) : controls ? places(controls) : released(happens)));
