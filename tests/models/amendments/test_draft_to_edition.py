"""From a draft to an edition in force: two people, nothing overwritten, everything in the history (RB-02)."""

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.amendments import actions, queries
from models.amendments.rules.differences import differences
from models.amendments.rules.names import next_names
from models.amendments.rules.sections import digest
from models.amendments.tables import Amendment, AmendmentEdit
from models.amendments.words import AmendmentState, Edit, Section
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.outbox.tables import Notice
from models.people.actions.roles import grant
from models.people.roles import Role
from models.rulebook import queries as rulebook
from models.rulebook.document import InvalidDocument
from models.rulebook.tables import Rulebook
from models.rulebook.words import RulebookState
from tests.cast import Cast
from tests.models.amendments.drafts import (
    AFTER,
    DAY_OF_EFFECT,
    NOW,
    approve,
    change,
    day_off,
    days,
    hand_in,
    part,
)


def test_rb02_a_draft_becomes_the_next_edition(session: Session, cast: Cast, draft: Amendment) -> None:
    """RB-01, RB-02: from its day on; approved by a second person, with everybody told and on record."""
    change(draft, Section.GRADES, "1", cast.administrator, result=days(2))
    hand_in(draft, cast.administrator)
    told = session.scalars(select(Notice.staff_id).where(Notice.kind == "rulebook_to_approve")).all()
    assert told == [cast.leader.id]
    approve(draft, cast.leader)
    session.commit()
    edition = session.scalars(select(Rulebook).where(Rulebook.version_number == 2)).one()
    assert (edition.state, edition.name, edition.note) == (RulebookState.IN_FORCE, "第二版", "旺季调整")
    assert (edition.author_id, edition.put_in_force_by_id) == (cast.administrator.id, cast.leader.id)
    assert (draft.state, draft.rulebook_id) == (AmendmentState.APPROVED, edition.id)
    assert rulebook.rules_at(NOW).grade(1).result.amount == 3
    assert rulebook.rules_at(DAY_OF_EFFECT).grade(1).result.amount == 2
    kinds = session.scalars(select(Event.kind).where(Event.subject == draft.audit_name).order_by(Event.id))
    assert list(kinds) == [
        "amendment.started",
        "amendment.changed",
        "amendment.described",
        "amendment.submitted",
        "amendment.approved",
    ]
    assert queries.open_amendment() is None


def test_rb02_no_author_approves(session: Session, cast: Cast, draft: Amendment) -> None:
    """RB-02: neither who submitted it nor who changed one line of it."""
    grant(cast.hr, {Role.ADMINISTRATOR})
    change(draft, Section.GRADES, "1", cast.hr, result=days(2))
    hand_in(draft, cast.administrator)
    for author in (cast.administrator, cast.hr):
        with pytest.raises(NotAllowed) as refused:
            approve(draft, author)
        assert refused.value.why == "second_person"
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(
            update(Amendment).values(
                state=AmendmentState.APPROVED,
                live=False,
                ended_at=NOW,
                ended_by_id=cast.administrator.id,
                rulebook_id=draft.base_id,
            )
        )


def test_rb02_who_set_its_day_is_an_author(cast: Cast, draft: Amendment) -> None:
    """RB-02: from when the rules hold, and why, is written by somebody too."""
    grant(cast.hr, {Role.ADMINISTRATOR})
    change(draft, Section.GRADES, "1", cast.administrator, result=days(2))
    hand_in(draft, cast.hr)
    actions.take_up(draft, by=cast.hr, now=NOW)
    actions.submit(draft, by=cast.administrator, now=NOW, seen=None)
    with pytest.raises(NotAllowed, match="second_person"):
        approve(draft, cast.hr)


def test_rb02_sent_back_with_a_reason(session: Session, cast: Cast, draft: Amendment) -> None:
    """RB-02: it is a draft again, and its authors are told why."""
    change(draft, Section.GRADES, "1", cast.administrator, result=days(2))
    hand_in(draft, cast.administrator)
    with pytest.raises(WrongState):
        change(draft, Section.GRADES, "1", cast.administrator, result=days(1))
    with pytest.raises(Invalid):
        actions.send_back(draft, " ", by=cast.leader, now=NOW, seen=None)
    actions.send_back(draft, "人手不足", by=cast.leader, now=NOW, seen=draft.version)
    assert (draft.state, draft.returned_because) == (AmendmentState.EDITING, "人手不足")
    told = session.scalars(select(Notice.staff_id).where(Notice.kind == "rulebook_returned")).all()
    assert told == [cast.administrator.id]
    change(draft, Section.GRADES, "1", cast.administrator, result=days(4))


