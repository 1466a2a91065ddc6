"""Editing the draft, part by part: a list and a form for every section (RB-01, T-01, G-01, H-04)."""

from typing import Any

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.amendments import actions
from models.amendments.rules.differences import differences
from models.amendments.rules.sections import ADDABLE, digest, parts
from models.amendments.tables import Amendment
from models.amendments.words import AmendmentState, Edit, Section
from models.clock import now
from models.errors import Invalid, Stale
from models.permissions import Permission
from models.rulebook.document import InvalidDocument
from portal.amendments.blueprint import blueprint
from portal.amendments.draft import READERS, changed_meanwhile, draft_or_404
from portal.amendments.forms import PartForm, new_code, new_days, part_form
from portal.amendments.labels import ABOUT, hint_of, label_of
from portal.amendments.values import Book, summary
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

PART = "portal/amendments/part.html"


@blueprint.get("/draft/<section>")
@needs(*READERS)
def section(section: str) -> ResponseReturnValue:
    """The parts of a section, and which of them the draft changes."""
    amendment, chapter = draft_or_404(), _section(section)
    book = Book.of(amendment.document)
    edits = {
        each.code: each.edit
        for each in differences(amendment.base.document, amendment.document)
        if each.section is chapter
    }
    rows = [
        (code, book.name(chapter, code, part), summary(book, chapter, part), part, edits.get(code))
        for code, part in _in_order(chapter, parts(amendment.document, chapter))
    ]
    gone = [code for code, edit in edits.items() if edit is Edit.REMOVED]
    before = Book.of(amendment.base.document)
    return page(
        "portal/amendments/section.html",
        section=chapter,
        about=ABOUT[chapter],
        rows=rows,
        gone=[before.name(chapter, code) for code in gone],
        addable=chapter in ADDABLE,
        editing=_editing(amendment),
        amendment=amendment,
    )


@blueprint.get("/draft/<section>/new")
@needs(Permission.RULEBOOK_EDIT)
def new(section: str) -> ResponseReturnValue:
    amendment, chapter = draft_or_404(), _addable(section)
    form = part_form(chapter, None, amendment.document, fresh=True)
    return page(PART, form=form, **_around(amendment, chapter, None))


@blueprint.post("/draft/<section>/new")
@needs(Permission.RULEBOOK_EDIT)
@commits
def add(section: str) -> Response:
    """Adds a part; for holidays, every day from the first to the last."""
    amendment, chapter = draft_or_404(), _addable(section)
    form = part_form(chapter, None, amendment.document, fresh=False)
    if form.validate():
        try:
            for code, part in _new_parts(chapter, form, amendment).items():
                actions.add_part(amendment, chapter, code, part, by=viewer(), now=now())
        except InvalidDocument as refused:
            _blame(form, refused, amendment)
        except Invalid as fault:
            form.blame(Invalid("day" if chapter is Section.HOLIDAYS else fault.field, fault.why))
        else:
            flash(_("Added to the draft."), "good")
            return respond(redirect=url_for("amendments.section", section=section))
    return rejected(PART, form, **_around(amendment, chapter, None))


@blueprint.get("/draft/<section>/parts/<code>")
@needs(Permission.RULEBOOK_EDIT)
def part(section: str, code: str) -> ResponseReturnValue:
    amendment, chapter = draft_or_404(), _section(section)
    form = _form(amendment, chapter, code, fresh=True)
    return page(PART, form=form, **_around(amendment, chapter, code))


@blueprint.post("/draft/<section>/parts/<code>")
@needs(Permission.RULEBOOK_EDIT)
@commits
def change(section: str, code: str) -> Response:
    amendment, chapter = draft_or_404(), _section(section)
    form = _form(amendment, chapter, code, fresh=False)
    current = parts(amendment.document, chapter)[code]
    around: dict[str, Any] = {}
    if form.validate():
        new, seen = form.part(current), form.seen.data or ""
        try:
            actions.change_part(amendment, chapter, code, new, by=viewer(), now=now(), seen=seen)
        except InvalidDocument as refused:
            _blame(form, refused, amendment)
        except Stale:
            form.seen.data = digest(current)
            form.form_errors.append(changed_meanwhile())
            around["meanwhile"] = _otherwise(amendment, current, new)
        else:
            flash(_("Saved in the draft."), "good")
            return respond(redirect=url_for("amendments.section", section=section))
    return rejected(PART, form, **_around(amendment, chapter, code, **around))


