// Code that the reader wrote into cells of this page, kept in this browser beside the code it was made of.

import { keep } from "./progress.js";

const PLACE = `code of ${location.pathname.replace(/index\.html$/, "")}`;
const list = (found) => Object.values(found ?? {}).filter((entry) => typeof entry?.code === "string");

/** Whether two entries are of one cell: made of the same code, which for the nth time stands on the page. */
export const same = (one, other) => one.of === other.of && (one.nth ?? 0) === (other.nth ?? 0);

/** All of it: a list of { of, nth, code, back }; `back` where the course's own code is shown again. */
export const written = () => keep(PLACE, list);

/** Keep one entry; without `code` nothing is kept of its cell any more. */
export const write = (entry) => keep(PLACE, (found) => [...list(found).filter((other) => !same(other, entry)), ...list([entry])]);

/** Keep nothing of these cells any more. */
export const forget = (entries) => keep(PLACE, (found) => list(found).filter((entry) => !entries.some((other) => same(entry, other))));
