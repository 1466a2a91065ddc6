"""Inspections of departments in the story that many tests share: one concluded, one planned (Q-03)."""

from datetime import datetime
from io import BytesIO

from models.files.actions import keep
from models.files.storage import FolderStore
from models.rulebook.queries import rules_at
from models.supervision import actions
from tests.cast import Cast
from tests.models.files.samples import picture
from tests.models.supervision.making import concluded, draft


def supervise(cast: Cast, store: FolderStore, now: datetime) -> None:
    """Technical operations was inspected and corrects one thing, each side showed what it says; it is to be
    inspected again."""
    uploads = rules_at(now).uploads
    shown, proof = (
        keep(BytesIO(picture()), name, store=store, uploads=uploads, by=by, now=now)
        for name, by in (("十月台账.png", cast.finance), ("档案室台账.png", cast.head))
    )
    concluded(cast, now, [shown], [proof])
    actions.plan_inspection(draft(cast, now), by=cast.inspector, now=now)
