"""Which questions a notebook opens with: what was missed first, then what wasn't met for longest.

Deterministic: the same progress gives the same three questions. A question is met when it is answered,
or when an exercise or a prediction with its idea is; without any progress all are unmet, and each
notebook takes those that the notebooks before it haven't asked.
"""

from contextlib import suppress
from datetime import UTC, datetime

from lib.practice.engine.records import BEST
from lib.practice.remembering import QUESTIONS

NOTEBOOKS = ("00", "00b", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10")
COUNT = 3
NEVER = float("-inf")


def draw(number, stored):
    """The three questions with which notebook `number` opens, for this progress (see `records`).

    They come from three notebooks where there are that many. Raises ValueError where no notebook
    comes before `number`.
    """
    if number not in NOTEBOOKS[1:]:
        raise ValueError(f"no notebook {number!r} opens with questions; try one of {NOTEBOOKS[1:]}")
    ranked = sorted(_unasked(number), key=lambda q: (not missed(q, stored), last_met(q, stored)))
    return _from_different_notebooks(ranked)


def missed(question, stored):
    """Whether the reader's last answer was wrong; where there is none, whether its idea gave trouble."""
    choice = stored["predictions"].get(question.key, {}).get("choice")
    if choice in question.asked.choices:
        return choice != question.asked.right
    return any(
        stored["predictions"].get(key, {}).get("first_right") is False or _trouble(stored, key)
        for key in question.about
    )


def _trouble(stored, key):
    entry = stored["exercises"].get(key, {})
    return entry.get("status") == BEST[1] or bool(entry.get("mistakes"))


def last_met(question, stored):
    """When the question or its idea was last answered, in seconds since 1970; NEVER if it wasn't."""
    asked = [stored["predictions"].get(key, {}) for key in (question.key, *question.about)]
    tried = [stored["exercises"].get(key, {}) for key in question.about]
    tried = [entry for entry in tried if entry.get("status", BEST[0]) != BEST[0]]
    return max(_seconds(entry.get("last")) for entry in [*asked, *tried])


def _seconds(text):
    """A time as `progress` writes it, as seconds since 1970; NEVER for anything else."""
    with suppress(TypeError, ValueError, OverflowError):
        time = datetime.fromisoformat(text)
        if time.tzinfo is None:
            time = time.replace(tzinfo=UTC)
        return (time - datetime.fromtimestamp(0, UTC)).total_seconds()
    return NEVER


def _unasked(number):
    """The questions from notebooks before `number`; first those that no notebook on the way asks."""
    counts = {question.key: 0 for question in QUESTIONS}
    for at in NOTEBOOKS[1:]:
        earlier = NOTEBOOKS[: NOTEBOOKS.index(at)]
        pool = sorted((q for q in QUESTIONS if q.notebook in earlier), key=lambda q: counts[q.key])
        if at == number:
            return pool
        for question in _from_different_notebooks(pool):
            counts[question.key] += 1


def _from_different_notebooks(ranked):
    """The first three, one from each notebook as long as there are others."""
    drawn, left = [], list(ranked)
    while left and len(drawn) < COUNT:
        fresh = [q for q in left if q.notebook not in {d.notebook for d in drawn}]
        drawn.append((fresh or left)[0])
        left.remove(drawn[-1])
    return tuple(drawn)
