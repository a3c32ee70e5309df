"""Ordinary slips of a hand: each is told plainly, and none passes for an answer."""


def test_the_exports_of_the_made_up_council_say_how_to_load_them(headway, tmp_path):
    out = tmp_path / "exports"
    made = ("synthetic", "--children", "500", "--years", "1", "--out", out, "--forms", "headway")
    code, told, _ = headway(*made)
    assert code == 0
    assert f"headway load {out / 'headway'} --into our-data --as-of 2026-10-31" in told
    data = tmp_path / "data"
    load = ("load", out / "headway", "--into", data, "--by", "analyst", "--as-of")
    assert headway(*load, "2026-10-31")[0] == 0

    code, told, _ = headway(*load, "2026-10-31")
    assert code == 0
    assert "the very files of the load before" in told
    assert f"headway snapshots --data {data} --withdraw " in told

    code, told, _ = headway(*load, "2026-09-30")
    assert code == 0
    assert "older than the load before, which is as of 2026-10-31" in told


def test_a_folder_of_folders_says_that_it_is_not_looked_into(headway, tmp_path):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "other.csv").write_text("shoe,size\nleft,9\n", encoding="utf-8")
    load = ("load", tmp_path / "exports", "--into", tmp_path / "data", "--by", "analyst")
    code, _, complaint = headway(*load)
    assert code == 4
    assert "a folder inside a folder is not looked into" in complaint


def test_rows_of_a_unit_or_a_month_that_is_not_there_are_refused(headway, council, tmp_path):
    asked = ("rows", "early-help-plans-opened", "--data", council / "data", "--purpose", "check")
    out = ("--out", tmp_path / "rows.csv", "--by", "analyst")
    code, _, complaint = headway(*asked, *out, "--period", "2026-09", "--unit", "team T999")
    assert code == 6
    assert "there is no team “T999”" in complaint
    assert "Choose one of " in complaint
    code, _, complaint = headway(*asked, *out, "--period", "2036-09")
    assert code == 6
    assert "the exports end on " in complaint
    assert not (tmp_path / "rows.csv").exists()


def test_a_person_nobody_knows_is_said_to_be_nowhere(headway, council, tmp_path):
    data = ("--data", council / "data", "--by", "analyst")
    found = ("--purpose", "request", "--out", tmp_path / "found.csv")
    code, told, _ = headway("subject", "nobody-at-all", *data, *found)
    assert code == 0
    assert "Nothing is kept under this identifier" in told
    assert "nobody-at-all" not in told
