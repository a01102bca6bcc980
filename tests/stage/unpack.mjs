// Reads what tests/stage/test_frames.py packed, as the browser does: node unpack.mjs FRAMES.mjs < JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { Frames, place, unpack } = await import(pathToFileURL(process.argv[2]));
const asked = JSON.parse(readFileSync(0, "utf8"));

async function layers({ packs, most }) {
  const dropped = [];
  const frames = new Frames(most ?? Infinity, (keys) => dropped.push(...keys));
  for (const pack of packs) frames.add(await unpack(Buffer.from(pack, "base64")));
  const keys = asked.keys ?? [];
  return { layers: keys.map((key) => frames.get(key) ?? null), dropped };
}

const places = (controls) => controls.map((traits) => place({ get: (name) => traits[name] }));

console.log(JSON.stringify(asked.packs ? await layers(asked) : places(asked.controls)));