def test_rb02_an_author_takes_it_up_again(cast: Cast, draft: Amendment) -> None:
    change(draft, Section.GRADES, "1", cast.administrator, result=days(2))
    hand_in(draft, cast.administrator)
    actions.take_up(draft, by=cast.administrator, now=NOW)
    assert draft.state is AmendmentState.EDITING


def test_rb02_what_was_read_is_what_is_approved(cast: Cast, draft: Amendment) -> None:
    """H-07: taken up and changed meanwhile, it is not approved."""
    change(draft, Section.GRADES, "1", cast.administrator, result=days(2))
    read = hand_in(draft, cast.administrator).version
    actions.take_up(draft, by=cast.administrator, now=NOW)
    change(draft, Section.GRADES, "1", cast.administrator, result=days(9))
    actions.submit(draft, by=cast.administrator, now=NOW, seen=None)
    with pytest.raises(Stale):
        actions.approve(draft, apply_to_open=False, by=cast.leader, now=NOW, seen=read)


def test_rb01_two_editors_never_overwrite_each_other(cast: Cast, draft: Amendment) -> None:
    """H-07: the same part is refused to the second; another part is not."""
    grant(cast.hr, {Role.ADMINISTRATOR})
    read = part(draft, Section.GRADES, "1")
    change(draft, Section.GRADES, "1", cast.hr, result=days(2))
    change(draft, Section.GRADES, "2", cast.hr, result=days(4))
    with pytest.raises(Stale):
        actions.change_part(
            draft,
            Section.GRADES,
            "1",
            read | {"result": days(9)},
            by=cast.administrator,
            now=NOW,
            seen=digest(read),
        )
    assert part(draft, Section.GRADES, "1")["result"]["amount"] == 2


def test_rb02_there_is_one_draft_at_a_time(session: Session, cast: Cast, draft: Amendment) -> None:
    assert actions.start(by=cast.administrator, now=NOW).id == draft.id
    assert session.scalar(select(func.count(Amendment.id))) == 1
    actions.discard(draft, "方向不对", by=cast.administrator, now=NOW, seen=None)
    assert actions.start(by=cast.administrator, now=NOW).id != draft.id


@pytest.mark.parametrize(
    ("section", "code", "fields", "why"),
    [
        (Section.CHANNELS, "web", {"calendar": "moon"}, "no_calendar"),
        (Section.REMINDERS, "nearly_due", {"used_percent": 100}, "reminder_order"),
        (Section.REMINDERS, "late_3", {"overdue": days(1)}, "reminder_order"),
        (
            Section.REMINDERS,
            "late_3",
            {"overdue": {"amount": 600, "unit": "working_minutes"}},
            "reminder_units",
        ),
        (Section.CATEGORIES, "product_quality", {"assisting": ["ZL"]}, "leads_and_assists"),
        (Section.CATEGORIES, "product_quality", {"parent": "network_fault"}, "third_level"),
    ],
)
def test_rb01_contradictions_are_refused(
    cast: Cast, draft: Amendment, section: Section, code: str, fields: dict[str, object], why: str
) -> None:
    before = dict(draft.document)
    with pytest.raises(InvalidDocument) as refused:
        change(draft, section, code, cast.administrator, **fields)
    assert [fault.why for fault in refused.value.faults] == [why]
    assert draft.document == before


def test_t01_a_category_in_use_is_retired_and_a_new_one_removed(cast: Cast, draft: Amendment) -> None:
    """T-01: cases keep its name; it is chosen for none any more, and can come back."""
    administrator, section = cast.administrator, Section.CATEGORIES
    quality = part(draft, section, "product_quality")
    seen = digest(quality)
    done = actions.remove_part(draft, section, "product_quality", by=administrator, now=NOW, seen=seen)
    assert done is Edit.RETIRED
    assert part(draft, section, "product_quality")["retired"]
    new = quality | {"code": "product_smell", "name_zh": "气味", "name_en": "Smell"}
    actions.add_part(draft, section, "product_smell", new, by=administrator, now=NOW)
    actions.remove_part(draft, section, "product_smell", by=administrator, now=NOW, seen=digest(new))
    actions.restore_part(draft, "product_quality", by=administrator, now=NOW)
    assert differences(draft.base.document, draft.document) == []


