"""Notebook 09: what its prose says, what its figures show, and the network it trains."""

import re
from pathlib import Path

import autograd
import autograd.numpy as anp
import nbformat
import numpy as np
import pytest

from lib.data.penguins import penguins
from lib.drawing.boundaries import boundaries, where_positive
from lib.explore import sensitivity as looking
from lib.explore import symptoms as ill
from lib.explore import training as figures
from lib.formula.functions import FunctionError
from lib.learning.flock import MEASURED, SPECIES, flock, trained
from lib.learning.network import (
    accuracy,
    forward,
    gradient_check,
    initialise,
    input_jacobian,
    predict,
    probabilities,
    relative_error,
    scaling,
    train,
)
from lib.learning.symptoms import FAULTS, certain_until, losses_of
from lib.practice import training as ex
from lib.stage.progress_bar import Bar, progress_bar

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "09_training_a_network.ipynb"
FOUR = tuple(MEASURED)
MAP = ("bill length", "flipper length")


@pytest.fixture(scope="module", name="cells")
def read_cells():
    return nbformat.read(NOTEBOOK, as_version=4).cells


@pytest.fixture(scope="module", name="own")
def run_own_functions(cells):
    """The names that the notebook's NumPy cells define, up to the gradient check."""
    scope = {}
    for cell in cells:
        if cell.source.startswith("## The loop"):
            break
        if cell.cell_type == "code":
            exec(compile(cell.source, "<cell>", "exec"), scope)
    return scope


def final():
    return trained(FOUR, 8, 0.5, 100)[-1]


# The data


def test_gaps():
    table = penguins()
    rows = list(zip(*(column.tolist() for column in table.values()), strict=True))
    gap = [[v == "" or v != v for v in row] for row in rows]
    assert sum(map(any, gap)) == 11
    sex = list(table).index("sex")
    only_sex = [row for row in gap if row[sex] and sum(row) == 1]
    assert (len(rows), len(only_sex), len(flock().X)) == (344, 9, 342)


def test_three_parts_share_out_every_penguin_and_only_training_standardises():
    for seed in range(3):
        birds = flock(seed=seed)
        parts = [*birds.training, *birds.validation, *birds.test]
        assert sorted(parts) == list(range(342))
        assert [len(p) for p in (birds.training, birds.validation, birds.test)] == [192, 64, 86]
        Z = birds.part("training")[0]
        assert np.allclose(Z.mean(axis=0), 0) and np.allclose(Z.std(axis=0), 1)
        raw = birds.raw(birds.training)
        assert np.allclose(scaling(raw), (birds.mean, birds.std))


def test_parts_of_the_notebook_are_those_of_the_figures(own):
    birds = flock()
    for name in ("training", "validation", "test"):
        assert (own[name] == getattr(birds, name)).all()
        assert np.allclose(own["Z"][own[name]], birds.part(name)[0])
    assert (own["species"] == birds.y).all()
    assert tuple(own["species_names"]) == SPECIES


def test_measurements_that_there_are_not():
    for bad in (("beak",), (), ("bill length", "bill length")):
        with pytest.raises(FunctionError, match="bill depth"):
            flock(bad)
    with pytest.raises(FunctionError, match="two measurements"):
        figures.decision_map(["bill length"])


# The notebook's own functions


def test_own_gradients_agree_with_autograd_and_with_the_library(own):
    rng = np.random.default_rng(0)
    for n, hidden, outputs in [(4, 8, 3), (2, 5, 4), (1, 1, 2)]:
        parameters = own["start"](n, hidden, outputs, 1)
        parameters = [p + 0.1 * rng.normal(size=p.shape) for p in parameters]
        X, labels = rng.normal(size=(9, n)), rng.integers(outputs, size=9)

        def reference(p, X=X, labels=labels):
            S = anp.dot(anp.tanh(anp.dot(X, p[0].T) + p[1]), p[2].T) + p[3]
            top = anp.max(S, axis=1, keepdims=True)
            log_sum = top[:, 0] + anp.log(anp.sum(anp.exp(S - top), axis=1))
            return anp.mean(log_sum - S[anp.arange(len(labels)), labels])

        assert own["loss"](parameters, X, labels) == pytest.approx(reference(parameters))
        expected = autograd.grad(reference)(parameters)
        for claimed, due in zip(own["backward"](parameters, X, labels), expected, strict=True):
            assert relative_error(claimed, due) < 1e-12
        for measured, due in zip(own["nudged"](parameters, X, labels), expected, strict=True):
            assert relative_error(measured, due) < 1e-7


