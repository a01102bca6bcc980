// The script runs as soon as it is there, often before the page was read to its end: on a slow line the
// first figure moves while the rest still comes.

/** Call begin with every such element, as soon as it was read whole. */
function meet(selector, begin) {
  const met = new WeakSet();
  const look = () => {
    for (const element of document.querySelectorAll(selector)) {
      if (met.has(element) || !isWhole(element)) continue;
      met.add(element);
      begin(element);
    }
  };
  look();
  if (document.readyState !== "loading") return;
  const reading = new MutationObserver(look);
  reading.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => [reading.disconnect(), look()]);
}

/** Whether something follows an element, or nothing more can come. */
function isWhole(element) {
  if (document.readyState !== "loading") return true;
  for (let part = element; part; part = part.parentElement) if (part.nextSibling) return true;
  return false;
}
