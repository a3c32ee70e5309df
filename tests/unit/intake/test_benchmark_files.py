"""National files told apart by their shape: made-up ones, and what others may be."""

import csv
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from headway.domain.benchmarks.comparing import compare
from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.benchmarks.places import find_authority
from headway.domain.problems import ContentMistake, FileMistake
from headway.domain.values import Absent, State, number
from headway.intake.benchmarks.kept import files_of, read_kept_benchmarks
from headway.intake.benchmarks.reading import read_benchmarks

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "src" / "headway" / "examples" / "made-up-council" / "benchmarks"
LIST = [["LA Number", "LA Name", "Region", "Type"], ["101", "Ash", "North", "UA"],
        ["102", "Birch", "South", "UA"], ["970", "England", "NA", "NA"]]  # fmt: skip
LONG = ["Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"]


@pytest.fixture(scope="module")
def made_up() -> Benchmarks:
    return read_benchmarks([EXAMPLES])


def written(folder: Path, name: str, rows) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def long_rows(*figures: tuple[str, str, str]) -> list[list[str]]:
    places = {"101": ("Ash", "North"), "102": ("Birch", "South"), "970": ("England", "NA")}
    return [LONG] + [
        ["Share", "", year, places[code][0], text, code, places[code][1]]
        for year, code, text in figures
    ]


def service_rows(*lines, extra=("share_percent",)) -> list[list[str]]:
    heads = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name",
             "region_code", "region_name", "old_la_code", "new_la_code", "la_name"]  # fmt: skip
    return [[*heads, *extra], *lines]


def authority_line(year, code, ons, name, *values, level="Local authority", region="North"):
    country = ["E92000001", "England", "E12000001", region]
    return [year, "Reporting year", level, *country, code, ons, name, *values]


def told(benchmarks: Benchmarks) -> str:
    return "\n".join(str(each) for each in benchmarks.findings)


def test_every_made_up_file_is_recognised_and_its_figures_are_there(made_up):
    assert len(made_up.sources) == len(list(EXAMPLES.iterdir()))
    assert [model.name for model in made_up.models] == ["2021", "2025"]
    area = find_authority("Larkmouth", made_up.areas.values())
    found = compare(made_up, "LAIT: ReReferral", area, made_up.model("2021"))
    assert (found.year.label, found.mean.known, found.region.name) == ("2026", 10, "Westmarch")
    assert made_up.population == "DfE: Children aged 0 to 17 years: population_estimate"
    marks = made_up.latest("DfE: Referrals and Re-referrals: rereferral_percent")
    assert marks.value("612").state is State.SUPPRESSED
    assert marks.value("605").state is State.NOT_APPLICABLE
    assert "tool-figures.csv: LAIT: FirstYJS, 2026: England is" in told(made_up)


def test_a_load_is_kept_and_read_back_to_the_letter(made_up):
    files = files_of(made_up)
    again = read_kept_benchmarks(files, "benchmarks/x", "loaded today")
    assert files_of(again) == files
    assert again.findings == made_up.findings
    assert again.population == made_up.population
    assert (again.areas, again.measures, again.models) == (
        made_up.areas, made_up.measures, made_up.models,
    )  # fmt: skip
    assert files_of(read_benchmarks([EXAMPLES])) == files


def test_names_of_files_do_not_matter_and_columns_may_move_or_be_more(tmp_path, made_up):
    for at, path in enumerate(sorted(EXAMPLES.iterdir())):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        if rows[0][:2] == ["LA num", "LA Name"]:  # its closeness belongs to the column before
            moved = [[*row, "2026-05-01" if n else "Made on"] for n, row in enumerate(rows)]
        else:
            moved = [["more" if n else "Made on", *reversed(row)] for n, row in enumerate(rows)]
        written(tmp_path, f"{2031 if 'neigh' in path.name else ''}file{at}.csv", moved)
    named = {each.name: "2021" if "file1" in each.name else "2025" for each in tmp_path.iterdir()}
    other = read_benchmarks([tmp_path], named)
    assert other.areas == made_up.areas
    assert [model.groups for model in other.models] == [m.groups for m in made_up.models]
    tool = {key for key in made_up.measures if key.startswith("LAIT")}
    for key in tool:
        cells = [(each.year, each.cells) for each in other.figures[key]]
        assert cells == [(each.year, each.cells) for each in made_up.figures[key]]


