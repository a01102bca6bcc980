// The reader's progress in this browser: the same JSON as the notebooks' progress file, in IndexedDB,
// beside it the code that was edited. practice.js reads and writes its predictions in localStorage too.

const COURSE = "derivatives-hands-on"; // as lib/practice/engine/records.py has it
const BEST = ["not attempted", "not yet", "right"];
const EMPTY = { course: COURSE, version: 1, exercises: {}, predictions: {} };
const memory = new Map(); // where the browser keeps nothing

let opened; // promise of the database; of undefined where there is none
function database() {
  opened ??= new Promise((done) => {
    const asked = indexedDB.open(COURSE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done();
  }).catch(() => {});
  return opened;
}

/** Whether anything is kept when the page is closed. */
export const keeps = async () => Boolean(await database());

/** Replace the value of a key by change(value), in one go whatever other tabs do; gives the new one. */
export async function keep(key, change) {
  const kept = await database();
  if (!kept) return memory.set(key, change(memory.get(key))).get(key);
  return new Promise((done, fail) => {
    const store = kept.transaction("kept", "readwrite").objectStore("kept");
    const asked = store.get(key);
    asked.onsuccess = () => {
      const value = change(asked.result);
      store.put(value, key);
      store.transaction.oncomplete = () => done(value);
    };
    store.transaction.onabort = () => fail(store.transaction.error);
  });
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const ours = (found) => isObject(found) && found.course === COURSE;
const later = (a, b) => ((a.last ?? "") > (b.last ?? "") ? a : b);

/** Two progresses as one: of each entry the later one; the best status, the first choice. */
export function merge(one, other) {
  const made = { ...one, ...other };
  for (const part of ["exercises", "predictions"]) {
    const both = [one[part], other[part]].map((entries) => (isObject(entries) ? entries : {}));
    made[part] = { ...both[0], ...both[1] };
    for (const key of Object.keys(both[0])) {
      const [a, b] = both.map((entries) => entries[key]);
      if (!isObject(a) || !isObject(b)) continue;
      const [last, before] = later(a, b) === a ? [a, b] : [b, a];
      const entry = (made[part][key] = { ...before, ...last });
      if (part === "exercises") {
        entry.status = BEST[Math.max(...[a, b].map(({ status }) => BEST.indexOf(status)), 0)];
      } else {
        Object.assign(entry, { first: before.first ?? last.first, first_right: before.first_right ?? last.first_right });
      }
    }
  }
  return made;
}

function fromPages() {
  try {
    const found = JSON.parse(localStorage.getItem(COURSE));
    return ours(found) ? found : EMPTY;
  } catch {
    return EMPTY;
  }
}

/** Add a progress (its text) to what is kept; gives all of it, as text. Raises an Error for another file. */
export async function add(text) {
  let found = EMPTY;
  try {
    if (text) found = JSON.parse(text);
  } catch {
    found = undefined;
  }
  if (!ours(found)) throw new Error("This is no progress file of this course. Choose the progress.json that was saved here or by the notebooks.");
  const all = await keep("progress", (kept) => merge(merge(kept ?? EMPTY, fromPages()), found));
  try {
    localStorage.setItem(COURSE, JSON.stringify(all));
  } catch {
    // only the pages' own predictions are read from there
  }
  return JSON.stringify(all, null, 1);
}

/** How much there is in a progress, in words. */
export function counted(text) {
  const { exercises, predictions } = JSON.parse(text);
  const right = Object.values(exercises).filter((entry) => entry.status === "right").length;
  const many = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
  return `${many(right, "exercise")} solved, ${many(Object.keys(predictions).length, "prediction")} made`;
}
