"""The words by which headings are known: one pattern for each way that councils say it.

All are matched against small letters without punctuation; see ``headings.plain_words``.
"""

import re

from headway.intake.roles import Role

_THING = r"(?:indicator|measure|kpi|pi|performance indicator|performance measure|metric|action)"
_NUMBERED = r"(?: (?:no|number|num|id|ref|reference|code))"
_BETTER = r"(?: better| good)"
_AVERAGE = r"(?:av|avg|ave|average|mean)"
_HIGHEST = r"(?:max|maximum|highest|peak)"
_TWELVE = r"(?:12|twelve|rolling|r12)"
_AGAINST = r"(?:change|diff\w*|var\w*|movement|comp\w*|%|from|on|vs?|versus|against)"

# Texts that are nothing but a heading of this kind: the whole of it fits.
_WHOLE: dict[Role, tuple[str, ...]] = {
    Role.REFERENCE: (
        r"refs?|reference|code|id|no|number|#|unique id",
        rf"{_THING}{_NUMBERED}",
        rf"ref{_NUMBERED}",
    ),
    Role.TITLE: (
        rf"{_THING}s?",
        rf"{_THING} (?:name|title|description|definition)",
        r"description|title|name|activity|data item",
        r"(?:case|data|activity|measure) type",
        r"what (?:we|are we) measur\w+",
        r"area of (?:work|focus)",
        r"indicators? and (?:measure|definition)s?",
        r"(?:our|key) (?:indicators?|measures?)|key performance indicators?",
    ),
    Role.OWNER: (
        r"(?:(?:indicator|data|kpi|measure|business|service|performance|pi) )?owners?",
        r"(?:(?:service|strategic|responsible|accountable) )?lead(?: officer| manager)?",
        r"(?:operational|portfolio) lead",
        r"(?:responsible|accountable)(?: (?:officer|manager|person|director))?",
        r"head of service|responsibility|director|manager",
    ),
    Role.REPORTER: (
        r"reporters?|reported by|analyst",
        r"(?:data|reporting) (?:contact|provider|lead|officer|analyst)",
        r"(?:data )?(?:supplied|provided|collected) by",
        r"performance (?:officer|lead)",
    ),
    Role.SECTION: (
        r"sections?|themes?|priorit(?:y|ies)|domains?|categor(?:y|ies)|areas?|groups?",
        r"(?:service|priority|outcome) area",
        r"pillar|workstream|strand",
    ),
    Role.POLARITY: (
        r"(?:performance )?polarity",
        r"good (?:performance )?is|better is|better to be",
        rf"(?:bigger|higher|smaller|lower|high|low) is{_BETTER}",
        r"(?:what is )?good(?: to be)?|good to be (?:high|low)(?: or low)?",
        r"(?:desired|preferred|intended) direction(?: of travel)?",
        rf"(?:is )?high(?:er)? or low(?:er)?(?: is)?{_BETTER}?|high low",
        r"direction of good(?: performance)?",
        r"aim to(?: (?:maximi[sz]e|minimi[sz]e))?",
    ),
    Role.UNIT: (
        r"units?(?: of measure(?:ment)?)?|measured in|counted in",
        r"(?:data )?format|(?:value )?type|number or %|% or number",
    ),
    Role.FREQUENCY: (
        r"(?:reporting |data |collection )?(?:frequency|freq)",
        r"(?:(?:reported|collected) )?how often",
        r"reporting (?:period|cycle|schedule)|periodicity",
    ),
    Role.MARK: (
        r"(?:d ?o ?t|direction(?: of travel)?|(?:performance )?trend|travel)(?: arrow| from .*)?",
        r"arrow",
    ),
    Role.FLAG: (
        r"b?r ?a ?g(?: rating| status)?",
        r"% \?|p \?|flag|status|alert|rating|provisional",
    ),
    Role.YEAR_TO_DATE: (
        r"(?:f?ytd|y ?t ?d|year to date|cumulative|to date)(?: total| figure| \d.*)?",
        r"total(?: ytd| year to date| to date)|cumulative .*",
    ),
    Role.NEIGHBOURS: (
        rf"s ?n ?s?|sn (?:{_AVERAGE}|median)",
        r"stat(?:istical)? n(?:eigh|b).*",
    ),
    Role.ENGLAND: (rf"(?:eng|england|nat|national)(?: {_AVERAGE})?",),
    Role.TARGET: (r"(?:annual |year end |our )?targets?(?: figure)?|goal|ambition",),
    Role.FLOOR: (
        r"(?:performance |target )?floor(?: standard| target)?|minimum (?:standard|target)",
        r"red(?: threshold| trigger| tolerance)?",
    ),
    Role.COMMENTARY: (
        r"(?:performance |managers? |officer )?(?:comment(?:s|ary|aries)?|narratives?)",
        r"analysis|explanation|context|exceptions?(?: report)?",
        r"progress(?: update)?|supporting (?:commentary|text)",
        r"what the data (?:tells|says).*|the story.*",
    ),
    Role.NOTES: (r"(?:data )?(?:notes?|caveats?|quality)|remarks?|footnotes?|(?:data )?source",),
}

