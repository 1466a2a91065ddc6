"""From a filled-in form to a draft that can be sealed. All of it happens in memory (W-01, W-04)."""

from models.hotline.rules.content import Draft, Identity
from models.hotline.words import ReportKind, Source
from web.language import current_language
from web.reporting.fields import NAMED, ReportFields
from web.reporting.named import people_called, people_in


def draft_of(form: ReportFields, source: Source) -> Draft:
    """The report that a form holds. Whoever is named in it, in any field, is shut out by the sealing."""
    named = form.who.data == NAMED
    written = (form.text, form.people, form.where, form.when, form.fears)
    called = people_called(form.people.data or "")
    mentioned = people_in("\n".join(field.data or "" for field in written))
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
        people=called,
        mentioned=tuple(each for each in mentioned if each not in called),
        departments=(house.id,) if house is not None else (),
        others=form.people.data or "",
        fears=form.fears.data or "",
        source=source,
        identity=identity if named else Identity(),
        watch=named and bool(form.watch.data),
        language=current_language().value,
    )
