"""The texts to customers: list, one text with its versions, and saving a new version (H-05)."""

from typing import Any

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.people.tables import Language
from models.permissions import Permission
from models.rulebook import queries
from models.rulebook.actions import save_template
from models.rulebook.rules import BODY_MOST, FIELDS, NEEDED, SUBJECT_MOST, BadTemplate
from models.rulebook.words import MessageKind
from portal.rulebook.blueprint import blueprint
from portal.rulebook.words import field_words
from web.access import needs, viewer
from web.commit import commits
from web.errors import sentence_for_fault
from web.forms import Form, Line, Paragraph
from web.fragments import page, rejected
from web.language import _, lazy


class LetterForm(Form):
    """A text as it is written, with its fields in double braces."""

    subject = Line(lazy("Subject"), most=SUBJECT_MOST, required=True)
    body = Paragraph(lazy("Text"), most=BODY_MOST, required=True)


@blueprint.get("/letters")
@needs(Permission.TEMPLATE_EDIT)
def letters() -> ResponseReturnValue:
    at = now()
    rows = [
        (kind, {language: queries.template(kind, language, at) for language in Language})
        for kind in MessageKind
    ]
    return page("portal/rulebook/letters.html", rows=rows, languages=Language)


@blueprint.get("/letters/<kind>/<language>")
@needs(Permission.TEMPLATE_EDIT)
def letter(kind: str, language: str) -> ResponseReturnValue:
    of, tongue = named_in(kind, language)
    text = queries.template(of, tongue, now())
    form = LetterForm(None, data={"subject": text.subject, "body": text.body})
    return page("portal/rulebook/letter.html", form=form, **_around(of, tongue))


@blueprint.post("/letters/<kind>/<language>")
@needs(Permission.TEMPLATE_EDIT)
@commits
def save(kind: str, language: str) -> Response:
    of, tongue = named_in(kind, language)
    form = LetterForm()
    if form.validate():
        try:
            save_template(of, tongue, form.subject.data or "", form.body.data or "", by=viewer(), now=now())
        except BadTemplate as fault:
            named = ", ".join(f"{{{{ {name} }}}}" for name in fault.names)
            sentence = sentence_for_fault(fault.why)
            field = form[fault.field]
            field.errors = [*field.errors, f"{sentence} {named}".strip()]
        except Invalid as fault:
            form.blame(fault)
        else:
            flash(_("Saved. Messages use this text from now on."), "good")
            here = url_for("rulebook.letter", kind=kind, language=language)
            return Response(status=303, headers={"Location": here})
    return rejected("portal/rulebook/letter.html", form, **_around(of, tongue))


def named_in(kind: str, language: str) -> tuple[MessageKind, Language]:
    """The occasion and language that an address names; 404 for others."""
    try:
        return MessageKind(kind), Language(language)
    except ValueError:
        abort(404)


def _around(kind: MessageKind, language: Language) -> dict[str, Any]:
    return {
        "kind": kind,
        "tongue": language,
        "versions": queries.template_versions(kind, language),
        "in_use": queries.template(kind, language, now()),
        "fields": [(name, field_words(name), name in NEEDED[kind]) for name in sorted(FIELDS[kind])],
    }
