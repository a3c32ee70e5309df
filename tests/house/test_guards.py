"""The guards of tests/conftest.py hold: no network, and no way to a person's own files."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def test_no_socket_connects():
    with socket.socket() as one, pytest.raises(AssertionError, match="reach the network"):
        one.connect(("127.0.0.1", 9))


def test_no_name_is_looked_up():
    with pytest.raises(AssertionError, match="reach the network"):
        socket.create_connection(("localhost", 80))
    with pytest.raises(AssertionError, match="reach the network"):
        socket.getaddrinfo("localhost", 80)


def test_home_is_a_new_empty_folder(own_home):
    assert Path.home() == own_home
    assert list(own_home.iterdir()) == []


def test_the_persons_folders_lie_in_that_home(own_home):
    for name in ("APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        assert own_home in Path(os.environ[name]).parents


def test_no_setting_of_the_persons_is_left():
    left = {name for name in os.environ if name.startswith("HEADWAY_")}
    assert left <= {"HEADWAY_REFERENCE", "HEADWAY_PROFILE"}


@given(st.integers())
def test_drawn_examples_are_the_same_each_time_unless_the_long_run_is_asked_for(number):
    nightly = os.environ.get("HEADWAY_PROFILE") == "nightly"
    assert settings().derandomize is not nightly
