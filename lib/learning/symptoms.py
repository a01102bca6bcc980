"""Runs with something wrong: the loss curves of a network trained with a planted fault.

`losses_of(fault, (X, y), (X_new, y_new), seed)` trains as notebook 09 does, but for the fault;
`trend` says what such a curve does of late.
"""

import numpy as np

from lib.learning.losses import LOSSES
from lib.learning.network import forward, initialise, loss_and_gradients, update

ETA, HIDDEN, EPOCHS = 0.5, 8, 60
FALLS, RISES, RESTS = "fall", "rise", "hardly move"
LITTLE = 0.02  # a change by less than this share is none
RECENT = 11  # losses, which are ten epochs apart
NUDGE, SAME = 1e-12, 1e-3  # of a weight at the start; of a loss
FAULTS = (
    "nothing wrong",
    "the gradient is added",
    "η 100 times too small",
    "η 100 times too large",
    "all weights start at 0",
    "species shuffled",
    "only 12 to train on",
    "validation in raw units",
)


def losses_of(
    fault, training, validation, seed, *, mean=0.0, std=1.0, own=None, epochs=EPOCHS, nudge=0.0
):
    """(loss on training, loss on validation) from epoch 0 on, two arrays (epochs + 1,).

    training and validation are pairs (X, y), X standardised by mean and std, y labels; fault is one
    of FAULTS. own(layers, gradients, learning_rate) is the reader's own update, which gives back
    new layers. All weights start larger by the share nudge. Losses that aren't finite stay so.
    """
    if fault not in FAULTS:
        raise ValueError(f"fault {fault!r}: try one of {', '.join(FAULTS)}")
    (X, y), (X_new, y_new) = training, validation
    step, hidden = ETA, HIDDEN
    if fault == "the gradient is added":
        step = -ETA
    elif fault == "η 100 times too small":
        step = ETA / 100
    elif fault == "η 100 times too large":
        step = ETA * 100
    elif fault == "species shuffled":
        y = np.random.default_rng(seed).permutation(y)
    elif fault == "only 12 to train on":
        rows = np.random.default_rng(seed).permutation(len(X))[:12]
        X, y, hidden = X[rows], y[rows], 32
    elif fault == "validation in raw units":
        X_new = X_new * std + mean
    layers = initialise([X.shape[1], hidden, int(max(y.max(), y_new.max())) + 1], seed)
    if fault == "all weights start at 0":
        layers = [layer._replace(W=0 * layer.W) for layer in layers]
    layers = [layer._replace(W=(1 + nudge) * layer.W) for layer in layers]
    made = np.full((2, epochs + 1), np.nan)
    value = LOSSES["cross_entropy"][0]
    with np.errstate(all="ignore"):
        for epoch in range(epochs + 1):
            made[0, epoch], gradients = loss_and_gradients(layers, X, y)
            made[1, epoch] = value(forward(layers, X_new)[0], y_new)
            layers = (own or update)(layers, gradients, step)
    return made


def certain_until(fault, training, validation, seed, **more):
    """The last epoch up to which the losses of a run don't hang on rounding; arguments as above.

    A run that jumps about multiplies what it starts from. Begun again with weights larger by
    10⁻¹², a rounding error a thousand times over, it shows how long the start decides: as long as
    both runs agree to a thousandth. What comes later differs from processor to processor.
    """
    one = losses_of(fault, training, validation, seed, **more)
    other = losses_of(fault, training, validation, seed, **{**more, "nudge": NUDGE})
    same = np.isclose(one, other, rtol=SAME, atol=0, equal_nan=True).all(axis=0)
    return len(same) - 1 if same.all() else int(np.argmin(same)) - 1


def trend(losses):
    """What a loss curve (k,) does over its last ten epochs: falls, rises, or hardly moves."""
    late = losses[-RECENT:]
    change = late[-1] - late[0]
    if abs(change) <= LITTLE * late[0]:
        return RESTS
    return FALLS if change < 0 else RISES
