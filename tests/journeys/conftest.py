"""A small made-up council, loaded once for every journey that only reads it."""

import pytest

from headway.cli.main import main


@pytest.fixture(scope="session")
def council(tmp_path_factory):
    """A folder in which a small made-up council's exports were loaded."""
    folder = tmp_path_factory.mktemp("council")
    made = [
        "synthetic",
        "--children",
        "3000",
        "--years",
        "3",
        "--seed",
        "11",
        "--until",
        "2026-10-31",
    ]
    assert main([*made, "--out", str(folder / "exports")]) == 0
    loaded = ["load", str(folder / "exports" / "headway"), "--into", str(folder / "data")]
    assert main([*loaded, "--by", "analyst", "--as-of", "2026-10-31"]) == 0
    return folder


@pytest.fixture
def headway(capsysbinary):
    def run(*words):
        code = main([str(word) for word in words])
        printed = capsysbinary.readouterr()
        return code, printed.out.decode("utf-8"), printed.err.decode("utf-8")

    return run
