"""The shapes that scorecards, plans and editions share as JSON."""

from collections.abc import Mapping
from typing import TypeAlias

Shape: TypeAlias = Mapping[str, tuple[str, str]]  # key: what kind it is of, and what it means

FIGURE: Shape = {
    "state": ("text", "“number”, or the reason why there is none"),
    "value": ("text or null", "the exact number: “263”, “6.8”, “13/7”"),
    "shown": ("text", "as a page shows it: “2,577”, “6.8%”, “tbc”"),
    "note": ("text", "what is known of a figure that is absent"),
}
PERIOD: Shape = {
    "name": ("text", "its name: “August 2020”, “quarter 1 2020/21”"),
    "kind": ("text", "month, quarter, financial year, year to date, rolling 12 months"),
    "start": ("text", "its first day, year-month-day"),
    "end": ("text", "its last day, which belongs to it"),
}
PLACE: Shape = {
    "file": ("text", "the file; empty text, here and below, where there is none"),
    "sheet": ("text", "the sheet of a workbook"),
    "row": ("whole number", "the row, counted from 1; 0 where there is none"),
    "column": ("text", "the column's letter, or its number in a text file"),
    "line": ("whole number", "the line of a text file, counted from 1; 0 where there is none"),
}
COMPARISON: Shape = {
    "what": ("text", "which figure"),
    "printed": ("text", "the text as printed"),
    "worked_out": ("figure", "the same figure worked out"),
    "verdict": ("text", "how the two compare"),
    "why": ("text", "the reason for the verdict"),
}
SUMMARY: Shape = {
    **FIGURE,
    "known": ("whole number", "on how many figures it rests"),
    "due": ("whole number", "how many there could be"),
    "left_out": ("counts by state", "those left out"),
    "covers": ("text", "which part of the stretch is meant, where it is not the whole"),
}
FINDING: Shape = {
    "severity": ("text", "stops, not taken, inferred, differs or noted"),
    "found": ("text", "what is there"),
    "done": ("text", "what is allowed, or what was done about it"),
    "next_step": ("text", "what a person can do"),
    "place": ("place", "where"),
}

SHARED: Mapping[str, Shape] = {
    "figure": FIGURE,
    "summary": SUMMARY,
    "period": PERIOD,
    "comparison": COMPARISON,
    "finding": FINDING,
    "place": PLACE,
}
