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
 * Gives { check, goLong }: see there.
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
    place?.put(key, answer.clone()).catch(() => {}); // full: it is fetched again next time
    pour(answer.clone(), (bytes) => count(name, bytes)).catch(() => {}); // whoever asked hears of it too
    return answer;
  };
  kept.then((place) => place && forget(place, home, fetched)).catch(() => {});
  return {
    /** Look whether what was kept is what it should be; what isn't goes, and is fetched anew the next time. */
    check: async () => forget(await kept, home, fetched, isWhole).catch(() => {}),
    /** From now on the wheels are counted, not what was frozen. */
    goLong() {
      [come, all] = [0, size(Object.keys(fetched).filter((name) => !name.includes("/frozen/")))];
    },
  };
}

async function pour(answer, count) {
  const reader = answer.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) count(piece.value.length);
}

/** Files of this site that were kept in another version go, and those of which `stays(answer, version)` says no. */
async function forget(place, home, fetched, stays = () => true) {
  for (const { url } of await place.keys()) {
    const [address, version] = url.split("?");
    if (!address.startsWith(home)) continue;
    const now = fetched[address.slice(home.length)]?.version === version;
    if (!now || !(await stays(await place.match(url), version))) await place.delete(url);
  }
}

/** Whether a file's content is that of its version, which is the beginning of its sha256. */
async function isWhole(answer, version) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(version);
}
