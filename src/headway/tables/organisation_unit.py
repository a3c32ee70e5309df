"""Teams, localities, services, schools and partner agencies."""

from typing import Final

from headway.tables.columns import code, codes, day, identifier, in_order, label, recorded_on
from headway.tables.schema import Key, Subject, Table

ORGANISATION_UNIT: Final = Table(
    name="organisation_unit",
    title="Organisation unit",
    description=(
        "A team, locality, service, school, children's centre, partner agency or area, each once,"
        " under an identifier that stays the same when its name changes. What belongs to what is"
        " not written here but, with dates, in unit_membership; mergers and new names are in"
        " unit_succession. A team spelled three ways in an export is one row here: the column map"
        " says which spellings are meant."
    ),
    subject=Subject.UNIT,
    columns=(
        identifier("unit_id", "The unit's own identifier.", example="T04"),
        label("name", "The unit's present name.", required=True, example="North early help team"),
        code(
            "kind",
            "What sort of unit it is.",
            codes(
                council="The whole council",
                service="A service",
                locality="A locality of the service",
                team="A team",
                school="A school or college",
                childrens_centre="A children's centre or family hub",
                partner_agency="A partner agency or its team",
                area="An area people live in, such as a ward",
            ),
            required=True,
        ),
        day("opened_on", "The day it came into being; empty when it was always there."),
        day("closed_on", "The first day on which it was no more; empty while it stands."),
        recorded_on(),
    ),
    key=Key(("unit_id",)),
    event_date="opened_on",
    end_date="closed_on",
    recorded_date="recorded_on",
    constraints=(
        in_order("opened_on", "closed_on", "The unit closes before it opens: correct either date."),
    ),
)
