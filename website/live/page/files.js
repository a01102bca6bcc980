// The files that Python is made of: kept in this browser after the first visit, and counted as they come.

const KEPT = "derivatives-hands-on: Python";

/** The browser's own place for files; nothing where it has none, as on pages without https. */
async function shelf() {
  try {
    return await caches.open(KEPT);
  } catch {
    return undefined;
  }
}

/**
 * From now on `fetch` looks into what was kept first, and tells how much has come.
 *
 * `home` is the address of the site, `fetched` (address → bytes, version) what may be kept, `usual` what will
 * be asked for, `told({ name, come, all })` is called now and then, `failed(problem)` where a file doesn't come
 * (Pyodide itself waits for its program for ever).
 * Gives `goLong()`: from then on the wheels are counted, not what was frozen.
 */
export function keepFiles({ home, fetched, usual }, told, failed) {
  const plain = self.fetch.bind(self);
  const size = (names) => names.reduce((sum, name) => sum + fetched[name].bytes, 0);
  let all = size(usual);
  const kept = shelf();
  let [come, last] = [0, 0];
  const count = (name, bytes) => {
    come += bytes;
    if (come < all && performance.now() - last < 50) return;
    last = performance.now();
    told({ name: name.split("/").pop(), come: Math.min(come, all), all });
  };
  self.fetch = async (asked, how) => {
    const address = String(asked?.url ?? asked);
    const name = address.startsWith(home) ? address.slice(home.length) : "";
    if (!Object.hasOwn(fetched, name)) return plain(asked, how);
    const key = `${address}?${fetched[name].version}`;
    const place = await kept;
    const found = await place?.match(key).catch(() => {});
    if (found) {
      count(name, fetched[name].bytes);
      return found;
    }
    const answer = await plain(key, how).catch((problem) => ({ statusText: String(problem?.message ?? problem) }));
    if (!answer.ok) {
      const problem = new Error(`${name.split("/").pop()} couldn't be fetched: ${answer.status ?? ""} ${answer.statusText}`);
      if (!name.includes("/frozen/")) failed(problem); // without those it goes the long way
      throw problem;
    }
    const whole = pour(answer.clone(), (bytes) => count(name, bytes)).then(async (bytes) => {
      if (await isWhole(bytes, fetched[name].version)) place?.put(key, new Response(bytes, { headers: { "content-type": answer.headers.get("content-type") ?? "" } })).catch(() => {}); // full: it is fetched again next time
      else if (!name.includes("/frozen/")) failed(new Error(`${name.split("/").pop()} couldn't be fetched whole`));
    });
    whole.catch(() => {}); // whoever asked hears of it too
    return answer;
  };
  kept.then((place) => place && forget(place, home, fetched)).catch(() => {});
  return () => {
    [come, all] = [0, size(Object.keys(fetched).filter((name) => !name.includes("/frozen/")))];
  };
}

/** All bytes of an answer, counted as they come. */
async function pour(answer, count) {
  const [reader, pieces] = [answer.body.getReader(), []];
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    count(piece.value.length);
  }
  return new Blob(pieces).arrayBuffer();
}

/** Files of this site that were kept in another version go. */
async function forget(place, home, fetched) {
  for (const { url } of await place.keys()) {
    const [address, version] = url.split("?");
    if (address.startsWith(home) && fetched[address.slice(home.length)]?.version !== version) await place.delete(url);
  }
}

/** Whether these bytes are those of a version, which is the beginning of their sha256 (where a browser can tell). */
async function isWhole(bytes, version) {
  if (!self.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(version);
}