def test_own_start_is_the_library_s(own):
    theirs = initialise([4, 8, 3], seed=3)
    mine = own["start"](4, 8, 3, 3)
    assert sum(p.size for p in mine) == 67
    for p, q in zip(mine, [*theirs[0][:2], *theirs[1][:2]], strict=True):
        assert np.array_equal(p, q)
    assert max(gradient_check(theirs, *flock().part("training")).values()) < 1e-8


def test_ten_seeds():
    shares = []
    for seed in range(10):
        birds = flock(seed=seed)
        layers = trained(FOUR, 8, 0.5, 100, seed=seed)[-1].layers
        shares.append(accuracy(layers, *birds.part("test")))
    assert np.median(shares) >= 0.97
    assert min(shares) >= 0.97, "the lowest is said to be 98.8 %"


# What the prose says


def test_the_one_that_is_misjudged():
    birds, layers = flock(), final().layers
    X, y = birds.part("test")
    wrong = np.flatnonzero(predict(layers, X) != y)
    assert wrong.tolist() == [4]
    assert birds.raw(birds.test)[4][0] == pytest.approx(45.8)
    assert probabilities(layers, X)[4].round(3).tolist() == [0.401, 0.593, 0.006]
    assert SPECIES[y[4]] == "Adelie"


def test_all_zeros_learn_the_shares_only():
    birds = flock()
    X, y = birds.part("training")
    layers = [layer._replace(W=0 * layer.W) for layer in initialise([4, 8, 3], 3)]
    *_, last = train(layers, X, y, learning_rate=0.5, epochs=100)
    assert all((layer.W == 0).all() for layer in last.layers)
    assert np.allclose(probabilities(last.layers, X[:1]), np.bincount(y) / len(y), atol=1e-3)
    assert set(predict(last.layers, X)) == {0}


def test_equal_units_stay_equal():
    layers = [layer._replace(W=np.full(layer.W.shape, 0.3)) for layer in initialise([4, 8, 3], 3)]
    layers[1] = layers[1]._replace(W=np.array([[0.3], [0.1], [-0.4]]) * np.ones((3, 8)))
    *_, last = train(layers, *flock().part("training"), learning_rate=0.5, epochs=30)
    assert np.ptp(last.layers[0].W, axis=0).max() < 1e-12
    assert np.ptp(last.layers[0].W[0]) > 0.1


def test_learning_by_heart():
    birds = flock()
    few = birds.training[:60]
    shuffled = np.random.default_rng(3).permutation(birds.y[few])
    layers = initialise([4, 64, 3], seed=3)
    assert sum(layer.W.size + layer.b.size for layer in layers) == 515
    *_, last = train(layers, birds.X[few], shuffled, learning_rate=1.0, epochs=1000)
    assert last.accuracy == 1.0
    assert accuracy(last.layers, *birds.part("test")) < 0.45


def test_settings():
    for eta in (0.3, 0.5, 1.0, 2.0, 5.0, 10.0):
        assert trained(FOUR, 8, eta, 100)[-1].held_out[1] == 1.0
    slow = trained(FOUR, 8, 0.001, 100)
    assert (f"{slow[0].loss:.2f}", f"{slow[-1].loss:.2f}") == ("0.93", "0.84")
    wild = np.array([epoch.loss for epoch in trained(FOUR, 8, 100.0, 100)])
    assert 80 < wild.max() / wild[0] < 90
    assert 20 < (np.diff(wild) > 0).sum() < 80, "up and down"
    assert trained(FOUR, 2, 0.5, 100)[-1].held_out[1] > 0.98
    for eta in 10.0 ** np.arange(-3, 2.1, 0.5):
        assert max(e.held_out[1] for e in trained(FOUR, 1, float(eta), 100)) < 0.92
    birds = flock(("bill depth", "body mass"))
    for hidden in (3, 8):
        layers = trained(birds.measured, hidden, 0.5, 100)[-1].layers
        assert 1 not in predict(layers, birds.X[birds.validation])


def test_a_baseline():
    birds = flock()
    (A, y), (T, t) = birds.part("training"), birds.part("test")
    averages = np.array([A[y == k].mean(axis=0) for k in range(3)])
    nearest = ((T[:, None] - averages) ** 2).sum(axis=2).argmin(axis=1)
    assert (nearest != t).sum() == 2


