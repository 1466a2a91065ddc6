"""Reading the case library: what is published, what is in work, what was found in a case (L-05, X-06)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.cases.rules.grams import asked, chinese_words
from models.cases.tables import Case, Result
from models.customers.tables import Customer
from models.db import db
from models.library.rules.personal import Finding, Known, find_personal
from models.library.tables import (
    TEXTS,
    LessonComment,
    LessonLike,
    LessonVersion,
    TypicalCase,
    library_gram,
)
from models.library.words import IN_MAKING, LessonState, VersionState
from models.people.tables import Staff
from models.permissions import Permission

IN_WORK = (LessonState.NOMINATED, LessonState.WRITING, LessonState.REVIEW)


@dataclass(frozen=True)
class LessonFilter:
    """What a list of typical cases is narrowed to."""

    text: str = ""
    category: str = ""


@dataclass(frozen=True)
class Screening:
    """The words of a case that would go into the library, and the personal data found in them."""

    title: str
    text: str
    in_title: list[Finding]
    in_text: list[Finding]
    known: Known = field(default_factory=Known)


def find(staff: Staff, number: str) -> TypicalCase | None:
    """One typical case for whom it may be seen by; a stranger gets None."""
    found = select(TypicalCase).where(TypicalCase.number == number.upper(), _visible(staff))
    return db.session.scalars(found.options(*_names())).first()


def held(lesson: TypicalCase) -> TypicalCase:
    """The row as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = select(TypicalCase).where(TypicalCase.id == lesson.id).options(*_names())
    kept = rows.with_for_update(of=TypicalCase).execution_options(populate_existing=True)
    return db.session.scalars(kept).one()


def published(wanted: LessonFilter, *, offset: int = 0, limit: int | None = 20) -> Sequence[TypicalCase]:
    """What everybody may learn from, the latest first; also what training offers for its sessions (L-02)."""
    found = _published(wanted).options(*_names())
    ordered = found.order_by(TypicalCase.published_at.desc(), TypicalCase.id.desc())
    return db.session.scalars(ordered.offset(offset).limit(limit)).all()


def count_published(wanted: LessonFilter) -> int:
    """How many `published` has."""
    return db.session.scalar(select(func.count()).select_from(_published(wanted).subquery())) or 0


def published_with_ids(ids: Collection[int]) -> Mapping[int, TypicalCase]:
    """Those of these that are published now, by id: what a session of training refers to (L-02)."""
    if not ids:
        return {}
    found = select(TypicalCase).where(TypicalCase.id.in_(ids), TypicalCase.state == LessonState.PUBLISHED)
    return {each.id: each for each in db.session.scalars(found)}


def published_numbered(numbers: Collection[str]) -> Sequence[TypicalCase]:
    """Those of these numbers that are published now, in the order of their numbers. One query."""
    found = select(TypicalCase).where(
        TypicalCase.number.in_(numbers), TypicalCase.state == LessonState.PUBLISHED
    )
    return db.session.scalars(found.order_by(TypicalCase.number)).all()


def categories() -> Sequence[str]:
    """The categories of what is published."""
    found = select(TypicalCase.category).where(
        TypicalCase.state == LessonState.PUBLISHED, TypicalCase.category.is_not(None)
    )
    return [each for each in db.session.scalars(found.distinct().order_by(TypicalCase.category)) if each]


def in_work(staff: Staff, limit: int = 200) -> Sequence[TypicalCase]:
    """What this person works on or could, new versions of what is published too, the oldest first."""
    revised = exists().where(
        LessonVersion.typical_case_id == TypicalCase.id, LessonVersion.state.in_(IN_MAKING)
    )
    own = (TypicalCase.nominated_by_id == staff.id) | (TypicalCase.written_by_id == staff.id)
    keeps = staff.may(Permission.LIBRARY_EDIT) or staff.may(Permission.LIBRARY_REVIEW)
    working = TypicalCase.state.in_(IN_WORK) | (revised if keeps else revised & own)
    found = select(TypicalCase).where(working, _visible(staff))
    return db.session.scalars(found.options(*_names()).order_by(TypicalCase.id).limit(limit)).all()


def version_in_work(lesson: TypicalCase) -> LessonVersion | None:
    """The new version that is being written or reviewed, if there is one."""
    found = select(LessonVersion).where(
        LessonVersion.typical_case_id == lesson.id, LessonVersion.state.in_(IN_MAKING)
    )
    return db.session.scalars(found.options(*_authors())).one_or_none()


def versions_in_work(lessons: Collection[TypicalCase]) -> Mapping[int, VersionState]:
    """Where the new versions of these typical cases stand, by the id of the case. One query."""
    found = select(LessonVersion.typical_case_id, LessonVersion.state).where(
        LessonVersion.typical_case_id.in_([each.id for each in lessons]), LessonVersion.state.in_(IN_MAKING)
    )
    return {lesson_id: state for lesson_id, state in db.session.execute(found)}  # noqa: C416 (typed)


def versions_of(lesson: TypicalCase) -> Sequence[LessonVersion]:
    """All that was ever published of a typical case, the latest first."""
    found = select(LessonVersion).where(
        LessonVersion.typical_case_id == lesson.id, LessonVersion.state == VersionState.PUBLISHED
    )
    return db.session.scalars(found.options(*_authors()).order_by(LessonVersion.number.desc())).all()


