"""From a filled-in form to a draft that can be sealed. All of it happens in memory (W-01, W-04)."""

import re

from sqlalchemy import or_, select

from models.db import db
from models.hotline.rules.content import Draft, Identity
from models.hotline.words import ReportKind, Source
from models.people.tables import Staff
from web.language import current_language
from web.reporting.fields import NAMED, ReportFields

_APART = re.compile(r"[\s,;/\u3001\uff0c\uff1b\u548c\u4e0e\u53ca]+")
"""Commas and spaces of both writings, and the three signs that mean 'and'."""
MOST_NAMES = 20


def draft_of(form: ReportFields, source: Source) -> Draft:
    """The report that a form holds. Whoever is named in it is shut out by the sealing."""
    named = form.who.data == NAMED
    house = form.house
    identity = Identity(
        name=form.name.data or "",
        contact=form.contact.data or "",
        staff_number=(form.staff_number.data or "").upper(),
    )
    return Draft(
        kind=ReportKind(form.kind.data),
        text=form.text.data or "",
        where=form.where.data or "",
        when=form.when.data or "",
        people=people_called(form.people.data or ""),
        departments=(house.id,) if house is not None else (),
        others=form.people.data or "",
        fears=form.fears.data or "",
        source=source,
        identity=identity if named else Identity(),
        watch=named and bool(form.watch.data),
        language=current_language().value,
    )


def names_in(words: str) -> list[str]:
    """The names or numbers that somebody typed, one after the other."""
    return [word for word in _APART.split(words) if word]


def people_called(words: str) -> tuple[int, ...]:
    """The staff that typed names or numbers may mean, all of them where several have one name (W-04).

    To leave out somebody who shares a name costs a reader; to let one in could cost the reporter.
    """
    names = {word for word in (*names_in(words), words.strip()) if len(word) > 1}
    wanted = sorted(names)[:MOST_NAMES]
    if not wanted:
        return ()
    numbers = [name.upper() for name in wanted]
    found = select(Staff.id).where(
        or_(Staff.name.in_(wanted), Staff.name_en.in_(wanted), Staff.number.in_(numbers))
    )
    return tuple(db.session.scalars(found.order_by(Staff.id)))
