"""Lists of codes that more than one table uses. National codes keep their own form."""

from typing import Final

from headway.tables.columns import codes
from headway.tables.schema import Code

SEX: Final = (Code("F", "Female"), Code("M", "Male"), Code("U", "Not known"))

ETHNICITY: Final = (
    Code("WBRI", "White British"),
    Code("WIRI", "White Irish"),
    Code("WIRT", "Traveller of Irish heritage"),
    Code("WROM", "Gypsy or Roma"),
    Code("WOTH", "Any other White background"),
    Code("MWBC", "White and Black Caribbean"),
    Code("MWBA", "White and Black African"),
    Code("MWAS", "White and Asian"),
    Code("MOTH", "Any other mixed background"),
    Code("AIND", "Indian"),
    Code("APKN", "Pakistani"),
    Code("ABAN", "Bangladeshi"),
    Code("AOTH", "Any other Asian background"),
    Code("BCRB", "Black Caribbean"),
    Code("BAFR", "Black African"),
    Code("BOTH", "Any other Black background"),
    Code("CHNE", "Chinese"),
    Code("OOTH", "Any other ethnic group"),
    Code("REFU", "Declared not to be stated (refused)"),
    Code("NOBT", "Not yet obtained"),
)

SOURCE: Final = (
    Code("1A", "Family member, relative or carer"),
    Code("1B", "Acquaintance"),
    Code("1C", "The person themselves"),
    Code("1D", "Other individual"),
    Code("2A", "School"),
    Code("2B", "Education service"),
    Code("3A", "General practitioner"),
    Code("3B", "Health visitor"),
    Code("3C", "School nurse"),
    Code("3D", "Other primary health service"),
    Code("3E", "Accident and emergency"),
    Code("3F", "Other health service"),
    Code("4", "Housing"),
    Code("5A", "Social care of this council, such as adults'"),
    Code("5B", "Another service of this council"),
    Code("5C", "Another council"),
    Code("5D", "Early help of this council"),
    Code("6", "Police"),
    Code("7", "Other legal agency"),
    Code("8", "Other, such as a children's centre or a charity"),
    Code("9", "Anonymous"),
    Code("10", "Not known"),
)

NEED: Final = (
    Code("N1", "Abuse, neglect or exploitation"),
    Code("N2", "The child's disability or illness"),
    Code("N3", "A parent's disability or illness"),
    Code("N4", "Family in acute stress"),
    Code("N5", "Family dysfunction"),
    Code("N6", "Socially unacceptable behaviour"),
    Code("N7", "Low income"),
    Code("N8", "Absent parenting"),
    Code("N9", "Cases other than children in need"),
    Code("N0", "Not stated"),
)

LEGAL_BASIS: Final = codes(
    early_help="Early help, with consent and without a statutory duty to the child",
    section_17="Child in need, section 17 of the Children Act 1989",
    section_47="Enquiry or plan to protect a child, section 47",
    section_20="Accommodated with the agreement of parents, section 20",
    interim_care_order="Interim care order, section 38",
    care_order="Care order, section 31",
    placement_order="Placement order",
    emergency_protection="Emergency protection order or police protection",
    remand="On remand or detained",
    youth_justice_order="Order of a youth court",
    leaving_care="Leaving care duties",
    other="Another legal basis",
)

SERVICE: Final = codes(
    early_help="Early help service",
    family_help="Family help: early help and section 17 in one service",
    social_care="Children's social care",
    youth_justice="Youth justice service",
    leaving_care="Leaving care service",
    partner="A partner agency leads",
)

ROLE_OF_SUBJECT: Final = codes(
    child="Counted as a child, unborn included",
    adult="Counted as an adult",
)

# Not "yes" and "no": written without quotes, YAML would read those as true and false.
ANSWER: Final = codes(
    said_yes="Yes", said_partly="Partly", said_no="No", not_answered="The question was left open"
)

GRADE: Final = codes(
    outstanding="Outstanding",
    good="Good",
    requires_improvement="Requires improvement",
    inadequate="Inadequate",
    missing="Should have been on the file and is not",
    not_applicable="The question does not arise in this case",
)

PROFESSION: Final = codes(
    social_worker="Registered social worker",
    family_worker="Family support or early help worker",
    manager="Manager or supervisor",
    health="Health professional",
    education="Education professional",
    youth_worker="Youth worker",
    other="Another profession",
)
