"""What the code of an answer tells without running it: untouched, its returns, the names it uses."""

import builtins
import dis
import itertools
import re
import types

CODE = types.CodeType


def code_of(answer):
    """The code of a function, a method, what a decorator wrapped, or an object that can be called.

    None where there is none.
    """
    for _ in range(20):
        inner = getattr(answer, "__wrapped__", None) or getattr(answer, "func", None)
        if inner is None or not callable(inner):
            break
        answer = inner
    return getattr(answer, "__code__", None) or getattr(_own_call(answer), "__code__", None)


def _own_call(answer):
    """The `__call__` of a class that the reader wrote in the notebook; None for all else."""
    here = type(answer).__module__ in ("__main__", "builtins")
    return vars(type(answer)).get("__call__") if here else None


def _given(answer):
    """How many inputs of its code an answer has already: the object of a method, those of a `partial`."""
    if getattr(answer, "func", None) is not None:
        return None
    return int(hasattr(answer, "__self__") or not hasattr(answer, "__code__"))


def untouched(answer, stubs):
    """Whether the answer is still the stub, or empty.

    stubs are texts that define the stub; Python compiles a call of np.array differently where numpy
    is imported in the same cell, so there may be two.
    """
    code = code_of(answer)
    if not isinstance(code, CODE):
        return False
    compiled = (compile(text, "stub", "exec") for text in stubs)
    functions = [c for stub in compiled for c in stub.co_consts if isinstance(c, CODE)]
    return _is_empty(code) or any(_alike(code, function) for function in functions)


def _is_empty(code):
    """Nothing but `...`, `pass` or a docstring."""
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "LOAD_COMMON_CONSTANT"}
    steps = [step for step in dis.get_instructions(code) if step.opname in idle]
    whole = len(steps) == len(list(dis.get_instructions(code)))
    given = {"LOAD_CONST", "RETURN_CONST"}
    return whole and all(s.argval is None or s.argval is ... for s in steps if s.opname in given)


def _alike(code, stub):
    if not isinstance(stub, CODE) or code.co_code != stub.co_code:
        return False
    if code.co_names != stub.co_names or len(code.co_consts) != len(stub.co_consts):
        return False
    return all(
        _alike(a, b) if isinstance(a, CODE) else (a is b or (type(a) is type(b) and a == b))
        for a, b in zip(code.co_consts, stub.co_consts, strict=True)
    )


def returns(answer):
    """ "always", "sometimes" or "never": whether the function's ways out return something.

    An explicit `return None` counts as none. What isn't a Python function counts as "always".
    """
    code = code_of(answer)
    if not isinstance(code, CODE):
        return "always"
    given = empty = 0
    before = None
    for step in dis.get_instructions(code):
        if step.opname == "RETURN_CONST" or step.opname == "RETURN_VALUE":
            nothing = step.opname == "RETURN_CONST" and step.argval is None
            constant = (
                before is not None and before.opname == "LOAD_CONST" and before.argval is None
            )
            if nothing or (step.opname == "RETURN_VALUE" and constant):
                empty += 1
                given += step.is_jump_target  # `a if c else None`: one way brings a value here
            else:
                given += 1
        before = step
    if not given:
        return "never"
    return "sometimes" if empty else "always"


def has_dots(answer):
    """Whether there is a `...` in the code."""
    code = code_of(answer)
    return isinstance(code, CODE) and any(... in c.co_consts for c in _codes(code))


def _codes(code):
    yield code
    for const in code.co_consts:
        if isinstance(const, CODE):
            yield from _codes(const)


