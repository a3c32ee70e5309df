"""The addresses of the pages on cases: pathway, capacity, worklists, rows, data."""

from django.urls import path

from headway.web.views import (
    asked,
    benchmarks,
    capacity,
    data,
    indicator_rows,
    pathway,
    snapshots,
    weekly,
    worklists,
)

CASES = [
    path("pathway/", pathway.show, name="pathway"),
    path("pathway/choose/", pathway.choose, name="pathway-choose"),
    path("capacity/", capacity.show, name="capacity"),
    path("capacity/choose/", capacity.choose, name="capacity-choose"),
    path("week/", weekly.show, name="weekly"),
    path("week/choose/", weekly.choose, name="weekly-choose"),
    path("worklists/", worklists.show, name="worklists"),
    path("worklists/choose/", worklists.choose, name="worklists-choose"),
    path("worklists/<slug:name>/", worklists.rows, name="worklists-rows"),
    path("worklists/<slug:name>/purpose/", worklists.purpose, name="worklists-purpose"),
    path("indicator/<slug:name>/rows/", indicator_rows.show, name="indicator-rows"),
    path("indicator/<slug:name>/rows/ask/", indicator_rows.ask, name="indicator-rows-ask"),
    path("data/", data.show, name="data"),
    path("data/load/", data.load, name="data-load"),
    path("data/load/<str:load>/", data.loading, name="data-loading"),
    path("data/verify/", data.verify, name="data-verify"),
    path("data/asked/<str:load>/", asked.show, name="data-asked"),
    path("data/benchmarks/", benchmarks.show, name="data-benchmarks"),
    path("data/benchmarks/load/", benchmarks.load, name="data-benchmarks-load"),
    path("data/snapshots/<slug:snapshot>/", snapshots.show, name="data-snapshot"),
    path(
        "data/snapshots/<slug:snapshot>/withdraw/",
        snapshots.withdraw,
        name="data-snapshot-withdraw",
    ),
]
