"""A progress bar that is there with and without a kernel."""

import pytest

from lib.stage.progress_bar import Bar, progress_bar

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
