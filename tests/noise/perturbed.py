"""NumPy as another processor might have it: other last digits where no standard fixes them.

Sums and products of single numbers, quotients and square roots come out the same on every machine
(IEEE 754). Three things don't, and these are perturbed:

* exp, sin, power and their kind, in NumPy and in `math`: by one unit in the last place, up or
  down or not at all, unless the true value is a floating-point number or next to one (exp(0) stays 1);
* sums along an axis: the terms in another order;
* matrix products: the terms in another order, or with more digits and rounded once, as a fused
  multiply-add is closer to.

How far and in which order is decided by the seed, the function and its arguments: the same question
gets the same answer, as on a real processor. So everything here is what some processor could give; a
sum of whole numbers stays exact, and a text that changes under it hangs on rounding. Not reached are
Python's own `x**y` and what LAPACK, `np.dot`, `np.einsum` and compiled code elsewhere do inside.

How: NumPy's C interface lets one replace the loop of a ufunc for a type (PyUFunc_ReplaceLoopBySignature).
The new loop asks the old one; it comes last, so that warnings of overflow are those of the old loop.
"""

import atexit
import ctypes
import functools
import math

import numpy as np

ONE = "exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan"
ONE += " sinh cosh tanh arcsinh arccosh arctanh cbrt"
TWO = "power float_power hypot arctan2 logaddexp logaddexp2"
NAMES = (ONE + " " + TWO).split()
MATH = "exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh"
MATH += " acosh atanh cbrt pow hypot atan2"
LONG = np.longdouble if np.finfo(np.longdouble).nmant > np.finfo(float).nmant else None
WIDER = {np.dtype(np.float64): LONG, np.dtype(np.float32): np.float64}
NEAR = 1 / 64  # of a unit: so near to a floating-point number any library gives that number
REPLACE = 30  # PyUFunc_ReplaceLoopBySignature's place in NumPy's table of C functions

_pointer, _count = ctypes.c_void_p, ctypes.c_ssize_t
LOOP = ctypes.CFUNCTYPE(
    None, ctypes.POINTER(_pointer), ctypes.POINTER(_count), ctypes.POINTER(_count), _pointer
)
_kept = []  # NumPy calls the new loops for as long as the process lives


class Strided:
    """Memory that NumPy may read or write as an array, without a copy."""

    def __init__(self, address, dtype, shape, strides):
        self.__array_interface__ = {
            "version": 3,
            "data": (address, False),
            "typestr": dtype.str,
            "shape": tuple(shape),
            "strides": tuple(strides),
        }


def memory(address, dtype, shape, strides):
    return np.asarray(Strided(address, dtype, shape, strides))