def test_what_the_map_shows():
    birds, history = flock(MAP), trained(MAP, 8, 0.5, 100)
    X, y = birds.part("validation")
    wrong = {k: int((predict(history[k].layers, X) != y).sum()) for k in (0, 10, 100)}
    assert wrong == {0: 63, 10: 3, 100: 3}
    assert f"{history[10].loss:.2f}" == "0.25" and f"{history[100].loss:.2f}" == "0.14"


@pytest.mark.parametrize("hidden", [1, 8])
def test_on_the_lines_two_scores_are_equal_and_highest(hidden):
    birds = flock(MAP)
    x, z = (np.linspace(*ends, 121) for ends in ((30, 62), (168, 235)))
    for epoch in (1, 20, 100):
        layers = trained(MAP, hidden, 0.5, 100)[epoch].layers
        scale = lambda p: (p - birds.mean) / birds.std  # noqa: E731
        lines = boundaries(layers, x, z, scale)
        points = lines[np.isfinite(lines).all(axis=1)]
        assert len(points) > 4
        scores = np.sort(forward(layers, scale(points))[0], axis=1)
        assert (scores[:, 2] - scores[:, 1]).max() < 0.005 * np.ptp(scores)


def test_one_hidden_unit_draws_straight_parallel_lines():
    birds = flock(MAP)
    layers = trained(MAP, 1, 2.0, 100)[-1].layers
    x, z = (np.linspace(*ends, 61) for ends in ((30, 62), (168, 235)))
    lines = boundaries(layers, x, z, lambda p: (p - birds.mean) / birds.std)
    slopes = np.diff(lines, axis=0)
    slopes = slopes[np.isfinite(slopes).all(axis=1) & (np.abs(slopes).max(axis=1) > 0.2)]
    assert len(slopes) > 10
    assert np.ptp(np.arctan2(slopes[:, 1], slopes[:, 0]) % np.pi) < 0.05


def test_a_line_is_cut_where_its_height_is_0():
    line = np.column_stack([np.arange(5.0), np.zeros(5)])
    parts = where_positive(line, np.array([1.0, -1.0, -1.0, 3.0, 1.0]))
    assert [p[:, 0].tolist() for p in parts] == [[0, 0.5], [2.25, 3, 4]]


# What it goes by


@pytest.mark.parametrize("what", looking.QUANTITIES)
def test_slopes_by_the_inputs_agree_with_nudges(what):
    birds, layers, h = flock(), final().layers, 1e-6
    X, _ = birds.part("test")
    named = predict(layers, X)
    claimed = looking.slopes_of_quantity(what, layers, X, named)
    for i, step in enumerate(h * np.eye(4)):
        up, down = (looking.quantity(what, forward(layers, X + s)[0], named) for s in (step, -step))
        assert np.allclose(claimed[:, i], (up - down) / (2 * h), rtol=1e-5, atol=1e-7)


def test_numbers_of_sensitivity():
    birds, layers = flock(), final().layers
    X, _ = birds.part("test")
    named = predict(layers, X)
    J = input_jacobian(layers, X)[4]
    assert J[1, 0] / birds.std[0] == pytest.approx(0.5, abs=0.03)
    assert J[1, 3] / birds.std[3] == pytest.approx(-0.0016, abs=5e-5)
    lead = np.abs(looking.slopes_of_quantity("its lead", layers, X, named))
    assert f"{lead[4, 0]:.1f}" == "7.7"
    longest = lead.argmax(axis=1)
    assert ((named == 0).sum(), (longest[named == 0] == 0).sum()) == (36, 34)
    gentoos = np.bincount(longest[named == 2], minlength=4)
    assert (gentoos.sum(), gentoos[0]) == (34, 5) and gentoos[1] + gentoos[3] > 20
    chance = np.abs(looking.slopes_of_quantity("its probability", layers, X, named))
    assert (chance.max(axis=1) < 0.1).sum() == 74
    raw = birds.raw(slice(None))
    assert f"{np.corrcoef(raw[:, 2], raw[:, 3])[0, 1]:.2f}" == "0.87"
    without_mass = trained(FOUR[:3], 8, 0.5, 100)[-1].held_out[1]
    without_bill = trained(FOUR[1:], 8, 0.5, 100)[-1].held_out[1]
    assert (f"{without_mass:.1%}", f"{without_bill:.1%}") == ("96.9%", "84.4%")


def test_the_same_number_on_all_scores_changes_no_lead():
    scores = np.random.default_rng(0).normal(size=(7, 3))
    species = scores.argmin(axis=1)
    for what in ("its lead", "its probability"):
        same = looking.quantity(what, scores + 5.0, species)
        assert np.allclose(looking.quantity(what, scores, species), same)


