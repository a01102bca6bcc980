"""A cell that runs again closes what its last run opened, in every kernel."""

import types

import IPython
import pytest

from lib.stage import rerun


class Opened:
    open = True

    def close(self):
        self.open = False


def shell(run, where):
    told = {"metadata": {"cellId": "a"}, "content": {"code": "1"}, "header": {"msg_id": run}}
    asked = types.SimpleNamespace(get_parent=lambda: told)
    return asked if where == "shell" else types.SimpleNamespace(kernel=asked)


@pytest.mark.parametrize("where", ["shell", "kernel"])  # ipykernel's; the one in a browser's tab
def test_what_an_earlier_run_of_the_cell_opened_is_closed(where, monkeypatch):
    monkeypatch.setattr(rerun, "_made_in_cell", {})
    first, beside, second = Opened(), Opened(), Opened()
    for run, opened in (("1", first), ("1", beside), ("2", second)):
        monkeypatch.setattr(IPython, "get_ipython", lambda run=run: shell(run, where))
        rerun.replace_earlier_run(opened)
    assert (first.open, beside.open, second.open) == (False, False, True)
