"""The words by which titles are compared: what says nothing, what tells apart, what is the same."""

_SAYS_NOTHING = """
the a an of in to and for is are was were whose their those that who they per number numbers
"""
_TELLS_APART = """
include exclude with without not no none never other than
start begin complete open close reopen end attach refer offer accept screen
receive improve escalate new first repeat due overdue late
home care child adult mother father boy girl male female
good better adequate inadequate outstanding high medium low
minimum maximum average mean median total
"""
_NAMES_A_STRETCH = """
month monthly quarter quarterly year yearly annual week weekly
"""

# Words that are left out before titles are compared.
FILLERS = frozenset(_SAYS_NOTHING.split())
# Words that make another indicator of the same title. Numbers tell apart as well: 45 days is
# not 15 days.
TELLING = frozenset(_TELLS_APART.split())
# A monthly sheet may say "in the month" or leave it out; a month is still not a quarter.
STRETCHES = frozenset(_NAMES_A_STRETCH.split())
# What is measured; "rate" and "percentage" of the same thing are two indicators.
MEASURES = {
    "percentage": "percentage",
    "percent": "percentage",
    "pct": "percentage",
    "proportion": "percentage",
    "rate": "rate",
    "ratio": "ratio",
}
# Forms of one word, where taking an "s" away is not enough.
SAME_WORD = {
    "children": "child",
    "people": "person",
    "women": "woman",
    "men": "man",
    "includes": "include",
    "including": "include",
    "incl": "include",
    "inc": "include",
    "excludes": "exclude",
    "excluding": "exclude",
    "excl": "exclude",
    "exc": "exclude",
    "started": "start",
    "starting": "start",
    "began": "begin",
    "begun": "begin",
    "completed": "complete",
    "opened": "open",
    "closed": "close",
    "reopened": "reopen",
    "ended": "end",
    "attached": "attach",
    "referred": "refer",
    "offered": "offer",
    "accepted": "accept",
    "screened": "screen",
    "received": "receive",
    "improved": "improve",
    "improving": "improve",
    "escalated": "escalate",
}