# Figures


def test_own_measurements_and_own_layers():
    stage = figures.train(["bill depth", "body mass"], hidden=3)
    assert stage.state.startswith("A 2–3–3 network")
    stage.close()
    stage = figures.train(["flipper length", "body mass", "bill depth"])
    assert stage.state.startswith("A 3–8–3 network")
    stage.close()
    stage = figures.decision_map(["body mass", "bill length"], epoch=50)
    assert stage.figure.axes[0].get_xlabel() == "body mass (g)"
    stage.close()
    stage = looking.sensitivity(layers=initialise([4, 5, 3], 0))
    assert "Test penguin 4" in stage.state
    stage.close()


def test_the_training_figure_says_what_the_network_does():
    stage = figures.train(epoch=100)
    last = final()
    assert f"{100 * last.held_out[1]:.1f} %" in stage.state
    assert f"loss {last.loss:.3g}"[:9] in stage.state
    stage.close()


def curves(fault, seed=3, **more):
    birds = flock()
    parts = birds.part("training"), birds.part("validation")
    return losses_of(fault, *parts, seed, mean=birds.mean, std=birds.std, **more)


@pytest.mark.parametrize("seed", range(6))
def test_symptoms_are_those_that_the_notebook_names(seed):
    healthy = curves("nothing wrong", seed)
    assert (np.diff(healthy[0]) < 0).all() and healthy[0, -1] < 0.06
    assert (np.diff(curves("the gradient is added", seed)[0]) > 0).all()
    slow = curves("η 100 times too small", seed)[0]
    assert (np.diff(slow) < 0).all() and slow[-1] > 0.3
    jumps = np.diff(curves("η 100 times too large", seed)[0])
    assert (jumps > 0).sum() > 5 and (jumps < 0).sum() > 5
    zero, shuffled = curves("all weights start at 0", seed), curves("species shuffled", seed)
    assert zero[0, 0] == pytest.approx(np.log(3))
    assert abs(zero[0, -1] - shuffled[0, -1]) < 0.06 and zero[0, -1] > 1
    few = curves("only 12 to train on", seed)
    assert few[0, -1] < 0.02 and few[1, -1] > 4 * few[0, -1]
    raw = curves("validation in raw units", seed)
    assert np.array_equal(raw[0], healthy[0]) and raw[1].min() > 3 * healthy[1, -1]


def test_only_the_run_that_jumps_hangs_on_rounding():
    birds = flock()
    parts = birds.part("training"), birds.part("validation")
    scale = {"mean": birds.mean, "std": birds.std}
    for fault in FAULTS:
        until = certain_until(fault, *parts, 3, **scale)
        assert 10 < until < 40 if fault == "η 100 times too large" else until == 60, fault
    one, other = curves("η 100 times too large"), curves("η 100 times too large", nudge=1e-13)
    until = certain_until("η 100 times too large", *parts, 3, **scale)
    assert np.allclose(one[:, : until + 1], other[:, : until + 1], rtol=1e-3)
    assert not np.allclose(one[:, 50:], other[:, 50:], rtol=0.1)


def test_no_sentence_tells_a_number_that_hangs_on_rounding():
    birds = flock()
    parts = birds.part("training"), birds.part("validation")
    stage = ill.symptoms("η 100 times too large")
    known = certain_until("η 100 times too large", *parts, 3, mean=birds.mean, std=birds.std)
    told = []
    for epoch in range(known + 1, 61):
        stage.controls["epoch"].value = epoch
        assert "another processor draws another curve" in stage.state
        told.append(re.findall(r"at epoch \d+ it was [\d.]+", stage.state))
    assert told == [told[0]] * len(told), "what is told of the run is what was certain"
    stage.controls["epoch"].value = known
    assert "another processor" not in stage.state
    stage.close()


def test_an_update_of_one_s_own():
    from lib.learning.network import update

    stage = ill.symptoms(update=lambda layers, g, eta: update(layers, g, eta / 2))
    assert "“your own update”" in stage.state
    stage.close()
    with pytest.raises(FunctionError, match="gives back a list of new layers"):
        ill.symptoms(update=lambda layers, gradients, eta: None)
    with pytest.raises(ValueError, match="shuffled"):
        curves("bad luck")


# Practice


