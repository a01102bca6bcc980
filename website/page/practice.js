// Questions and exercises on a page: answers are kept in this browser, and nowhere else.
// EMPTY is the progress of somebody who begins, as lib/practice/engine/records.py has it.

const KEPT = EMPTY.course;
let kept; // where the browser keeps nothing, for as long as the page is open

function progress() {
  try {
    kept = JSON.parse(localStorage.getItem(KEPT)) ?? kept;
  } catch {
    // not ours, or nothing may be kept
  }
  const ours = kept?.course === KEPT && typeof kept.predictions === "object" && kept.predictions;
  return ours ? kept : structuredClone(EMPTY);
}

/** Remember a choice; false where this browser keeps nothing. */
function remember(key, choice, right) {
  kept = progress();
  const entry = (kept.predictions[key] ??= { first: choice, first_right: right });
  Object.assign(entry, { choice, right });
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

function question(form) {
  const choices = [...form.querySelectorAll("input[type=radio]")];
  const replies = [...form.querySelectorAll("template")];
  const [button, said] = [form.querySelector("button"), form.querySelector(".said")];
  const say = (at, more = "") => {
    said.replaceChildren(replies[at].content.cloneNode(true), more);
    form.dataset.answered = at;
  };
  const before = choices.findIndex((c) => c.value === progress().predictions[form.dataset.key]?.choice);
  if (before >= 0) [(choices[before].checked = true), say(before)];
  button.disabled = before < 0;
  form.addEventListener("change", () => (button.disabled = false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const at = choices.findIndex((choice) => choice.checked);
    if (at < 0) return;
    const fine = remember(form.dataset.key, choices[at].value, "right" in choices[at].dataset);
    say(at, fine ? "" : " (This browser keeps nothing, so your answer is forgotten when you leave.)");
  });
}

/** Hints one by one: the next can be opened when the one before has been. */
function exercise(box) {
  const hints = [...box.querySelectorAll(".hint")];
  hints.slice(1).forEach((hint) => (hint.hidden = true));
  hints.forEach((hint, i) => hint.addEventListener("toggle", () => hints[i + 1] && (hints[i + 1].hidden &&= !hint.open)));
}

meet("form.predict", question);
meet(".exercise", exercise);
