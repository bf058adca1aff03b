"""Tests of the collector's rest."""

import gc

import pytest

from joindots.run.collecting import rest_collector


def test_the_collector_rests_in_the_block_and_goes_on_after_it():
    with rest_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_failure():
    with pytest.raises(ValueError, match="broken"), rest_collector():
        raise ValueError("broken")
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off():
    gc.disable()
    try:
        with rest_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
