"""Frames packed by Python are unpacked by JavaScript to the byte; places have one name in both."""

import base64
import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from lib.explore import figures
from lib.stage import stops
from lib.stage.frames import Known, pack, unpack

HERE = Path(__file__).parent
FRAMES = HERE.parents[1] / "lib" / "stage" / "frames.js"
FIGURES = figures()
PLACES = 200


@pytest.fixture(name="node", scope="module")
def through_node(tmp_path_factory):
    """A function that asks tests/stage/unpack.mjs."""
    program = shutil.which("node")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs node: .ci/run installs it")
        pytest.skip("no node here")
    module = tmp_path_factory.mktemp("node") / "frames.mjs"
    shutil.copy(FRAMES, module)

    def ask(**asked):
        done = subprocess.run(
            [program, HERE / "unpack.mjs", module],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def in_packs(layers, size):
    """The layers as base64, `size` in a pack, each pack relying on those before."""
    known = Known()
    packs = [pack(layers[start : start + size], known) for start in range(0, len(layers), size)]
    return packs, [base64.b64encode(data).decode() for data in packs]


@pytest.fixture(params=sorted(FIGURES), scope="module", name="figure")
def opened_once(request):
    stage = FIGURES[request.param]()
    yield stage, request.param
    stage.close()


def test_every_figure_at_random_places(node, figure):
    stage, name = figure
    dice = random.Random(name)
    moving = {free: stage.controls[free] for free in stage._free}
    places = [
        {free: dice.choice(stops.stops(control)) for free, control in moving.items()}
        for _ in range(PLACES)
    ]
    drawn = [stage._draw(**place) for place in places]
    packs, sent = in_packs(list(enumerate(drawn)), 40)
    skeletons, found = {}, {}
    for data in packs:
        found |= unpack(data, skeletons)
    assert [found[key] for key in range(PLACES)] == drawn
    assert node(packs=sent, keys=list(range(PLACES)))["layers"] == drawn
    # What was drawn ahead, in any order, is what is drawn when the controls stand there.
    for number in dice.sample(range(PLACES), 5):
        for free, value in places[number].items():
            moving[free].value = value
        stage._move()
        assert stage.problem is None
        assert stage._front.value == drawn[number]


def test_numbers_of_every_kind_come_back(node):
    texts = [
        "0 -0 -0.00 00 01 1. .5 1.50 1.5 -1.5 1e-7 1e7 999999999999.999999 -123456789012.5 #0a1b2c",
        "1 -1 0.00 07 02 2. .6 -1.50 10.25 0 2e-7 2e7 9007199254740993 0.1 #012345",
        "٣ x₁ 12px 0.000001 -0.000001 4503599627370497 −3 +4 5e+16 1.1234567 1-2 3.4.5 6,7",
        "no number at all",
        "",
    ]
    layers = [(key, f"<svg>{text}</svg>") for key, text in enumerate(texts * 3)]
    layers += [(100 + n, f"a {n / 7:.{n % 7}f} {-n} {n * 10**n} z") for n in range(40)]
    _, sent = in_packs(layers, 9)
    keys = [key for key, _ in layers]
    assert node(packs=sent, keys=keys)["layers"] == [text for _, text in layers]
    with pytest.raises(ValueError, match="NUL"):
        pack([(0, "a\0b")])


def test_a_pack_is_small():
    layers = [(n, f'<path d="M {n / 10:.1f} 20.5 L 300 {n * 2.5:.2f}"/>' * 20) for n in range(100)]
    size = len(pack(layers))
    assert size < 40 * len(layers) < len("".join(text for _, text in layers)) / 10


def test_skeletons_are_forgotten_in_step(node):
    """Each layer has words of its own, more of them than are remembered."""
    known = Known(most=5)
    layers = [(n, f"layer {'x' * (n % 23)} {n}") for n in range(60)]
    packs = [pack(layers[start : start + 3], known) for start in range(0, 60, 3)]
    assert known.count > 23 and len(known._ids) <= 5
    sent = [base64.b64encode(data).decode() for data in packs]
    assert node(packs=sent, keys=list(range(60)))["layers"] == [text for _, text in layers]
    # A browser that came later leaves out what it can't read, and is well.
    late = node(packs=sent[1:2] + sent[8:], keys=list(range(60)))["layers"]
    assert late[-1] == layers[-1][1] and late[0] is None


def test_a_browser_keeps_so_much_and_says_what_it_drops(node):
    layers = [(n, f"{'words ' * 50}{n}") for n in range(100)]
    _, sent = in_packs(layers, 5)
    reply = node(packs=sent, keys=list(range(100)), most=1500)
    kept = [n for n in range(100) if reply["layers"][n] is not None]
    assert kept == list(range(100 - len(kept), 100)) and 5 <= len(kept) <= 75
    assert sorted(reply["dropped"] + kept) == list(range(100))


def test_a_held_back_change_goes_out_once_the_one_before_was_heard_however_late(node):
    """The kernel's "idle" may be lost as a cell ends, and the echo comes whenever that is."""
    assert node(happens=["echo", "time"]) == ["held", "out"]
    late = ["time", "time", "time", "echo", "time"]
    assert node(happens=late) == ["held"] * 4 + ["out"]
    assert node(happens=["gone", "time"]) == ["held", "left"], "nobody waits for a dead kernel"
    gone = ["echo", "gone", "time"]
    assert node(happens=gone) == ["held", "held", "left"], "nothing can be sent to one, either"


def test_a_place_has_one_name_in_both(node, figure):
    """Every slider of every figure: at its stops, a rounding beside them, and between them."""
    stage, name = figure
    traits, due = [], []
    for control in map(stops.leaf, stage.controls.values()):
        if not hasattr(control, "step"):
            continue
        control.unobserve_all("value")  # only where it stands is asked for
        values = stops.stops(control)
        assert values == sorted(set(values))
        assert values[-1] == pytest.approx(highest(control), rel=1e-12)
        for number in {0, 1, len(values) // 2, len(values) - 2, len(values) - 1}:
            for value in beside(control, values[number]):
                control.value = value
                assert stops.at(control) == number, (name, control.description, value)
                assert stops.argument(control) == values[number]
                traits.append(read(control))
                due.append(number)
            wide = values[number] if hasattr(control, "base") else control.step
            between = values[number] + wide * 1e-6
            if number + 1 < len(values) and isinstance(values[0], float):
                control.value = between
                assert stops.place(control) == (between,) and stops.argument(control) == between
                traits.append(read(control))
                due.append([between])
    assert node(controls=traits) == due


def read(control):
    """The traits of a slider by which a browser knows where it stands."""
    names = ("value", "min", "max", "step", "base")
    return {name: getattr(control, name) for name in names if hasattr(control, name)}


def beside(control, value):
    """The value as it comes out of different arithmetics."""
    if isinstance(value, int):
        return [value]
    noisy = [value, value * (1 + 2e-16), value * (1 - 2e-16)]
    if not hasattr(control, "base"):
        noisy.append(value + 3 * 2e-16 * control.max)
    return [min(max(v, lowest(control)), highest(control)) for v in noisy]


def lowest(control):
    return control.base**control.min if hasattr(control, "base") else control.min


def highest(control):
    return control.base**control.max if hasattr(control, "base") else control.max