def test_the_same_figures_come_out_of_parquet_and_of_csv(tmp_path):
    rows = list(csv.reader(io.StringIO((EXAMPLES / "tool-figures.csv").read_text("utf-8"))))
    head, *body = rows
    columns = dict(zip(head, map(list, zip(*body, strict=True)), strict=True))
    columns["LA Number"] = [float(each) for each in columns["LA Number"]]
    columns["Data item"] = [None] * len(body)
    path = tmp_path / "any-name.bin"
    pq.write_table(pa.table(columns), path)
    found, known = read_benchmarks([path]), read_benchmarks([EXAMPLES / "tool-figures.csv"])
    assert files_of(found)["figures.csv"] == files_of(known)["figures.csv"]
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(FileMistake, match="damaged or incomplete"):
        read_benchmarks([path])


def test_neighbours_of_a_workbook_begin_under_two_rows_and_former_ones_are_known(tmp_path):
    path = tmp_path / "groups.xlsx"
    head = ["LA num", "LA Name", "LA number", "GOInd", "GOReg"]
    head += [word for at in range(1, 6) for word in (f"SN{at}", "SNP")]
    near = [item for code in range(102, 107) for item in (code, "Very Close ")]
    rows = [list("ABCDE"), list("12345"), head, [101, "Ash", 101, 1, "North", *near],
            [102, "Birch", 102, 1, "North", *["-"] * 10], [], ["", "Old SNs:"], [],
            [835, "Gone (Pre LG)", 835, 1, "North", *near],
            [107, "Own", 107, 1, "North", 107, "Close", *near[2:]]]  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("LA SN Groups")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    found = read_benchmarks([path], {"groups.xlsx": "2031"})
    (model,) = found.models
    assert model.name == "2031"
    assert set(model.groups) == {"101", "835"}
    assert model.former == {"835", "107"}
    assert (model.of("101")[0].code, model.of("101")[0].closeness) == ("102", "very close")
    assert "Own is its own neighbour" in told(found)
    unnamed = read_benchmarks([path])
    assert unnamed.models[0].name == "groups"
    assert "no file of neighbours says which year's model" in told(unnamed)


def test_two_files_of_one_model_that_differ_are_told(tmp_path):
    head = ["old_la_code", "la_name", *[f"SN_{at}" for at in range(1, 6)]]
    one = written(tmp_path, "a.csv", [head, ["101", "Ash", "102", "103", "104", "105", "106"]])
    two = written(tmp_path, "b.csv", [head, ["101", "Ash", "103", "102", "104", "105", "106"]])
    found = read_benchmarks([one, two], {"a.csv": "2025", "b.csv": "2025"})
    assert [each.code for each in found.models[0].of("101")][:2] == ["102", "103"]
    assert "the files of model 2025 give different neighbours of 101" in told(found)


def test_rows_there_twice_are_one_or_none(tmp_path):
    rows = long_rows(("2025", "101", "5"), ("2025", "101", "5.0"), ("2025", "102", "7"),
                     ("2025", "102", "8"), ("0", "101", "3"), ("2024", "970", "6"))  # fmt: skip
    found = read_benchmarks([written(tmp_path, "f.csv", rows)])
    latest = found.latest("LAIT: Share")
    assert latest.value("101") == number("5")
    assert latest.value("102").state is State.BROKEN
    text = told(found)
    assert "1 rows stand there twice" in text
    assert "1 rows give a second, different figure" in text
    assert "LAIT: Share: “0” is not a year" in text


def test_a_place_nobody_can_name_is_left_out_and_told(tmp_path):
    rows = [*long_rows(("2025", "101", "5")), ["Share", "", "2025", "Atlantis", "9", "7", "NA"]]
    found = read_benchmarks([written(tmp_path, "f.csv", rows)])
    assert "“Atlantis” (7) is neither" in told(found)
    assert set(found.latest("LAIT: Share").cells) == {"101"}


def test_codes_and_names_under_each_others_headings_are_told_apart(tmp_path):
    rows = service_rows(
        authority_line("2025", "101", "Ash", "E06000001", "12.5"),
        authority_line("2025", "E06000002", "102", "Birch", "c"),
    )
    found = read_benchmarks([written(tmp_path, "s.csv", rows)])
    assert found.areas["101"].name == "Ash"
    assert found.areas["102"].ons == "E06000002"
    assert found.latest("DfE: share_percent").value("101") == number("12.5")
    assert "2 rows have codes and names under each other's headings" in told(found)


