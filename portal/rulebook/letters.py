"""The texts to customers by mail and SMS: list, one text with its versions, a new version (H-05, R-02)."""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.people.tables import Language
from models.permissions import Permission
from models.rulebook import queries
from models.rulebook.actions import save_sms, save_template
from models.rulebook.rules import (
    BODY_MOST,
    FIELDS,
    NEEDED,
    SMS_FIELDS,
    SMS_KINDS,
    SMS_MOST,
    SMS_NEEDED,
    SUBJECT_MOST,
    BadTemplate,
    typical_parts,
    typical_sms,
)
from models.rulebook.tables import MessageTemplate
from models.rulebook.words import Means, MessageKind
from portal.rulebook.blueprint import blueprint
from portal.rulebook.words import field_words
from web.access import needs, viewer
from web.commit import commits
from web.errors import sentence_for_fault
from web.forms import Form, Line, Paragraph
from web.fragments import page, rejected
from web.language import _, lazy

BY_SMS = ".sms"
"""Behind the name of an occasion, in addresses: its SMS (R-02)."""


class LetterForm(Form):
    """A text as it is written, with its fields in double braces."""

    subject = Line(lazy("Subject"), most=SUBJECT_MOST, required=True)
    body = Paragraph(lazy("Text"), most=BODY_MOST, required=True)


class SmsForm(Form):
    """The text of an SMS: as a letter's, without a subject."""

    body = Paragraph(lazy("Text"), most=SMS_MOST, required=True)


@blueprint.get("/letters")
@needs(Permission.TEMPLATE_EDIT)
def letters() -> ResponseReturnValue:
    at = now()
    letters_in_use = [
        (kind, {language: queries.template(kind, language, at) for language in Language})
        for kind in MessageKind
    ]
    sms_in_use = [
        (kind, {language: queries.template(kind, language, at, means=Means.SMS) for language in Language})
        for kind in MessageKind
        if kind in SMS_KINDS
    ]
    return page(
        "portal/rulebook/letters.html",
        rows=letters_in_use,
        sms_rows=sms_in_use,
        occasion=occasion,
        languages=Language,
    )


@blueprint.get("/letters/<kind>/<language>")
@needs(Permission.TEMPLATE_EDIT)
def letter(kind: str, language: str) -> ResponseReturnValue:
    of = named_in(kind, language)
    text = queries.template(of.kind, of.language, now(), means=of.means)
    form = of.form(None, data={"subject": text.subject, "body": text.body})
    return page("portal/rulebook/letter.html", form=form, **_around(of))


@blueprint.post("/letters/<kind>/<language>")
@needs(Permission.TEMPLATE_EDIT)
@commits
def save(kind: str, language: str) -> Response:
    of = named_in(kind, language)
    form = of.form()
    if form.validate():
        try:
            _save(of, form)
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
    return rejected("portal/rulebook/letter.html", form, **_around(of))


@dataclass(frozen=True)
class Text:
    """Which text an address names: an occasion by mail or by SMS, in a language."""

    kind: MessageKind
    means: Means
    language: Language

    @property
    def form(self) -> type[LetterForm] | type[SmsForm]:
        """What it is edited in."""
        return SmsForm if self.means is Means.SMS else LetterForm


def named_in(kind: str, language: str) -> Text:
    """The text that an address names; 404 for others."""
    means = Means.SMS if kind.endswith(BY_SMS) else Means.EMAIL
    try:
        found = Text(MessageKind(kind.removesuffix(BY_SMS)), means, Language(language))
    except ValueError:
        abort(404)
    if means is Means.SMS and found.kind not in SMS_KINDS:
        abort(404)
    return found


def occasion(text: Text | MessageTemplate) -> str:
    """An occasion and its means as addresses name them."""
    return text.kind.value + (BY_SMS if text.means is Means.SMS else "")


def _save(of: Text, form: LetterForm | SmsForm) -> None:
    body = form.body.data or ""
    if isinstance(form, SmsForm):
        save_sms(of.kind, of.language, body, by=viewer(), now=now())
    else:
        save_template(of.kind, of.language, form.subject.data or "", body, by=viewer(), now=now())


def _around(of: Text) -> dict[str, Any]:
    by_sms = of.means is Means.SMS
    fields, needed = (SMS_FIELDS, SMS_NEEDED) if by_sms else (FIELDS, NEEDED)
    in_use = queries.template(of.kind, of.language, now(), means=of.means)
    return {
        "kind": of.kind,
        "means": of.means,
        "name": occasion(of),
        "tongue": of.language,
        "versions": queries.template_versions(of.kind, of.language, means=of.means),
        "in_use": in_use,
        "example": typical_sms(of.language, in_use.body) if by_sms else "",
        "example_parts": typical_parts(of.language, in_use.body) if by_sms else 0,
        "fields": [(name, field_words(name), name in needed[of.kind]) for name in sorted(fields[of.kind])],
    }