def uses(answer):
    """(names, things): the names that the code uses, and what the global ones among them are.

    Functions and classes of the same notebook that it calls are looked into as well.
    """
    names, things, waiting, seen = set(), {}, [answer], set()
    while waiting:
        function = waiting.pop()
        code = code_of(function)
        if not isinstance(code, CODE) or code in seen:
            continue
        seen.add(code)
        known = getattr(function, "__globals__", {})
        closed = zip(code.co_freevars, getattr(function, "__closure__", None) or (), strict=False)
        for name, cell in closed:
            try:
                things.setdefault(name, cell.cell_contents)
            except ValueError:
                continue
        for part in _codes(code):
            for name in part.co_names:
                names.add(name)
                if name in known:
                    things[name] = known[name]
        for thing in list(things.values()):
            members = vars(thing).values() if isinstance(thing, type) else (thing,)
            for member in members:
                if isinstance(member, types.FunctionType) and member.__globals__ is known:
                    waiting.append(member)
    return names, things


def loops(answer):
    """Whether there is a loop in the code: `for`, `while`, or a list made with `for`.

    Functions of the same notebook that it calls are looked into as well.
    """
    things = [answer, *uses(answer)[1].values()]
    codes = [code for thing in things if isinstance(code := code_of(thing), CODE)]
    steps = (step for code in codes for part in _codes(code) for step in dis.get_instructions(part))
    return any(s.opname == "FOR_ITER" or "JUMP_BACKWARD" in s.opname for s in steps)


def negates(answer):
    """Whether a minus stands before something in the code; True where there is no code to look at."""
    code = code_of(answer)
    steps = (s for inner in _codes(code) for s in dis.get_instructions(inner)) if code else ()
    names = {step.opname for step in steps}
    return not names or "UNARY_NEGATIVE" in names or "negative" in uses(answer)[0]


def in_place(answer, name):
    """The sign of the first `name -= …` of a local name, such as "-"; "" where there is none."""
    code = code_of(answer)
    steps = list(dis.get_instructions(code)) if isinstance(code, CODE) else []
    for step, after in itertools.pairwise(steps):
        if step.opname != "BINARY_OP" or not step.argrepr.endswith("="):
            continue
        stored = after.argval if isinstance(after.argval, tuple) else (after.argval,)
        if after.opname.startswith("STORE_FAST") and stored[0] == name:
            return step.argrepr[:-1]
    return ""


def unused(answer, in_order=False):
    """The inputs of a function that have no part in what it does: a dict from their names to how.

    how is "never", or "overwritten" where a value of its own is given to the name first. `in_order` gives
    a list with one entry for each input instead, "" for those that are used.
    """
    code, given = code_of(answer), _given(answer)
    if not isinstance(code, CODE) or given is None:
        return [] if in_order else {}
    if hasattr(answer, "__wrapped__"):
        given = 0
    names = code.co_varnames[given : code.co_argcount]
    found = {name: "never" for name in names if name not in code.co_cellvars}
    stored, straight = set(), True
    for step in dis.get_instructions(code):
        touched = step.argval if isinstance(step.argval, tuple) else (step.argval,)
        kinds = re.findall("LOAD_FAST|STORE_FAST|DELETE_FAST", step.opname)
        straight = straight and "JUMP" not in step.opname and "FOR_ITER" not in step.opname
        for kind, name in zip(kinds, touched, strict=False):
            if kind == "STORE_FAST" and straight and found.get(name) == "never":
                found[name] = "overwritten"
                stored.add(name)
            elif kind == "LOAD_FAST" and name not in stored:
                found.pop(name, None)
    return [found.get(name, "") for name in names] if in_order else found


def asked_of_the_notebook(answer):
    """The names that the code takes from the notebook: not attributes, nor what it imports itself."""
    code = code_of(answer)
    if not isinstance(code, CODE):
        return set()
    return {
        step.argval
        for part in _codes(code)
        for step in dis.get_instructions(part)
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")
    }


def shadowed(answer):
    """The first built-in name that the code uses and that the notebook has given another meaning."""
    names, things = uses(answer)
    for name in sorted(names & things.keys()):
        if callable(getattr(builtins, name, None)) and not callable(things[name]):
            return name
    return ""
