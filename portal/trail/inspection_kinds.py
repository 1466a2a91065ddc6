"""What is said of inspections, of cases and departments, and of what they bring (Q-01, Q-03)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

INSPECTING: Mapping[str, LazyString] = {
    "checklist.begun": lazy("began a version of a checklist"),
    "checklist.changed": lazy("changed the items of a checklist"),
    "checklist.published": lazy("published a checklist"),
    "checklist.discarded": lazy("threw a draft of a checklist away"),
    "inspection_draw.made": lazy("drew closed cases for inspection"),
    "inspection.drawn": lazy("drew the case for inspection"),
    "inspection.handed_on": lazy("gave the inspection to another inspector"),
    "inspection.sheet_handed_on": lazy("gave a sheet to another inspector"),
    "inspection.scored": lazy("scored the case"),
    "inspection.objected": lazy("objected to the inspection"),
    "inspection.objection_upheld": lazy("upheld the objection"),
    "inspection.objection_declined": lazy("declined the objection"),
    "inspection.reminded": lazy("reminded of a case to score"),
    "inspection.objection_reminded": lazy("reminded of an objection"),
    "correction.check_reminded": lazy("reminded of the check of a correction"),
    "inspection.calibrated": lazy("began a calibration"),
    "correction.ordered": lazy("ordered a correction"),
    "correction.handed_on": lazy("had another check the correction"),
    "correction.reported": lazy("reported the correction"),
    "correction.accepted": lazy("accepted the correction"),
    "correction.returned": lazy("sent the correction back"),
    "correction.dropped": lazy("dropped the correction"),
    "correction.reminded": lazy("reminded of a correction"),
    "supervision_inspection.planned": lazy("planned an inspection of a department"),
    "supervision_inspection.handed_on": lazy("gave the inspection to others"),
    "supervision_inspection.dropped": lazy("called the inspection off"),
    "supervision_inspection.recorded": lazy("wrote down findings"),
    "supervision_inspection.sent": lazy("sent the findings to the department"),
    "supervision_inspection.answered": lazy("answered the findings"),
    "supervision_inspection.closed": lazy("concluded the inspection"),
    "supervision_inspection.reminded": lazy("reminded of the inspection of a department"),
}