def last_number(lesson: TypicalCase) -> int:
    """The number of the version that was published last; 0 before the first."""
    found = select(func.max(LessonVersion.number)).where(LessonVersion.typical_case_id == lesson.id)
    return db.session.scalar(found) or 0


def of_case(case: Case) -> TypicalCase | None:
    """The one that was made of a case and not withdrawn, if there is one."""
    found = select(TypicalCase).where(
        TypicalCase.case_id == case.id, TypicalCase.state != LessonState.WITHDRAWN
    )
    return db.session.scalars(found.order_by(TypicalCase.id.desc())).first()


def of_customers(ids: Collection[int]) -> Sequence[TypicalCase]:
    """Those made of cases of these customers that still hold text."""
    found = select(TypicalCase).join(Case, Case.id == TypicalCase.case_id).where(Case.customer_id.in_(ids))
    still = or_(TypicalCase.state != LessonState.WITHDRAWN, TypicalCase.happened != "")
    return db.session.scalars(found.where(still).order_by(TypicalCase.id)).all()


def comments_of(lesson: TypicalCase) -> Sequence[LessonComment]:
    """What colleagues added, the oldest first."""
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    found = select(LessonComment).where(LessonComment.typical_case_id == lesson.id)
    return db.session.scalars(
        found.options(joinedload(LessonComment.by).options(*quiet)).order_by(LessonComment.id)
    ).all()


def liked(lesson: TypicalCase, staff: Staff) -> bool:
    """Whether this person found it useful."""
    mine = exists().where(LessonLike.typical_case_id == lesson.id, LessonLike.staff_id == staff.id)
    return bool(db.session.scalar(select(mine)))


def known_of(case: Case, *, colleagues: bool = True) -> Known:
    """What we hold of a case's customer, and what everybody is called who works or worked here; without
    `colleagues` for words in which these may be named."""
    customer = db.session.get_one(Customer, case.customer_id)
    staff = db.session.scalars(select(Staff.name)).all() if colleagues else ()
    return Known(
        names={each for each in (case.contact_name, customer.name, *staff) if each},
        phones={each for each in (case.contact_phone, customer.phone) if each},
        accounts={each for each in (case.account, customer.account) if each},
        emails={each for each in (case.contact_email, customer.email) if each},
    )


def screening(case: Case, also: Collection[str] = ()) -> Screening:
    """What of a case would go into the library, with all personal data that was found in it.

    The customer's words, what they wish, and the latest result with its cause; three queries.
    """
    result = db.session.scalars(
        select(Result).where(Result.case_id == case.id).order_by(Result.id.desc()).limit(1)
    ).first()
    parts = [case.problem, case.expected, *((result.cause, result.done) if result else ())]
    text = "\n\n".join(part.strip() for part in parts if part.strip())
    known = known_of(case)
    return Screening(
        case.title,
        text,
        find_personal(case.title, known, also=also),
        find_personal(text, known, also=also),
        known,
    )


def findings(lesson: TypicalCase | LessonVersion, known: Known) -> dict[str, list[Finding]]:
    """What looks like personal data in the texts as they are now, by field, what was kept among it."""
    return {name: find_personal(getattr(lesson, name), known) for name in TEXTS}


def matching(text: str) -> ColumnElement[bool] | None:
    """SQL for "has all words of a search", Chinese ones from two characters on; None where it has none."""
    parts = asked(text)
    if not parts:
        return None
    has = [
        exists().where(library_gram.c.gram == part, library_gram.c.typical_case_id == TypicalCase.id)
        for part in parts
    ]
    stand = [
        or_(*(getattr(TypicalCase, name).contains(word, autoescape=True) for name in TEXTS))
        for word in chinese_words(text)
    ]
    return and_(*has, *stand)


def _published(wanted: LessonFilter) -> Select[TypicalCase]:
    found = select(TypicalCase).where(TypicalCase.state == LessonState.PUBLISHED)
    if wanted.category:
        found = found.where(TypicalCase.category == wanted.category)
    if wanted.text.strip():
        condition = matching(wanted.text)
        number = TypicalCase.number == wanted.text.strip().upper()
        found = found.where(number if condition is None else number | condition)
    return found


def _visible(staff: Staff) -> ColumnElement[bool]:
    """SQL for `rules.steps.may_see`."""
    open_to_all = TypicalCase.state == LessonState.PUBLISHED
    if staff.may(Permission.LIBRARY_EDIT) or staff.may(Permission.LIBRARY_REVIEW):
        return TypicalCase.id.is_not(None)
    return open_to_all | (TypicalCase.nominated_by_id == staff.id)


def _names() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    people = (
        TypicalCase.nominated_by,
        TypicalCase.cleaned_by,
        TypicalCase.written_by,
        TypicalCase.reviewed_by,
    )
    return [
        *(joinedload(each).options(*quiet) for each in people),
        joinedload(TypicalCase.case).joinedload(Case.customer),
    ]


def _authors() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    people = (LessonVersion.written_by, LessonVersion.confirmed_by, LessonVersion.reviewed_by)
    return [joinedload(each).options(*quiet) for each in people]
