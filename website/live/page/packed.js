// Many files as one: four bytes that say how long the index is, the index (JSON: [name, bytes] …), the files.

/** Write them all into a folder of Pyodide's file system. */
export function unpack(data, FS, folder) {
  const long = new DataView(data.buffer, data.byteOffset).getUint32(0, true);
  let at = 4 + long;
  const made = new Set();
  for (const [name, size] of JSON.parse(new TextDecoder().decode(data.subarray(4, at)))) {
    const path = `${folder}/${name}`;
    const above = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(above)) FS.mkdirTree(above);
    made.add(above);
    FS.writeFile(path, data.subarray(at, at + size), { canOwn: true }); // no copy is made
    at += size;
  }
}
