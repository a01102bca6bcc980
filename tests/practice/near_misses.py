"""Near misses: every stored mistake's code with one small change, as a slip of the pen would make it."""

import ast
import functools
import importlib
import random
import zlib

from tests.practice.mutations import mutants


@functools.cache
def _exercises_of(module):
    """The keyword arguments of each `Exercise(…)` in a module of exercises, by key, as syntax trees."""
    with open(module.__file__, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    found = {}
    for node in tree.body:
        call = getattr(node, "value", None)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Exercise":
            given = {word.arg: word.value for word in call.keywords}
            found[ast.literal_eval(given["key"])] = given
    return found


def _codes(call):
    """The expressions that make wrong answers in one `Mistake(…)`; none of those made by a helper."""
    if getattr(call.func, "id", "") != "Mistake":
        return
    words = {word.arg: word.value for word in call.keywords}
    yield from call.args[1:2]
    yield from filter(None, [words.get("wrong")])
    for entry in getattr(words.get("also"), "elts", []):
        if isinstance(entry, ast.Call) and getattr(entry.func, "id", "") == "Also":
            yield entry.args[0]
        elif not isinstance(entry, ast.Starred):
            yield entry


def near_misses(key, most, each=1):
    """(source text, function): `each` mutant of at most so many stored codes, the same every time."""
    module = importlib.import_module(f"lib.practice.{key.split('.')[0]}")
    given = _exercises_of(module)[key]
    calls = [entry for entry in given["mistakes"].elts if isinstance(entry, ast.Call)]
    chance = random.Random(zlib.crc32(key.encode()))
    codes = [given["right"], *(code for call in calls for code in _codes(call))]
    for code in chance.sample(codes, min(most, len(codes))):
        texts = list(mutants(ast.unparse(code)))
        for text in chance.sample(texts, min(each, len(texts))):
            try:
                made = eval(compile(text, "<near miss>", "eval"), vars(module))
            except Exception:  # a helper called otherwise, which refuses at once
                continue
            if callable(made):
                yield text, made
