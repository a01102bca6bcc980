"""What is in a progress file, and what of it makes sense: a file can be edited by hand.

    {"course": "derivatives-hands-on", "version": 1,
     "exercises": {"slope.between": {"status": "right", "attempts": 3, "hints": 1,
                                     "mistakes": {"upside down": 2}, "last": …, "right": …}},
     "predictions": {"slope.pairs": {"first": …, "first_right": false, "choice": …, "right": true,
                                     "last": …}}}

Files of earlier versions of the course lack "course", "hints", "mistakes" and a prediction's "last".
Fields that we don't know are kept as they are.
"""

VERSION = 1
COURSE = "derivatives-hands-on"
BEST = ["not attempted", "not yet", "right"]
MOST = 10**9  # a count beyond it was typed by hand
LONGEST = 300  # characters of a name or a choice


def empty():
    """The progress of somebody who begins."""
    return {"course": COURSE, "version": VERSION, "exercises": {}, "predictions": {}}


def is_ours(stored):
    """Whether something read from a JSON file is a progress file of this course."""
    if not isinstance(stored, dict):
        return False
    if "course" in stored:
        return stored["course"] == COURSE
    return {"version", "exercises", "predictions"} <= {*stored}


def version_of(stored):
    """The version that a progress file says it has; None where it makes no sense."""
    said = stored.get("version")
    if isinstance(said, str) and said.strip().isdecimal() and len(said) < 10:
        said = int(said)
    if isinstance(said, float) and said.is_integer():
        said = int(said)
    return said if isinstance(said, int) and not isinstance(said, bool) and said >= 1 else None


def sound(stored):
    """(progress, faults): what makes sense of a file that is ours, and where it doesn't.

    Every exercise has status, attempts, hints and mistakes in it then, each of the right kind;
    faults are places such as "exercises, slope.between, attempts".
    """
    faults = []
    if version_of(stored) is None:
        faults.append("version")
    made = {**stored, "course": COURSE, "version": VERSION}
    for part, mend in (("exercises", _exercise), ("predictions", _prediction)):
        entries = stored.get(part)
        if not isinstance(entries, dict):
            faults.append(part)
            entries = {}
        made[part] = {}
        for key, entry in entries.items():
            if not isinstance(entry, dict):
                faults.append(f"{part}, {key}")
                continue
            made[part][key] = mended = {**entry}
            faults += [f"{part}, {key}, {field}" for field in mend(mended)]
    return made, faults


def _exercise(entry):
    """Mend an exercise's entry in place; the fields that made no sense."""
    faults = []
    for field in ("attempts", "hints"):
        if not is_count(entry.setdefault(field, 0)):
            faults.append(field)
            entry[field] = 0
    if entry.setdefault("status", BEST[0]) not in BEST:
        faults.append("status")
        solved = is_text(entry.get("right"))
        entry["status"] = BEST[2 if solved else 1 if entry["attempts"] else 0]
    met = entry.setdefault("mistakes", {})
    if not isinstance(met, dict) or not all(
        is_text(name) and is_count(n) for name, n in met.items()
    ):
        faults.append("mistakes")
        met = met if isinstance(met, dict) else {}
        entry["mistakes"] = {name: n for name, n in met.items() if is_text(name) and is_count(n)}
    return faults + _drop(entry, is_text, "last", "right")


def _prediction(entry):
    """Mend a prediction's entry in place; the fields that made no sense."""
    faults = _drop(entry, lambda value: isinstance(value, bool), "first_right", "right")
    return faults + _drop(entry, is_text, "first", "choice", "last")


def _drop(entry, makes_sense, *fields):
    wrong = [field for field in fields if field in entry and not makes_sense(entry[field])]
    for field in wrong:
        del entry[field]
    return wrong


def is_count(value):
    """Whether this can be a number of tries."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def is_text(value):
    """Whether this can be shown as text: no half of a letter (a lone surrogate), not endless."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return False
    return not any("\ud800" <= letter <= "\udfff" for letter in value)