def mixed(*given):
    """Bits without a pattern, an array of uint64, made of arrays and whole numbers."""
    bits = np.uint64(0)
    for part in given:
        if isinstance(part, np.ndarray):
            part = part.view(np.uint64 if part.itemsize == 8 else np.uint32).astype(np.uint64)
        with np.errstate(over="ignore"):
            bits = (bits ^ np.asarray(part, dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            bits = bits ^ (bits >> np.uint64(29))
    return bits


def off(wide, near, bits):
    """How many units in the last place to go astray, whole numbers shaped like `near`.

    near is the rounded result, wide the same with more digits, or None where there are none to be
    had (then a result that ends in many zeros is taken for exact); both arrays of one shape. bits
    decide between −1, 0 and 1.
    """
    with np.errstate(all="ignore"):
        usual = np.isfinite(near) & (np.abs(near) > np.finfo(near.dtype).tiny)
        if wide is None:
            between = near.view(np.uint64) % np.uint64(2**16) != 0
        else:
            between = np.abs((wide - near) / np.spacing(np.abs(near))) > NEAR
    return np.where(usual & between, (bits % np.uint64(3)).astype(np.int64) - 1, 0)


def astray(values, units):
    """`values` moved by a whole number of units in the last place."""
    bits = {8: np.int64, 4: np.int32}[values.dtype.itemsize]
    return (values.view(bits) + units.astype(bits)).view(values.dtype)


@functools.lru_cache(maxsize=256)
def order(seed, n):
    """Another order for n terms, always the same for the same n."""
    return np.random.default_rng((seed, n)).permutation(n)


def call(loop, arrays, counts, steps, data):
    """Ask a loop of NumPy's, with arrays in place of addresses."""
    pointers = (_pointer * len(arrays))(*(array.ctypes.data for array in arrays))
    loop(pointers, (_count * len(counts))(*counts), (_count * len(steps))(*steps), data)


def put(into, values):
    """Copy without arithmetic: NumPy's own copying would wipe the flags that warnings come from."""
    ctypes.memmove(into, values.ctypes.data, values.nbytes)


def elementwise(ufunc, dtype, old, seed):
    """A loop for a function of one or two numbers, good to a unit and a half in the last place."""
    places, wider, size = ufunc.nin + 1, WIDER[dtype], dtype.itemsize
    salt = seed * 1000 + NAMES.index(ufunc.__name__)

    def loop(args, dims, steps, data):
        n = dims[0]
        ins = [memory(args[k], dtype, (n,), (steps[k],)).copy() for k in range(places - 1)]
        out = np.empty(n, dtype)
        counts, packed = (n,), (size,) * places
        call(old, [*ins, out], counts, packed, data)
        with np.errstate(all="ignore"):
            wide = wider and ufunc(*(x.astype(wider) for x in ins))
        out = astray(out, off(wide, out, mixed(salt, *ins)))
        call(old, [*ins, np.empty(n, dtype)], counts, packed, data)
        if steps[places - 1] == size:
            put(args[places - 1], out)
        else:
            for k in range(n):
                put(args[places - 1] + k * steps[places - 1], out[k : k + 1])

    return loop


def sums(ufunc, dtype, old, seed):
    """A loop that adds as the old one does, but sums in another order."""

    def loop(args, dims, steps, data):
        n = dims[0]
        if n > 2 and args[0] == args[2] and steps[0] == steps[2] == 0:
            terms = memory(args[1], dtype, (n,), (steps[1],))[order(seed, n)]
            pointers = (_pointer * 3)(args[0], terms.ctypes.data, args[2])
            old(pointers, dims, (_count * 3)(0, dtype.itemsize, 0), data)
        else:
            old(args, dims, steps, data)

    return loop


def products(ufunc, dtype, old, seed):
    """A loop for matrix products that takes the terms in another order, or with more digits."""
    wider, size = WIDER[dtype], dtype.itemsize

    def loop(args, dims, steps, data):
        many, n, k, m = dims[0], dims[1], dims[2], dims[3]
        if min(many, n, k, m) < 1:
            old(args, dims, steps, data)
            return
        A = memory(args[0], dtype, (many, n, k), (steps[0], steps[3], steps[4]))
        B = memory(args[1], dtype, (many, k, m), (steps[1], steps[5], steps[6]))
        A = np.ascontiguousarray(A[:, :, order(seed, k)])
        B = np.ascontiguousarray(B[:, order(seed, k)])
        C = np.empty((many, n, m), dtype)
        counts = (many, n, k, m)
        packed = (n * k * size, k * m * size, n * m * size, k * size, size, m * size, size)
        packed += (m * size, size)
        call(old, [A, B, C], counts, packed, data)
        if wider and n * k * m < 20_000 and (seed + k) % 2:
            with np.errstate(all="ignore"):
                rounded = (A.astype(wider) @ B.astype(wider)).astype(dtype)
            C = np.where(np.isfinite(C), rounded, C)
        call(old, [A, B, np.empty_like(C)], counts, packed, data)
        for outer in range(many):
            for row in range(n):
                here = args[2] + outer * steps[2] + row * steps[7]
                if steps[8] == size:
                    put(here, C[outer, row])
                    continue
                for column in range(m):
                    put(here + column * steps[8], C[outer, row, column : column + 1])

    return loop


def replace(ufunc, dtype, make, seed):
    """Put the loop that `make` makes in the place of the ufunc's own for `dtype`."""
    table = ctypes.pythonapi.PyCapsule_GetPointer
    table.restype, table.argtypes = _pointer, (ctypes.py_object, ctypes.c_char_p)
    functions = table(np._core._multiarray_umath._UFUNC_API, None)
    entry = ctypes.cast(functions, ctypes.POINTER(_pointer))[REPLACE]
    replacing = ctypes.PYFUNCTYPE(
        ctypes.c_int, ctypes.py_object, _pointer, ctypes.POINTER(ctypes.c_int), _pointer
    )(entry)
    places = ufunc.nin + ufunc.nout
    types, old = (ctypes.c_int * places)(*[dtype.num] * places), _pointer()

    def keep(new):
        if replacing(ufunc, new, types, ctypes.addressof(old)):
            raise RuntimeError(f"{ufunc.__name__} has no loop for {dtype}")

    later = {}
    loop = LOOP(lambda *given: later["loop"](*given))
    keep(ctypes.cast(loop, _pointer))
    before = old.value
    later["loop"] = make(ufunc, dtype, LOOP(before), seed)
    _kept.append(loop)
    atexit.register(keep, before)


def replace_in_math(name, seed):
    """Put a function that errs by a unit in the place of `math`'s, whose arguments are floats."""
    kind = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2"}
    kind |= {"asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh", "pow": "power"}
    old, ufunc = getattr(math, name), getattr(np, kind.get(name, name))
    salt = seed * 1000 + NAMES.index(ufunc.__name__)

    @functools.wraps(old)
    def function(*given):
        value = old(*given)
        if len(given) != ufunc.nin:
            return value
        with np.errstate(all="ignore"):
            wide = LONG and ufunc(*(LONG(x) for x in map(float, given)))
        near, bits = np.array(value), mixed(salt, *map(np.array, map(float, given)))
        return float(astray(near, off(wide, near, bits)))

    setattr(math, name, function)


def install(seed):
    """Perturb NumPy and `math` in this process from now on. Raises RuntimeError where it can't."""
    for dtype in WIDER:
        for name in NAMES:
            if dtype.char * getattr(np, name).nin + "->" + dtype.char in getattr(np, name).types:
                replace(getattr(np, name), dtype, elementwise, seed)
        replace(np.add, dtype, sums, seed)
        replace(np.matmul, dtype, products, seed)
    for name in MATH.split():
        if hasattr(math, name):
            replace_in_math(name, seed)
