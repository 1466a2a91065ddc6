"""The forms of reports: what it is about, what people write, decisions."""

from collections.abc import Mapping
from typing import Any

from flask_babel.speaklater import LazyString
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from models.reports.queries import Offers
from models.reports.tables import ReportCorrection, SatisfactionReport
from models.reports.words import CorrectionPart, Passage
from web.forms import Form, Paragraph, Required, VersionForm
from web.language import _, current_language, lazy
from web.language.filters import named

MOST = 4000
LANGUAGES = ("zh", "en")
PASSAGES: Mapping[Passage, tuple[LazyString, LazyString]] = {
    Passage.INTRODUCTION: (lazy("Introduction, in Chinese"), lazy("Introduction, in English")),
    Passage.ACTION: (lazy("What we do about it, in Chinese"), lazy("What we do about it, in English")),
    Passage.PROMISES: (lazy("What we promise, in Chinese"), lazy("What we promise, in English")),
    **{
        passage: (lazy("Comment in Chinese"), lazy("Comment in English"))
        for passage in (
            Passage.DIMENSIONS,
            Passage.GROUPS,
            Passage.COURSE,
            Passage.RESPONSE,
            Passage.OPEN,
        )
    },
}
PARTS: Mapping[CorrectionPart, tuple[LazyString, LazyString]] = {
    CorrectionPart.WRONG: (lazy("What was wrong, in Chinese"), lazy("What was wrong, in English")),
    CorrectionPart.RIGHT: (lazy("What is right, in Chinese"), lazy("What is right, in English")),
}


class ReasonForm(VersionForm):
    """A reason in words."""

    reason = Paragraph(lazy("Reason"), Required(), most=500, required=True)


class NewForm(Form):
    """What a new report is about."""

    period = SelectField(lazy("Period or campaign"), [InputRequired()])


def new_form(offers: Offers) -> NewForm:
    """With every quarter, month and campaign that is over and has no report yet."""
    form = NewForm()
    language = current_language()
    choices: dict[str, list[tuple[str, str]]] = {}
    for label, periods in (
        (_("Revisits of a quarter"), offers.quarters),
        (_("Revisits of a month"), offers.months),
    ):
        if periods:
            choices[label] = [(each.key, f"{each.key} · {each.name.said(language)}") for each in periods]
    if offers.campaigns:
        choices[_("Survey campaigns")] = [
            (each.number, f"{each.number} · {named(each)}") for each in offers.campaigns
        ]
    form.period.choices = choices
    return form


def _fields(labels: Mapping[Any, tuple[LazyString, LazyString]]) -> dict[str, Any]:
    return {
        f"{part}_{language}": Paragraph(label, most=MOST)
        for part, both in labels.items()
        for language, label in zip(LANGUAGES, both, strict=True)
    }


TextsFields: Any = type("TextsFields", (VersionForm,), _fields(PASSAGES))
CorrectionFields: Any = type(
    "CorrectionFields",
    (VersionForm,),
    _fields(PARTS)
    | {"recounted": BooleanField(lazy("Show all figures counted anew beside those that were published"))},
)


def texts_form(report: SatisfactionReport, *, fresh: bool) -> Any:
    """What is written in a report: as it is stored when `fresh`, else as it was sent."""
    data = {
        f"{part}_{language}": report.written(part, language) for part in PASSAGES for language in LANGUAGES
    }
    data["version"] = str(report.version)
    return TextsFields(None, data=data) if fresh else TextsFields(data=data)


def correction_form(correction: ReportCorrection, *, fresh: bool) -> Any:
    """What is written in a correction: as it is stored when `fresh`, else as it was sent."""
    data: dict[str, Any] = {
        f"{part}_{language}": correction.written(part, language) for part in PARTS for language in LANGUAGES
    }
    data |= {"version": str(correction.version), "recounted": correction.figures is not None}
    return CorrectionFields(None, data=data) if fresh else CorrectionFields(data=data)


def written(form: Any, parts: Mapping[Any, Any]) -> dict[Any, dict[str, str]]:
    """What a form holds, by part and language."""
    return {
        part: {language: form[f"{part}_{language}"].data or "" for language in LANGUAGES} for part in parts
    }
