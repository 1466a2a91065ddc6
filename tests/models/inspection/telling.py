"""Inspections in the story that many tests share: one failed, objected to and being corrected, one checklist
being revised (Q-01)."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.files.actions import keep
from models.files.storage import FolderStore
from models.inspection import actions, queries
from models.inspection.queries.inspections import whole
from models.inspection.tables import Inspection
from models.inspection.words import Mark, Subject
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.models.cases.making import DAY
from tests.models.files.samples import picture
from tests.models.inspection.making import ITEMS, sheet


def inspect(cast: Cast, store: FolderStore, now: datetime) -> None:
    """The month of `now` is drawn a month later, so that its closed cases are there to be drawn."""
    later, by = now + 30 * DAY, cast.inspector
    made = actions.begin_checklist("case", Subject.CASE, "结案工单质检表", "Closed cases", by=by, now=now)
    actions.change_items(made, ITEMS, by=by, now=now)
    checklist = actions.publish_checklist(made, by=cast.leader, now=now)
    actions.revise_checklist(checklist, by=by, now=later)
    actions.draw_month(local_day(now), by=by, now=later, seed="STORY")
    drawn = db.session.scalars(
        select(Inspection.id).where(Inspection.person_id == cast.handler.id).order_by(Inspection.id)
    ).first()
    assert drawn is not None
    found = whole(drawn)
    assert found is not None
    uploads = rules_at(later).uploads
    shown = keep(BytesIO(picture()), "录音截图.png", store=store, uploads=uploads, by=by, now=later)
    draft = replace(sheet(checklist, {2: Mark.PARTLY, 4: Mark.NOT_MET}), files=[shown])
    actions.score(found, draft, by=by, now=later)
    found = whole(drawn)
    assert found is not None
    actions.object_to(found, "第四项的依据在附件中。", by=cast.handler, now=later)
    assert found.correction_id is not None
    correction = queries.correction(cast.head, found.correction_id)
    assert correction is not None
    proof = keep(BytesIO(picture()), "整改照片.png", store=store, uploads=uploads, by=cast.handler, now=later)
    actions.report_correction(correction, "已补充核对记录。", [proof], by=cast.handler, now=later)