@blueprint.post("/draft/<section>/parts/<code>/removal")
@needs(Permission.RULEBOOK_EDIT)
@commits
def remove(section: str, code: str) -> Response:
    """Takes a part out; a category that is in use is retired instead (T-01)."""
    amendment, chapter = draft_or_404(), _addable(section)
    form = _form(amendment, chapter, code, fresh=True)
    seen = digest(parts(amendment.document, chapter)[code])
    try:
        done = actions.remove_part(amendment, chapter, code, by=viewer(), now=now(), seen=seen)
    except InvalidDocument as refused:
        _blame(form, refused, amendment)
        return rejected(PART, form, **_around(amendment, chapter, code))
    if done is Edit.RETIRED:
        flash(_("It is in use, so it is retired: its cases keep it, new ones cannot have it."), "good")
    else:
        flash(_("Taken out of the draft."), "good")
    return respond(redirect=url_for("amendments.section", section=section))


@blueprint.post("/draft/<section>/parts/<code>/restoration")
@needs(Permission.RULEBOOK_EDIT)
@commits
def restore(section: str, code: str) -> Response:
    """Takes a retired category into use again."""
    amendment, chapter = draft_or_404(), _section(section)
    if chapter is not Section.CATEGORIES or code not in parts(amendment.document, chapter):
        abort(404)
    actions.restore_part(amendment, code, by=viewer(), now=now())
    flash(_("It is in use again."), "good")
    return respond(redirect=url_for("amendments.section", section=section))


def _section(name: str) -> Section:
    try:
        return Section(name)
    except ValueError:
        abort(404)


def _addable(name: str) -> Section:
    chapter = _section(name)
    return chapter if chapter in ADDABLE else abort(404)


def _editing(amendment: Amendment) -> bool:
    return amendment.state is AmendmentState.EDITING and viewer().may(Permission.RULEBOOK_EDIT)


def _form(amendment: Amendment, chapter: Section, code: str, *, fresh: bool) -> PartForm:
    try:
        return part_form(chapter, code, amendment.document, fresh=fresh)
    except KeyError:
        abort(404)


def _new_parts(chapter: Section, form: PartForm, amendment: Amendment) -> dict[str, dict[str, Any]]:
    if chapter is Section.HOLIDAYS:
        return new_days(form)
    code = new_code(chapter, form, amendment.document)
    return {code: form.part({} if chapter is Section.HOURS else {"code": code})}


def _in_order(chapter: Section, found: dict[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Categories below the one they belong to; all else as it is."""
    if chapter is not Section.CATEGORIES:
        return list(found.items())
    ordered = []
    for code, each in found.items():
        if not each.get("parent"):
            ordered.append((code, each))
            ordered += [(below, other) for below, other in found.items() if other.get("parent") == code]
    return ordered


def _blame(form: PartForm, refused: InvalidDocument, amendment: Amendment) -> None:
    """Says each contradiction at the field that it names, else above the form."""
    book = Book.of(amendment.document)
    if not refused.faults:
        form.form_errors.append(_("This value is not possible."))
    for each in refused.faults:
        name = dict(each.facts).get("field", "")
        if name in form.fields:
            form[name].errors = [*form[name].errors, book.fault(each)]
        else:
            form.form_errors.append(book.fault(each))


def _otherwise(amendment: Amendment, current: dict[str, Any], typed: dict[str, Any]) -> list[tuple[str, str]]:
    """What the part says now where it says otherwise than what was typed."""
    book = Book.of(amendment.document)
    return [
        (label_of(name), book.value(name, value))
        for name, value in current.items()
        if value != typed.get(name)
    ]


def _around(amendment: Amendment, chapter: Section, code: str | None, **more: Any) -> dict[str, Any]:
    book = Book.of(amendment.document)
    part = parts(amendment.document, chapter)[code] if code else {}
    return {
        "amendment": amendment,
        "section": chapter,
        "code": code,
        "name": book.name(chapter, code, part) if code else _("New entry"),
        "part": part,
        "removable": code is not None and chapter in ADDABLE and not part.get("retired"),
        "in_base": code is not None and code in parts(amendment.base.document, chapter),
        "editing": _editing(amendment),
        "meanwhile": [],
        "hint_of": hint_of,
        **more,
    }