def test_parts_of_the_rows_and_other_levels_and_periods(tmp_path):
    rows = service_rows(
        authority_line("202425", "101", "E06000001", "Ash", "Boys", "1", "3.5"),
        authority_line("202425", "101", "E06000001", "Ash", "Girls", "2", "low"),
        authority_line("202425", "", "", "", "Boys", "9", "9", level="School"),
        ["202413", "Week 3", *authority_line("", "101", "E06000001", "Ash", "Boys", "9", "9")[2:]],
        authority_line("202425", "101 / 102", "E06000001 / E06000002", "Ash / Birch", "Boys", "7",
                       "oops"),
        extra=("sex", "children_count", "a_rate"),
    )  # fmt: skip
    found = read_benchmarks([written(tmp_path, "s.csv", rows)])
    assert found.latest("DfE: Boys: a_rate").value("101") == number("3.5")
    girls = found.years("DfE: Girls: a_rate")[0].value("101")
    assert isinstance(girls, Absent)
    assert girls.note.startswith("low: rounds to nought")
    assert found.latest("DfE: Boys: children_count").value("101 / 102") == number("7")
    text = told(found)
    assert "1 rows are of the level “school”" in text
    assert "1 rows are of “202413 Week 3”, no year" in text
    assert "neither a figure nor a mark: a_rate (1)" in text


def test_the_newest_edition_of_a_measure_is_used_whole(tmp_path):
    old = service_rows(authority_line("2023", "101", "E06000001", "Ash", "1"),
                       authority_line("2024", "101", "E06000001", "Ash", "2"))  # fmt: skip
    new = service_rows(authority_line("2024", "101", "E06000001", "Ash", "3"),
                       authority_line("2025", "101", "E06000001", "Ash", "4"))  # fmt: skip
    files = [written(tmp_path, "new.csv", new), written(tmp_path, "old.csv", old)]
    found = read_benchmarks(files)
    labels = [each.year.label for each in found.years("DfE: share_percent")]
    assert labels == ["2024", "2025"]
    assert found.years("DfE: share_percent")[0].value("101") == number("3")
    assert "old.csv: 1 measures stand in “new.csv” as well" in told(found)


def test_corrections_of_regions_and_national_codes_are_used(tmp_path):
    files = [
        written(tmp_path, "list.csv", LIST),
        written(tmp_path, "fix.csv", [["la_name", "region_name_correct"], ["Ash", "East"]]),
        written(tmp_path, "tiers.csv", [["LTLA31CD", "LTLA31NM", "UTLA31CD", "UTLA31NM"],
                                        ["E07000001", "Twig", "E10000002", "Birch"]]),
        written(tmp_path, "titles.csv", [["metric_display_text", "value_column"],
                                         ["A share of things", "Share_Percent"]]),
        written(tmp_path, "s.csv", service_rows(
            authority_line("2025", "", "E10000002", "Birch", "6", region="South"))),
    ]  # fmt: skip
    found = read_benchmarks(files)
    assert found.areas["101"].region == "east"
    assert found.areas["102"].region == "south"
    assert found.measures["DfE: share_percent"].title == "A share of things"


def test_strangers_in_a_folder_are_left_out_but_a_named_one_is_refused(tmp_path):
    written(tmp_path, "list.csv", LIST)
    written(tmp_path, "links.csv", [["Tool", "Link"], ["a", "b"]])
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n1234")
    text = told(read_benchmarks([tmp_path]))
    assert "links.csv: its headings are those of no file" in text
    assert "picture.png: the file is a picture" in text
    with pytest.raises(FileMistake, match="picture"):
        read_benchmarks([tmp_path / "picture.png"])
    with pytest.raises(ContentMistake, match="its headings are those of no file"):
        read_benchmarks([tmp_path / "links.csv"])
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ContentMistake, match="there is no file here"):
        read_benchmarks([empty])


def test_two_descriptions_of_one_measure_are_told_and_strange_directions_too(tmp_path):
    head = ["Measure", "Measure_short", "Polarity", "y_axis_name", "dps", "Last Update",
            "Year_Type", "No_Quartile"]  # fmt: skip
    rows = [head, ["A share", "Share", "Low", "% of things", "1", "45931", "Financial Year", "N"],
            ["Another", "Share", "High", "% of things", "1", "45931", "Financial Year", "NA"],
            ["Third", "T", "Sideways", "", "NA", "01/10/2025", "", ""]]  # fmt: skip
    files = [
        written(tmp_path, "d.csv", rows),
        written(tmp_path, "f.csv", long_rows(("2025", "101", "5"))),
    ]
    found = read_benchmarks(files)
    measure = found.measures["LAIT: Share"]
    assert (measure.title, measure.bands, str(measure.published)) == (
        "A share",
        False,
        "2025-10-01",
    )
    assert "1 short names stand for two descriptions that differ: Share" in told(found)
    assert "“Sideways” is not a direction" in told(found)


def test_marks_in_a_small_load_are_not_the_end_of_an_authority(tmp_path):
    figures = [(str(year), "101", "5") for year in range(2020, 2026)]
    figures += [("2020", "102", "7"), *((str(year), "102", "-") for year in range(2021, 2026))]
    found = read_benchmarks([written(tmp_path, "f.csv", long_rows(*figures))])
    assert found.areas["102"].last_year == 2025
    assert "has none after" not in told(found)