def test_the_backward_pass_of_the_exercise_agrees_with_autograd():
    for X, T, *parameters in ex.backward.probes:

        def reference(p, X=X, T=T):
            H = 1 / (1 + anp.exp(-(anp.dot(X, p[0].T) + p[1])))
            return anp.mean((anp.dot(H, p[2].T) + p[3] - T) ** 2)

        for ours, due in zip(
            ex.backward.right(X, T, *parameters), autograd.grad(reference)(parameters), strict=True
        ):
            assert np.allclose(ours, due, rtol=1e-12)


def test_sensitivities_of_the_exercise_agree_with_autograd():
    for W1, b1, W2, x in ex.sensitivities.probes:
        J = autograd.jacobian(lambda x, W1=W1, b1=b1, W2=W2: W2 @ anp.tanh(W1 @ x + b1))(x)
        assert np.allclose(ex.sensitivities.right(W1, b1, W2, x), J, rtol=1e-12)


def test_patients_are_as_the_picture_s_words_say():
    one, two, three = (ex.patient(number) for number in (1, 2, 3))
    assert f"{one[0, -1]:.3f}" == "0.003" and one[0, -1] < 0.01
    assert (f"{one[1].min():.2f}", f"{one[1, -1]:.2f}") == ("0.35", "0.52")
    assert (f"{two[0, 0]:.2f}", f"{two[0, -1]:.2f}") == ("1.10", "1.05")
    assert (np.diff(three) < 0).all()
    assert (f"{three[0, 0]:.2f}", f"{three[0, -1]:.2f}") == ("1.35", "1.10")
    letters = dict(zip("ABCDEF", [*FAULTS[1:5], *FAULTS[6:]], strict=True))
    assert [letters[d] for d in ex.diagnosis.right] == [ex.PATIENTS[k][0] for k in (1, 2, 3)]
    with pytest.raises(ValueError, match="1, 2 or 3"):
        ex.patient(4)


def test_another_way_to_know_penguins_is_right():
    def by_batches(X, species, X_new):
        mean, std = X.mean(axis=0), X.std(axis=0)
        layers = initialise([4, 12, 3], 7, "relu")
        options = {"learning_rate": 0.1, "epochs": 30, "batch_size": 16}
        *_, last = train(layers, (X - mean) / std, species, **options)
        return predict(last.layers, (X_new - mean) / std)

    assert ex.know_penguins.check(by_batches).status == "right"

    def own_spread(X_train, X_new):
        mean, std = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
        return (X_train - mean) / std, (X_new - mean) / std

    assert ex.prepare.check(own_spread).status == "right"


# The progress bar


def test_a_bar_gives_out_every_step_and_ends_full(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    assert list(progress_bar(range(7), "epoch")) == list(range(7))
    (bar,) = shown
    assert bar.done == bar._bar.value == 7 and "done" in bar._text.value
    for number in progress_bar(iter("abcdef"), "letter", 6, say=str.upper):
        if number == "c":
            break
    assert shown[-1].done == 3 and "stopped" in shown[-1]._text.value
    assert "C" in shown[-1]._text.value and "6 letters" in repr(shown[-1])
    assert list(progress_bar([])) == []
    with pytest.raises(ValueError, match="total=100"):
        progress_bar(iter("abc"))
    for one in shown:
        one.close()


def test_a_bar_reads_without_a_kernel():
    bar = Bar("epoch", 100)
    assert bar._repr_mimebundle_()["text/plain"] == repr(bar)
    bar.move(50, "<b>")
    assert "&lt;b&gt;" in bar._text.value and 'role="status"' not in bar._text.value
    bar.close()


# PyTorch


def torch_block(cells):
    text = next(c.source for c in cells if c.cell_type == "markdown" and "import torch" in c.source)
    return re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]


def test_the_pytorch_text_compiles_and_uses_what_the_notebook_has(cells, own):
    code = compile(torch_block(cells), "<torch>", "exec")
    for name in ("start", "Z", "training", "species", "test"):
        assert name in code.co_names and name in own


def test_the_pytorch_text_makes_the_same_network(cells, own, capsys):
    """Runs where PyTorch is installed; it isn't one of our dependencies."""
    pytest.importorskip("torch")
    scope = dict(own)
    exec(compile(torch_block(cells), "<torch>", "exec"), scope)
    loss, share = map(float, capsys.readouterr().out.split()[-2:])
    assert loss == pytest.approx(final().loss, rel=1e-12)
    assert share == accuracy(final().layers, *flock().part("test"))
    for theirs, layer in zip(scope["model"][::2], final().layers, strict=True):
        assert np.allclose(theirs.weight.detach().numpy(), layer.W, rtol=1e-10, atol=1e-12)