# Words that say it among others. The order matters: the first that fits is taken.
_AMONG: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (Role.OWNER_REPORTER, (r"\bowner\b.*\breporter\b", r"\blead\b.*\banalyst\b")),
    (
        Role.COMMENTARY,
        (r"^(?:comment|narrative|analysis|story)", r"\bcommentary\b|\bnarrative\b"),
    ),
    (
        Role.OUTCOME,
        (
            r"^outcomes?\b|^impact\b|\bwhat impact\b",
            r"^why\b.*\b(?:important|matters?|measure)\b",
        ),
    ),
    (
        Role.CHANGE_LAST_YEAR,
        (
            r"\bsame (?:period|month|quarter|time|point)\b",
            r"\byear on year\b|\byoy\b|\bannual change\b|\b(?:12|twelve) months ago\b",
            rf"(?:\b{_AGAINST}|%) (?:\w+ )*(?:last|prev\w*|prior) (?:yr|year)\b",
        ),
    ),
    (
        Role.CHANGE_PREVIOUS,
        (
            rf"(?:\b{_AGAINST}|%) (?:\w+ )*(?:prev(?:ious)?|last|prior)\b",
            r"\b(?:month|quarter) on (?:month|quarter)\b|\bmom\b|\bqoq\b",
        ),
    ),
    (Role.CHANGE, (r"\bchanged?\b|\bdifference\b|\bvariance\b|\bmovement\b",)),
    (
        Role.AVERAGE,
        (
            rf"\b{_TWELVE}\b.*\b{_AVERAGE}\b",
            rf"\b{_AVERAGE}\b.*\b{_TWELVE}\b",
            rf"^monthly {_AVERAGE}$",
        ),
    ),
    (Role.MAXIMUM, (rf"\b{_TWELVE}\b.*\b{_HIGHEST}\b", rf"\b{_HIGHEST}\b.*\b{_TWELVE}\b")),
    (
        Role.NEIGHBOURS,
        (
            r"\bsn\b|\bneighbours?\b|\bcipfa\b",
            r"\bstat(?:s|istical)?\b.*\bn(?:eigh\w*)?\b",
        ),
    ),
    (Role.TARGET, (r"\btargets?\b",)),
    (
        Role.REGION,
        (
            r"\bregion(?:al)?\b|^london$",
            r"\b(?:south|north) (?:east|west)\b|\bmidlands\b|\beast of england\b|\byorkshire\b",
        ),
    ),
    (Role.ENGLAND, (r"\beng(?:land)?\b|\bnational\b",)),
    (Role.YEAR_TO_DATE, (r"\bytd\b|\byear to date\b",)),
    (Role.POLARITY, (r"\bpolarity\b|\bgood (?:performance )?is\b|\bis (?:better|good)\b",)),
    (Role.MARK, (r"\bdirection of travel\b|\bdot\b",)),
    (Role.FREQUENCY, (r"\bfrequency\b",)),
    (Role.REFERENCE, (rf"^{_THING}{_NUMBERED}\b",)),
    (Role.TITLE, (r"^(?:indicators?|measures?|performance (?:indicator|measure)s?)\b",)),
    (Role.OWNER, (r"\b(?:owner|lead officer|responsible officer)\b",)),
)
WHOLE = tuple(
    (role, re.compile("|".join(f"(?:{each})" for each in patterns)))
    for role, patterns in _WHOLE.items()
)
AMONG = tuple(
    (role, re.compile("|".join(f"(?:{each})" for each in patterns))) for role, patterns in _AMONG
)

# Words under a period's label: the figure itself, and what it was worked out from.
UNDER_PERIOD = re.compile(r"%|%age|rate|percentage|no|number|count|score|volume")
BESIDE_TARGET = re.compile(r"amber(?: threshold| trigger| tolerance)?|toleran\w+|thresholds?")
PART_OF_FIGURE = re.compile(r"n|d|num|den|denom|numerator|denominator|cohort|out of|base")
# Words beside a period's label that do not change which period it is.
FIGURE_WORDS = re.compile(
    r"\b(?:actuals?|out-?turn|results?|performance|figures?|values?|data|total|year[- ]end"
    r"|baseline|full year|final|provisional|provis|prov)\b|[*^†]|\((?:p|r|f)\)",
    re.IGNORECASE,
)
REGIONS = {
    "north east": "North East",
    "north west": "North West",
    "yorkshire": "Yorkshire and The Humber",
    "east midlands": "East Midlands",
    "west midlands": "West Midlands",
    "east of england": "East of England",
    "london": "London",
    "south east": "South East",
    "south west": "South West",
}
SHORT_REGIONS = {
    "ne": "North East",
    "nw": "North West",
    "em": "East Midlands",
    "wm": "West Midlands",
    "se": "South East",
    "sw": "South West",
}
