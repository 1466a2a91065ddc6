"""Every rule of the document can be edited or is known to be none of an editor's, and has a name (RB-01)."""

import pytest

from models.amendments.rules.sections import parts
from models.amendments.words import Section
from models.rulebook.document import parse, written
from models.rulebook.installed import first_document
from portal.amendments.labels import LABELS
from portal.amendments.specs import fields_of

IDENTITY = {"code", "channel", "level", "retired"}
"""What names a part, is changed by a step of its own, or is technical and stays as it is."""

ELSEWHERE = {
    "format",
    "name_zh",
    "name_en",
}
"""Parts of the document that no section shows: its name has a screen of its own; the format is technical."""


@pytest.mark.parametrize("section", Section)
def test_rb01_every_field_of_a_part_has_its_control_and_its_name(section: Section) -> None:
    document = written(parse(first_document()))
    document["public_days"] = {"2027-02-05": "off"}
    for code, part in parts(document, section).items():
        own = IDENTITY | ({"desk", "day"} if section is Section.HOLIDAYS else set())
        if section is Section.GRADES:
            own = own | {"grade"}
        assert set(part) - own == set(fields_of(section, code)) - {"windows"}, (section, code)
        assert set(part) - IDENTITY <= set(LABELS)


def test_rb01_no_part_of_the_document_is_forgotten() -> None:
    document = written(parse(first_document()))
    shown = {
        "announced_through",
        "calendars",
        "categories",
        "channels",
        "compensation",
        "conduct",
        "consultation",
        "contact",
        "criteria",
        "duplicates",
        "grades",
        "handling_calendar",
        "hotline",
        "importance",
        "inspections",
        "kpi",
        "mailbox",
        "matrix",
        "opinion",
        "outside",
        "priorities",
        "public_days",
        "public_form",
        "regulator",
        "reminders",
        "retention",
        "revisit",
        "routes",
        "sending",
        "suggestion",
        "support",
        "training",
        "ungraded",
        "uploads",
        "urgency",
        "waiting",
    }
    assert set(document) == shown | ELSEWHERE
