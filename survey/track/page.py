"""The tracking page in all its forms: as it stands, after a step, with a step that was refused."""

from collections.abc import Sequence
from typing import Any

from flask import Response, url_for

from models.cases.queries.tracking import Tracking, tracking
from models.cases.rules.offers import Offer
from models.cases.tables import Case
from models.clock import now
from models.files.rules import accepted
from models.files.tables import StoredFile
from models.rulebook.document import Rules
from models.rulebook.queries import rules_at, rules_of
from survey.fields import uncut
from survey.hours import hotline_hours
from survey.keys import proof_of
from survey.track import telling
from survey.track.forms import (
    ConfirmationForm,
    FindForm,
    ObjectionForm,
    PressingForm,
    StepForm,
    WithdrawalForm,
    WordsForm,
)
from survey.track.visit import remembered
from web.carried import carry
from web.fragments import page
from web.language import _
from web.language.filters import in_megabytes

FORMS: dict[Offer, type[StepForm]] = {
    Offer.CONFIRMATION: ConfirmationForm,
    Offer.OBJECTION: ObjectionForm,
    Offer.PRESSING: PressingForm,
    Offer.WITHDRAWAL: WithdrawalForm,
    Offer.WORDS: WordsForm,
}


def case_page(
    case: Case,
    *,
    refused: tuple[Offer, StepForm] | None = None,
    files: Sequence[StoredFile] = (),
    done: str = "",
    too_late: str | None = None,
    status: int = 200,
) -> Response:
    """The page of a case. `refused` is a step whose form comes back with its errors, with the `files` kept;
    `done` names the step that was just taken; `too_late` holds the words of one that no longer fitted.

    One whose retention period is over says so, and nothing else (X-03)."""
    if case.expired_at is not None:
        return page("survey/track/expired.html", status=status, case=case)
    rules = rules_of(case.rulebook_id)
    seen = tracking(case, now=now())
    offered: dict[str, StepForm] = {}
    for offer in seen.offers:
        given = refused is not None and refused[0] is offer
        offered[offer] = refused[1] if given and refused else _fresh(offer, case, rules)
    if seen.question and Offer.WORDS in offered:
        offered[Offer.WORDS]["text"].label.text = _("Your answer")
    return page(
        "survey/track/case.html",
        status=status,
        tracking=seen,
        forms=offered,
        refused=refused[0] if refused else None,
        carried=[(carry(file, case.track_subject), file) for file in files],
        done=done,
        too_late=too_late,
        limits=rules.public_form,
        uploads=rules.uploads,
        accept=accepted(rules.uploads.types),
        file_limit=in_megabytes(rules.uploads.file_bytes),
        in_megabytes=in_megabytes,
        telling=telling,
        onward=_onward(seen),
        attached=lambda files: [_attachment(file, case) for file in files],
        service_hours=hotline_hours(rules),
    )


def find_page(form: FindForm | None = None, *, status: int = 200, **context: Any) -> Response:
    """The form for number and key, empty or with what was typed."""
    form = form or FindForm(formdata=None)
    uncut(form)
    return page(
        "survey/track/index.html",
        status=status,
        form=form,
        service_hours=hotline_hours(rules_at(now())),
        **context,
    )


def held_key(case: Case) -> str | None:
    """What links of the page carry: nothing where a cookie holds the key, else the key itself."""
    return None if remembered(case) else proof_of(case)


def address_of(case: Case, *, done: str) -> str:
    """The page of a case after a step, as this browser may open it again."""
    return url_for("track.show", number=case.number, key=held_key(case), done=done)


def _attachment(file: StoredFile, case: Case) -> dict[str, str]:
    return {
        "name": file.name,
        "url": url_for("track.file", number=case.number, file_id=file.id, key=held_key(case)),
        "size": in_megabytes(file.size),
    }


def _fresh(offer: Offer, case: Case, rules: Rules) -> StepForm:
    return FORMS[offer](rules, formdata=None, key=proof_of(case))


def _onward(seen: Tracking) -> str:
    """The page of the case that carries a merged one on, with its key, for whoever may have it."""
    into = seen.goes_on
    if into is None or not into.open_to_you:
        return ""
    return url_for("track.show", number=into.case.number, key=proof_of(into.case))
