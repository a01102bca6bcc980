"""How a verdict is worded: "Not yet", a mistake's name where there is one, and what to look at."""

import re

from lib.practice.engine.notes import NOT_YET, result
from lib.practice.engine.showing import cut

LOOPS = r"\bloops?\b|`range|\brange\(|\b(each|every|one|last) (turn|round)\b|turn of the loop"


def not_yet(message, mistake=None, headed=False, guessed=False):
    """The Result for a wrong answer; `headed` puts the mistake's name before the message.

    `guessed` where the name says how it may have been done, and only what came of it was looked at:
    other ways may give the very same. Then what is said of the doing is said as a likeness.
    """
    if not headed:
        return result(NOT_YET, f"Not yet. {cut(_sentence(message), 320)}", mistake)
    if not guessed:
        return result(NOT_YET, f"Not yet: {mistake}. {cut(_sentence(message), 420)}", mistake)
    doing = re.match(r"you (?!(?:give|gave|say|said|choose|chose|answer|have the|want)\b)", message)
    if message.startswith("as if "):
        told = f", {cut(message, 420)}"
    else:
        told = f", as if {cut(message, 420)}" if doing else f". {cut(_sentence(message), 420)}"
    return result(NOT_YET, f"Not yet; it looks like {mistake}{told}", mistake)


def without_loops(told):
    """The text without its sentences on loops, if others remain: for an answer that has no loop."""
    sentences = re.split(r"(?<=[.?!]) +(?=[A-Z`(“∂])", told)
    left = [s for s in sentences if not re.search(LOOPS, s)]
    return " ".join(left or sentences)


def _sentence(text):
    """The text with a capital letter in front, unless it begins with a symbol: x + h, f(x)."""
    return text[0].upper() + text[1:] if re.match(r"(a|[a-z]{2,})[ ,']", text) else text
