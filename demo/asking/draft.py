"""A questionnaire that somebody is writing right now: its review still finds something to do (S-01)."""

from demo.lately.stage import Stage
from models.db import db
from models.surveys.actions import drafts
from models.surveys.document import Dimension
from models.surveys.draft import (
    DraftFivePoint,
    DraftFivePointMatrix,
    DraftFreeText,
    DraftMatch,
    DraftMultiple,
    DraftOption,
    DraftRow,
    DraftText,
    DraftWhen,
)
from models.surveys.rules import drafting
from models.surveys.words import DraftEdit

AUTHOR = "YF-0026"
"""The head of quality, who writes questionnaires and does not publish them."""


def begin_questionnaire(stage: Stage) -> None:
    """A questionnaire about installation at home, with two texts that nobody has translated yet."""
    by, now = stage.staff(AUTHOR), stage.back(1, 16, 20)
    version = drafts.create(DraftText(zh="上门安装评价", en="How was the installation?"), by=by, now=now)
    main = version.draft.sections[0].code
    questions = (
        DraftFivePoint(
            code="overall",
            dimension=Dimension.OVERALL,
            text=DraftText(zh="您对这次上门安装满意吗？", en="How satisfied are you with the installation?"),
        ),
        DraftMultiple(
            code="wrong",
            required=False,
            text=DraftText(zh="哪里没有做好？", en="What was not good?"),
            hint=DraftText(zh="可以选多项", en="Choose all that apply"),
            when=DraftWhen(all=(DraftMatch(question="overall", any_of=(1, 2)),)),
            options=(
                DraftOption(code=1, text=DraftText(zh="没有按约定的时间来", en="Not at the time agreed")),
                DraftOption(code=2, text=DraftText(zh="网络没有装好", en="It did not work afterwards")),
                DraftOption(code=3, text=DraftText(zh="收费没有说清楚", en="Charges were not explained")),
                DraftOption(code=4, text=DraftText(zh="走线不美观")),
            ),
        ),
        DraftFivePointMatrix(
            code="technician",
            not_applicable=True,
            text=DraftText(zh="您对以下几个方面满意吗？", en="How satisfied are you with each of these?"),
            rows=(
                DraftRow(
                    code="punctual",
                    dimension=Dimension.SPEED,
                    text=DraftText(zh="准时上门", en="Coming on time"),
                ),
                DraftRow(
                    code="manner",
                    dimension=Dimension.ATTITUDE,
                    text=DraftText(zh="师傅的态度", en="The technician’s manner"),
                ),
                DraftRow(code="tidy", text=DraftText(zh="走线和收尾")),
            ),
        ),
        DraftFreeText(
            code="comment",
            required=False,
            text=DraftText(
                zh="还有什么想告诉我们的吗？", en="Is there anything else you would like to tell us?"
            ),
        ),
    )
    for question in questions:
        drafts.edit(
            version,
            lambda draft, new=question: drafting.added(draft, new, main),  # type: ignore[misc]
            DraftEdit.ADDED,
            question.code,
            by=by,
            now=now,
        )
    thanks = DraftText(zh="谢谢，安装的师傅会看到您的评价。", en="Thank you. The technician will read this.")
    drafts.edit(
        version, lambda draft: drafting.framed(draft, thanks=thanks), DraftEdit.CHANGED, "", by=by, now=now
    )
    version.changed_at = version.created_at = now
    db.session.flush()
