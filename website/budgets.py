"""How much of each figure is drawn: more where places are cheap or a setting matters, within 60 MB.

Numbers are pictures and choices, as `grids.Budget` has them. Bytes for a picture differ by a factor of
fifty, from 10 (`neuron`) to 270 (`gradient_field`, whose colours move), so no one rule fits all.
"""

from website.grids import Budget

WHOLE = Budget()
OF = {
    # every function with all places of both sliders
    "slope.nudge": Budget(others=3_321, figure=27_000),
    "extremes.extremes": Budget(others=2_500, figure=30_000),
    "marginal.marginal": Budget(others=4_000),
    # settings that are sliders: both ends and the start of each
    "compass.compass": Budget(settings=81),
    "backprop.graph_steps": Budget(settings=135),
    # 36 choices of function and place: fewer pictures of each
    "band.band": Budget(start=8_000, others=400, figure=12_000),
    # many sliders at once, of which the usual grid holds few places
    "tangent_plane.tangent_plane": Budget(start=25_000, others=3_000, figure=27_000),
    "jacobians.softmax_coupling": Budget(start=30_000),
}


def budget(figure):
    """The budget of a figure by its name, such as "slope.nudge"."""
    return OF.get(figure, WHOLE)
