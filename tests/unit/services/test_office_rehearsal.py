"""The rehearsal: a whole office is backed up while people write, restored, and opens again."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from headway.services.analysis.office_backup import restore_office
from headway.warehouse.folder import open_folder
from tests.unit.web.made_up_figures import keep_figures_of_two_teams

AT = datetime(2026, 11, 21, 13, tzinfo=UTC)
HERE = Path(__file__).parent
FILLED = {
    "accounts_grant", "accounts_savedview", "entries_sheet", "entries_answer", "entries_change",
    "entries_closing", "commentary_commentary", "commentary_version", "editions_signoff",
    "editions_signoffsteptaken", "overlay_change", "work_work",
}  # fmt: skip


def run(*words) -> dict:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEADWAY_")}
    done = subprocess.run(
        [sys.executable, HERE / "office_rehearsal.py", *map(str, words)],
        capture_output=True, text=True, check=False, timeout=300, env=kept,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_an_office_with_something_in_every_table_opens_again_the_same(tmp_path):
    office, data, out = tmp_path / "office", tmp_path / "data", tmp_path / "both.zip"
    keep_figures_of_two_teams(data)
    (office / "definitions" / "abc").mkdir(parents=True)
    (office / "definitions" / "abc" / "x.yaml").write_text("a: b\n", encoding="utf-8")
    was = run("make", office, data, out)
    into, data_again = tmp_path / "again", tmp_path / "data-again"
    restore_office(out, into, data_again, by="test", at=AT)
    now = run("look", into, data_again)
    filled = {name for name, told in was["tables"].items() if not str(told).startswith("0 ")}
    assert filled >= FILLED
    assert now["tables"] == was["tables"]
    assert any("trail_entry" in name for name in now["tables"]["triggers"])
    assert (was["chain"], now["chain"]) == ([], [])
    assert was["last"] - was["written"] + 5 <= now["last"] <= was["last"]
    assert now["figures"] == was["figures"]
    assert now["pages"] == was["pages"]
    assert max(now["pages"].values()) < 400
    # The office's, and the data folder's, which has grown by the restoring.
    assert now["trail"] == 2
    assert open_folder(data_again).verify() == ()
    assert (into / "definitions" / "abc" / "x.yaml").read_text(encoding="utf-8") == "a: b\n"
