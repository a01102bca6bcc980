"""Practice of notebook 09: other right answers, and other ways into the same mistakes."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from lib.learning.network import initialise, predict, train
from lib.learning.symptoms import FAULTS
from lib.practice import training as ex
from tests.practice.test_exercises import run


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


def test_a_name_that_means_something_else_in_the_notebook_is_said():
    text = """
def predict(parameters, X):
    W1, b1, W2, b2 = parameters
    return (np.tanh(X @ W1.T + b1) @ W2.T + b2).argmax(axis=1)

def know_penguins(X, species, X_new):
    from lib.learning.network import initialise
    return predict(initialise([4, 8, 3], 0), X_new)
"""
    message = ex.know_penguins.check(run(ex.know_penguins, text)).message
    assert "the library's is `network.predict`" in message
    own = text.replace("import initialise", "import initialise, predict").replace(
        "X_new)\n", "X_new[0])\n"
    )
    assert "network.predict" not in ex.know_penguins.check(run(ex.know_penguins, own)).message


@pytest.mark.parametrize("name", ["prepare", "forward", "loss", "gradients", "step"])
def test_a_reader_who_is_stuck_goes_on_with_ours(name, capsys):
    exercise = getattr(ex, name)
    stub, own = run(exercise, exercise.stub), run(exercise, exercise.answer)
    assert exercise.check(stub).status == "not attempted"
    ours = exercise.or_ours(stub)
    assert ours is not stub and "ours goes on" in capsys.readouterr().out
    assert exercise.check(ours).status == "right"
    assert exercise.check(own).status == "right"
    assert exercise.or_ours(own) is own and "yours goes on" in capsys.readouterr().out
    assert exercise.check(stub).status == "not attempted"
    assert exercise.or_ours(own) is not own, "found right before another was checked"
