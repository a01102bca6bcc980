"""Counted work: as much as is allowed passes, more fails, and nobody can swallow that."""

import gc
import sys

import pytest

from tests.work import at_most


def work(times):
    for _ in range(times):
        len(())


def swallowed(times):
    try:
        work(times)
    except BaseException:
        return


@pytest.mark.parametrize("way", [work, swallowed])
def test_more_work_than_allowed_fails(way):
    with at_most(110):
        way(100)
    with pytest.raises(pytest.fail.Exception, match="more than 110 calls"), at_most(110):
        way(120)
    assert sys.getprofile() is None and gc.isenabled()
