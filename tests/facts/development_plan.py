"""What a published development plan rates its actions, and what it must come to."""

# By priority: the ratings at the first review and at the second.
RATINGS = {
    1: ([4, 4, 2, 4, 2, 2, 2, 2], [4, 4, 2, 4, 4, 4, 2, 2]),
    2: ([2, 2, 2, 2, 2, 1, 1], [2, 2, 2, 3, 2, 4, 1]),
    4: (
        [2, 2, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
        [3, 3, 1, 4, 3, 4, 3, 3, 2, 2, 2, 2, 3, 3, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 2, 3, 3],
    ),
    5: ([2, 2, 2], [2, 2, 2]),
    6: ([1, 2], [3, 2]),
    7: ([3, 2, 2, 2, 2, 2, 3, 3, 2], [3, 3, 2, 2, 2, 2, 3, 3, 2]),
    8: (
        [3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 3, 3, 2, 3, 2, 2],
        [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 4, 3, 4, 3, 2, 2],
    ),
}
# By priority: printed on the summary page, previous and current.
SUMMARY = {
    1: ("2.8", "3.3"),
    2: ("1.7", "2.3"),
    3: ("1.5", "2.5"),
    4: ("2.0", "2.9"),
    5: ("2.0", "2.0"),
    6: ("1.5", "2.5"),
    7: ("2.3", "2.4"),
    8: ("2.6", "2.9"),
}
# By priority: printed in its section, previous and current.
SECTIONS = {
    1: ("3", "3"),
    2: ("2", "2"),
    4: ("2", "3"),
    5: ("2", "2"),
    6: ("2", "3"),
    7: ("2", "2"),
    8: ("3", "3"),
}
OVERALL = ("2.0", "2.6")
TOLD_APART = 3  # its 21 rows give 2.0 and 2.476 where 1.5 and 2.5 are printed
NOT_YET_RATED = ("03/18", "05/18")