def test_t01_a_new_first_level_waits_for_one_below_it(cast: Cast, draft: Amendment) -> None:
    """T-01: the draft may be unfinished; it cannot be submitted so."""
    new = part(draft, Section.CATEGORIES, "product") | {"code": "shops", "name_zh": "门店类", "words": {}}
    actions.add_part(draft, Section.CATEGORIES, "shops", new, by=cast.administrator, now=NOW)
    assert [fault.why for fault in queries.faults_of(draft.document)] == ["childless"]
    with pytest.raises(InvalidDocument):
        hand_in(draft, cast.administrator)


def test_rb02_an_unchanged_draft_is_not_submitted(cast: Cast, draft: Amendment) -> None:
    with pytest.raises(Invalid) as refused:
        actions.submit(draft, by=cast.administrator, now=NOW, seen=None)
    assert refused.value.why == "unchanged"


def test_rb02_who_may_edit_and_approve(cast: Cast, draft: Amendment) -> None:
    """X-01: administrators write rules; administrators and the leading group put them in force."""
    change(draft, Section.GRADES, "1", cast.administrator, result=days(2))
    read = part(draft, Section.GRADES, "1")
    for person in cast:
        if person.id == cast.administrator.id:
            continue
        with pytest.raises(NotAllowed):
            actions.change_part(
                draft, Section.GRADES, "1", read | {"result": days(3)}, by=person, now=NOW, seen=digest(read)
            )
    hand_in(draft, cast.administrator)
    for person in cast:
        if person.id == cast.leader.id:
            continue
        with pytest.raises(NotAllowed):
            approve(draft, person)
    approve(draft, cast.leader)


@pytest.mark.parametrize("unit", ["working_days", "working_minutes", "calendar_days"])
def test_rb01_no_promise_for_longer_than_there_are_calendars(cast: Cast, draft: Amendment, unit: str) -> None:
    """RB-01: put in force, such rules would let no case be triaged any more."""
    with pytest.raises(InvalidDocument):
        change(draft, Section.GRADES, "1", cast.administrator, result={"amount": 1_000_000, "unit": unit})


def test_rb02_every_edit_names_its_author(session: Session, cast: Cast, draft: Amendment) -> None:
    change(draft, Section.GRADES, "1", cast.administrator, result=days(2))
    day_off(draft, "2026-11-25", cast.administrator)
    rows = session.execute(select(AmendmentEdit.section, AmendmentEdit.code, AmendmentEdit.edit))
    assert [tuple(row) for row in rows] == [
        (Section.GRADES, "1", Edit.CHANGED),
        (Section.HOLIDAYS, "public:2026-11-25", Edit.ADDED),
    ]


def test_rb01_an_earlier_edition_knows_days_announced_later(cast: Cast, draft: Amendment, at: object) -> None:
    """RB-01: a day off holds for cases of the first edition too, once its edition is in force."""
    day_off(draft, "2026-11-25", cast.administrator)
    change(draft, Section.GRADES, "1", cast.administrator, result=days(2))
    hand_in(draft, cast.administrator)
    approve(draft, cast.leader)
    first = rulebook.rulebook_at(NOW)
    wednesday = AFTER.replace(day=25)
    assert rulebook.rules_of(first.id).calendar().is_working_day(wednesday.date())
    at(AFTER)  # type: ignore[operator]
    assert not rulebook.rules_of(first.id).calendar().is_working_day(wednesday.date())
    assert rulebook.rules_of(first.id).grade(1).result.amount == 3


def test_rb02_the_next_edition_is_not_called_the_first(session: Session, draft: Amendment) -> None:
    """RB-02: a draft made of what came with the product takes the next number; that is no change of rules."""
    names = (draft.document["name_zh"], draft.document["name_en"])
    assert names == (
        "客户反馈与投诉处理规则（第二版）",
        "Rules for handling customer feedback and complaints, version 2",
    )
    assert differences(draft.base.document, draft.document) == []


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        (("规则（首版）", "Rules (first version)"), 2, ("规则（第二版）", "Rules, version 2")),
        (("规则（第九版）", "Rules, version 9"), 10, ("规则（第十版）", "Rules, version 10")),
        (("规则（第二十版）", "Rules (20th edition)"), 21, ("规则（第二十一版）", "Rules, version 21")),
        (("旺季规则", "Peak season"), 3, ("旺季规则", "Peak season")),
    ],
)
def test_rb02_names_that_count(before: tuple[str, str], number: int, after: tuple[str, str]) -> None:
    """RB-02: a name that does not count stays as its authors chose it."""
    assert next_names(*before, number) == after
