"""Eight quarters of one council: escalated cases, open cases, the percentage as printed."""

# Quarter end, escalated, level 2 cases open, printed, and how the printed figure came about.
ESCALATION = [
    ("2015-06-30", 122, 742, "16.4%", "ok"),
    ("2015-09-30", 87, 791, "10.9%", "truncated"),
    ("2015-12-31", 93, 687, "13.5%", "ok"),
    ("2016-03-31", 97, 648, "14.9%", "truncated"),
    ("2016-06-30", 60, 666, "9%", "ok"),
    ("2016-09-30", 67, 690, "9.7%", "ok"),
    ("2016-12-31", 48, 598, "8%", "ok"),
    ("2017-03-31", 55, 628, "8.75%", "truncated"),
]
