"""Style sheets with only the rules that the pages can use: a tenth of what a theme brings.

A rule goes if it asks for a class, an id or an element whose name stands nowhere in the pages and in
their scripts; a variable, if nothing left asks for it. What can't be told for sure stays.
"""

import itertools
import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\\.|.", re.DOTALL)
_WITH_RULES = ("@media", "@supports", "@container", "@layer")
_NESTED = re.compile(r"\([^()]*\)|\[[^\][]*\]")
_PSEUDO = re.compile(r"::?[\w-]+")
_NAME = re.compile(r"(?:\\.|[\w-])+")
_WORD = re.compile(r"[\w-]+")
_ELEMENT = re.compile(r"<([a-zA-Z][\w-]*)")
_GIVEN = re.compile(r"\s(?:class|id)=\"([^\"]*)\"")
_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_SET = re.compile(r"\s*(--[\w-]+)\s*:")


def names_in(pages, scripts):
    """What elements of these pages are called, by element, class or id, now or by a script: a set."""
    found = {name for page in pages for name in _ELEMENT.findall(page)}
    scripts = [*scripts, *(script for page in pages for script in _SCRIPT.findall(page))]
    given = (value for page in pages for value in _GIVEN.findall(page))
    return found.union(*map(_WORD.findall, itertools.chain(given, scripts)))


def pruned(sheet, names):
    """The style sheet without the rules that need a name that isn't in `names`, and without comments.

    Raises ValueError for a sheet whose brackets don't match.
    """
    text = _rules(_COMMENT.sub("", sheet), names)
    while True:
        asked = {*_ASKED.findall(text), *names}
        fewer = _without_variables(text, asked)
        if fewer == text:
            return text
        text = fewer


def split(text, mark):
    """The parts of a text between signs `mark` that stand in no string and no brackets."""
    parts, depth = [""], 0
    for piece in _PIECE.findall(text):
        depth += (piece in "([{") - (piece in ")]}")
        if depth < 0:
            raise ValueError(f"a bracket too many in a style sheet: …{parts[-1][-60:]}{piece}")
        if piece == mark and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    if depth:
        raise ValueError(f"a bracket is open at the end of a style sheet: {parts[-1][:60]}…")
    return parts


def blocks(text):
    """Pairs (what stands before a brace, what in it) of a sheet; a statement has None for the second."""
    before, inner, depth = "", "", 0
    for piece in _PIECE.findall(text):
        if piece == "{":
            depth += 1
            if depth == 1:
                continue
        elif piece == "}":
            depth -= 1
            if depth < 0:
                raise ValueError(f"a brace too many in a style sheet, after {before[:60]}")
            if not depth:
                yield before.strip(), inner.strip()
                before = inner = ""
                continue
        elif piece == ";" and not depth:
            yield before.strip(), None
            before = ""
            continue
        if depth:
            inner += piece
        else:
            before += piece
    if depth or before.strip():
        raise ValueError(f"a style sheet ends within a rule: {before[:60]}")


def _rules(text, names):
    made = []
    for before, inner in blocks(text):
        if inner is None:
            if not before.startswith("@charset"):
                made.append(f"{before};")
        elif before.startswith(_WITH_RULES):
            made += [f"{before}{{{rules}}}" for rules in [_rules(inner, names)] if rules]
        elif before.startswith("@"):
            made.append(f"{before}{{{inner}}}")
        else:
            left = [part.strip() for part in split(before, ",") if _asks(part) <= names]
            if left and inner:
                made.append(f"{','.join(left)}{{{inner}}}")
    return "\n".join(made)


def _asks(selector):
    """The names of classes, ids and elements that something must have for the selector to fit."""
    plain = selector
    while (
        fewer := _NESTED.sub(" ", plain)
    ) != plain:  # :is(…), :not(…), [type=…]: not told for sure
        plain = fewer
    found = _NAME.findall(_PSEUDO.sub("", plain))
    return {word for name in found for word in _WORD.findall(re.sub(r"\\(.)", r"\1", name))}


def _without_variables(text, asked):
    made = []
    for before, inner in blocks(text):
        if inner is None:
            made.append(f"{before};")
        elif before.startswith(_WITH_RULES):
            made.append(f"{before}{{{_without_variables(inner, asked)}}}")
        elif before.startswith("@"):
            made.append(f"{before}{{{inner}}}")
        else:
            lines = [line.strip() for line in split(inner, ";") if line.strip()]
            left = [line for line in lines if not (m := _SET.match(line)) or m[1] in asked]
            if left:
                made.append(f"{before}{{{';'.join(left)}}}")
    return "\n".join(made)
