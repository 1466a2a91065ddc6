"""Every address that can be looked at, with rows of the story behind it.

A new address with a place in it adds what fills the place.
"""

import re

from flask import Flask, current_app
from sqlalchemy import select

from models.accountability.tables import Matter, MatterFile
from models.bodies.tables import AgendaItem, BodyMeeting
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import MemberState
from models.cases.tables import CaseFile
from models.clock import local, now
from models.conduct.tables import PayrollIssue, Reward
from models.conduct.words import RewardState
from models.db import db
from models.ids import Signer
from models.inspection.tables import CorrectionFile, Draw, Inspection, SheetFile
from models.kpi.tables import KpiFlag
from models.library.tables import TypicalCase
from models.library.words import LessonState
from models.papers.tables import Paper
from models.reports.tables import SatisfactionReport
from models.reports.words import ReportState
from models.supervision.tables import InspectionFile
from models.surveys.tables import Invitation
from models.training.tables import CalendarFeed, TrainingSession
from models.training.words import SessionState
from survey.feedback.receipt import receipt_for
from survey.keys import proof_of
from tests.guards.addresses import ADDRESSES
from tests.story import Story
from web.letters.links import short_tracking_link

READING = [address.removeprefix("GET ") for address in ADDRESSES if address.startswith("GET ")]
PUBLIC = [rule for rule in READING if ADDRESSES[f"GET {rule}"] == "public"]
PLACE = re.compile(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>")


def screens(app: Flask, story: Story) -> dict[str, str]:
    """Where each address of READING leads in this story."""
    with app.test_request_context():
        tokens, beginnings = _tokens(story), _fillings(story)
    found = {}
    for rule in READING:
        fillings = next((fill for start, fill in beginnings.items() if rule.startswith(start)), {})
        path = PLACE.sub(lambda place, fill=fillings: str((tokens | fill)[place[1]]), rule)
        if rule.startswith("/track/<number>"):
            path += f"?key={tokens['key']}"
        found[rule] = path
    return found


def _fillings(story: Story) -> dict[str, dict[str, object]]:
    file = db.session.scalars(select(CaseFile).where(CaseFile.case_id == story.back.id)).one()
    running, is_open, draft, spoken = db.session.scalars(select(Campaign).order_by(Campaign.id))
    called = db.session.scalar(
        select(CampaignMember.id).where(
            CampaignMember.campaign_id == spoken.id, CampaignMember.state == MemberState.TO_CALL
        )
    )
    reported = db.session.scalars(
        select(SatisfactionReport).where(SatisfactionReport.state == ReportState.PUBLISHED)
    ).one()
    rewarded = db.session.scalars(select(Reward).where(Reward.state == RewardState.ANNOUNCED)).first()
    handed = db.session.scalars(select(PayrollIssue)).first()
    once = select(TrainingSession).where(TrainingSession.series == "").order_by(TrainingSession.id)
    play, _logged, coming, _study = db.session.scalars(once)
    assert rewarded is not None
    assert handed is not None
    return {
        "/portal/campaigns/<number>/edit": {"number": draft.number},
        "/portal/campaigns/<number>/poster": {"number": is_open.number},
        "/portal/campaigns/": {"number": running.number},
        "/q/": {"code": is_open.code},
        "/portal/cases/<number>/grave": {"number": story.grave.number},
        "/portal/cases/<number>/report.pdf": {"number": story.grave.number},
        "/portal/cases/": {"number": story.back.number, "file_id": file.id},
        "/track/": {"number": story.back.number, "file_id": file.id},
        "/portal/papers/": {"bundle_id": 1},
        "/verify/": {"code": db.session.scalars(select(Paper.code).order_by(Paper.id)).first()},
        "/portal/people/": {"number": "T-0004"},
        "/portal/departments/": {"code": "KF"},
        "/portal/products/": {"code": "FIBRE-300"},
        "/portal/department-files/": {"code": "JS", "talk_id": 1},
        "/portal/rulebook/draft/": {"section": "reminders", "code": "late_1"},
        "/portal/rulebook/editions/": {"number": 1},
        "/portal/rulebook/letters/": {"kind": "acknowledgement", "language": "zh", "number": 1},
        "/portal/jobs/": {"job": "seal"},
        "/portal/questionnaires/": {
            "code": "quarterly",
            "number": 2,
            "question": "service",
            "section": "service",
        },
        "/portal/gallery/errors/": {"status": 404},
        "/portal/gallery/": {"name": "parts"},
        "/portal/mailbox/": {"message_id": 2},
        "/portal/outbox/": {"message_id": 1},
        "/portal/reports/": {"report_id": reported.id},
        "/results/": {"period": reported.period},
        "/portal/matters/candidates/": {"candidate_id": 2},
        "/portal/matters/": _of_matter(),
        "/portal/kpi/flags/": {"flag_id": db.session.scalars(select(KpiFlag.id)).first()},
        "/portal/kpi/months/": {"month": "2026-10"},
        "/portal/kpi/reports/": {"month": "2026-09"},
        "/portal/points/departments/": {"code": "JS"},
        "/portal/points/people/": {"number": "T-0004"},
        "/portal/points/months/": {"month": f"{local(now()):%Y-%m}"},
        "/portal/payroll/": {"month": f"{handed.month:%Y-%m}"},
        "/portal/staff-files/": {"number": "T-0004"},
        "/portal/rewards/": {"number": rewarded.number},
        "/portal/inspections/<int:inspection_id>/files": _of_inspection() | {"file_id": _shown()},
        "/portal/inspections/": _of_inspection(),
        "/portal/supervision/": {"number": "S2026-0001", "file_id": _of_findings()},
        "/portal/support/": {"request_id": 1},
        "/hotline/": {"rest": "report/words"},
        "/portal/hotline/": {"number": "0000000000", "file_id": 1},  # who looks stands before the lock
        "/portal/library/<number>/cleaning": {"number": _lesson(LessonState.NOMINATED)},
        "/portal/library/<number>/writing": {"number": _lesson(LessonState.WRITING)},
        "/portal/monthly/": {"month": "2026-09", "number": 1, "summary_id": 2},
        "/portal/bodies/<body>": {"body": "leading_group"},
        "/portal/bodies/meetings/<number>/items": {"number": "B2026-0002", "item_id": _item_being_minuted()},
        "/portal/bodies/": {"number": "B2026-0001"},
        "/portal/improvement/": {"number": "I2026-0002"},
        "/portal/knowledge/": {"number": "K0001"},
        "/help/": {"number": "K0001"},
        "/portal/library/": {"number": _lesson(LessonState.PUBLISHED), "which": 1},
        "/portal/training/effects/": {"number": _logged_session(), "topic_id": 1},
        "/portal/training/plans/<name>/import": {"name": "2027"},
        "/portal/training/plans/<name>/topics": {"name": "2027", "topic_id": 2},
        "/portal/training/plans/": {"name": "2026Q4"},
        "/portal/training/questions/": {"question_id": 1},
        "/portal/training/sessions/<number>/series": {"number": _of_series()},
        "/portal/training/sessions/<number>/quiz": {"number": coming.number},
        "/portal/training/sessions/": {"number": play.number, "material_id": 1},
        "/portal/training/here/": {"number": coming.number, "code": "0" * 12},
        "/portal/training/needs/": {"need_id": 1},
        "/portal/training/calendar/": {"token": _calendar_token()},
        "/portal/imports/<int:import_id>/faults": {"import_id": 2},
        "/portal/imports/": {"import_id": 1},
        "/portal/revisits/surveys/": {"member_id": called},
        "/portal/revisits/": {"number": story.to_call.number, "revisit_id": story.call.id},
        "/s/": {"code": "overall"},
    }


def _item_being_minuted() -> int | None:
    """An item of the meeting that is being held."""
    meeting = select(BodyMeeting.id).where(BodyMeeting.number == "B2026-0002").scalar_subquery()
    return db.session.scalar(select(AgendaItem.id).where(AgendaItem.meeting_id == meeting).limit(1))


def _shown() -> int | None:
    """The file of the sheet that failed a case."""
    return db.session.scalar(select(SheetFile.file_id))


def _of_findings() -> int | None:
    """The file that shows what was found of the department."""
    return db.session.scalar(select(InspectionFile.file_id).order_by(InspectionFile.id).limit(1))


def _of_inspection() -> dict[str, object]:
    """The inspection of the story that failed, with the draw, the checklist, the correction and its proof."""
    failed = select(Inspection).where(Inspection.correction_id.is_not(None))
    found = db.session.scalars(failed).one()
    month = db.session.scalars(select(Draw.month)).one()
    return {
        "inspection_id": found.id,
        "checklist_id": found.checklist_id,
        "correction_id": found.correction_id,
        "file_id": db.session.scalars(select(CorrectionFile.file_id)).one(),
        "month": f"{month:%Y-%m}",
    }


def _logged_session() -> str:
    """The number of the training session whose log is closed."""
    held = select(TrainingSession.number).where(TrainingSession.state == SessionState.LOGGED)
    return db.session.scalars(held).one()


def _of_series() -> str:
    """The number of the first session of the series."""
    rows = select(TrainingSession.number).where(TrainingSession.series != "").order_by(TrainingSession.id)
    return db.session.scalars(rows.limit(1)).one()


def _lesson(state: LessonState) -> str:
    """The number of the typical case that stands there."""
    return db.session.scalars(select(TypicalCase.number).where(TypicalCase.state == state)).one()


def _of_matter() -> dict[str, object]:
    """The first matter of the story, with a file of the person's and the paper of the notice."""
    matter = db.session.scalars(select(Matter).order_by(Matter.id)).first()
    assert matter is not None
    file_id = db.session.scalars(select(MatterFile.file_id)).one()
    paper_id = db.session.scalars(select(Paper.id).where(Paper.about == matter.audit_name)).one()
    return {"number": matter.number, "file_id": file_id, "paper_id": paper_id}


def _calendar_token() -> str:
    feed = db.session.scalars(select(CalendarFeed)).one()
    signer: Signer = current_app.extensions["signer"]
    return signer.token("calendar", feed.locator)


def _tokens(story: Story) -> dict[str, object]:
    invitation = db.session.get_one(Invitation, story.question.invitation_id)
    return {
        "key": proof_of(story.back),
        "token": current_app.extensions["signer"].token("survey", invitation.locator),
        "word": short_tracking_link(story.back).rpartition("/")[2],
        "receipt": receipt_for(story.new.number),
    }
