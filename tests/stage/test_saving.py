"""Ids of widgets are taken out when a notebook is saved, and come back only while they live."""

import asyncio
import copy

import pytest

from lib.stage.saving import WIDGET, Memory, before_saving, take_widgets


def figure(name="a"):
    data = {WIDGET: {"model_id": name}, "text/html": "<img>", "text/plain": "At x = 1 …"}
    return {"output_type": "display_data", "data": data, "metadata": {WIDGET: {}, "text/html": {}}}


def notebook(*outputs, **metadata):
    stream = {"output_type": "stream", "name": "stdout", "text": "1"}
    code = {"cell_type": "code", "id": "c", "outputs": [stream, *outputs]}
    return {"cells": [{"cell_type": "markdown", "id": "m"}, code], "metadata": metadata}


def test_only_ids_are_taken():
    taken = notebook(figure())
    assert take_widgets(taken) == {("c", 1): {"model_id": "a"}}
    due = notebook(figure())
    del (
        due["cells"][1]["outputs"][1]["data"][WIDGET],
        due["cells"][1]["outputs"][1]["metadata"][WIDGET],
    )
    assert taken == due


def test_a_saved_state_keeps_its_ids_and_so_does_what_has_nothing_else():
    bare = figure()
    bare["data"] = {WIDGET: {"model_id": "b"}}
    for kept in (notebook(figure(), widgets={"state": {}}), notebook(bare)):
        before = copy.deepcopy(kept)
        assert take_widgets(kept) == {} and kept == before


@pytest.mark.parametrize(
    "model", [None, {}, {"type": "file", "content": "x"}, {"type": "notebook"}]
)
def test_the_hook_leaves_other_models_alone(model):
    before = copy.deepcopy(model)
    before_saving(model=model, path="x", contents_manager=None)
    assert model == before


def after(kernels):
    """The ids that come back after one save under each of these kernels and a look under the last."""
    now = iter(kernels)
    memory = Memory(lambda path: asyncio.sleep(0, next(now)))

    async def day():
        for _ in kernels[:-1]:
            model = {"type": "notebook", "content": notebook(figure())}
            await memory.saves(model, "a.ipynb")
        await memory.opens(model, "a.ipynb")
        other = {"type": "notebook", "content": copy.deepcopy(model["content"])}
        await memory.opens(other, "another.ipynb")
        assert other["content"] == model["content"]
        return model["content"]["cells"][1]["outputs"][1]["data"].get(WIDGET)

    return asyncio.run(day())


def test_an_id_comes_back_while_its_kernel_lives():
    assert after([1, 1]) == after([1, 1, 1]) == {"model_id": "a"}
    assert after([1, 2]) is after([1, 2, 2]) is after([1, None]) is after([None, None]) is None
