"""What each error means to a reader, in three short sentences."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import current_app
from flask_babel.speaklater import LazyString
from sqlalchemy.exc import SQLAlchemyError

from models import errors as domain
from models.clock import now
from models.db import db
from models.rulebook.queries import rules_at
from web.errors.reasons import sentence_for_fault, sentence_for_refusal
from web.language import _, lazy
from web.language.filters import in_megabytes
from web.security import largest_request

NOTHING_CHANGED = lazy("Nothing was changed.")
TYPED_STAYS = lazy("Nothing was saved. What you typed is still in your browser: go back to see it.")


@dataclass(frozen=True)
class Explanation:
    """An error as it is told: a title, what happened, what was kept, and what to do now."""

    status: int
    title: LazyString
    happened: LazyString | str
    kept: LazyString | str
    todo: LazyString | str


BY_STATUS = {
    page.status: page
    for page in (
        Explanation(
            400,
            lazy("We could not read that request"),
            lazy("Something in it was damaged on the way."),
            NOTHING_CHANGED,
            lazy("Go back and try again."),
        ),
        Explanation(
            403,
            lazy("This is not open to you"),
            lazy("Your roles do not allow this."),
            NOTHING_CHANGED,
            lazy("If you need it for your work, ask your head of department or an administrator."),
        ),
        Explanation(
            404,
            lazy("There is nothing here"),
            lazy("The address may be mistyped, or what was here is gone or not for you to see."),
            NOTHING_CHANGED,
            lazy("Check the address, or start again from the first page."),
        ),
        Explanation(
            405,
            lazy("This cannot be done here"),
            lazy("The page was asked for in a way that it does not know."),
            NOTHING_CHANGED,
            lazy("Go back and use the buttons on the page."),
        ),
        Explanation(
            409,
            lazy("Somebody was quicker"),
            lazy("This was changed by somebody else at the same moment."),
            TYPED_STAYS,
            lazy("Load the page again, look at what changed, and repeat your step if it still fits."),
        ),
        Explanation(
            410,
            lazy("This link has expired"),
            lazy("The time in which it could be used has passed."),
            NOTHING_CHANGED,
            lazy("If you still want to tell us something, give us your feedback in a new form."),
        ),
        Explanation(
            413,
            lazy("That was too large"),
            lazy("All files and texts of one form together were more than can be taken."),
            TYPED_STAYS,
            lazy("Go back and send fewer or smaller files."),
        ),
        Explanation(
            415,
            lazy("We cannot use this kind of file"),
            lazy("The content is of a kind that is not accepted here."),
            TYPED_STAYS,
            lazy("Go back and choose another file."),
        ),
        Explanation(
            422,
            lazy("Something does not fit yet"),
            lazy("A value in the form is not possible."),
            TYPED_STAYS,
            lazy("Go back and correct it."),
        ),
        Explanation(
            429,
            lazy("That was a little fast"),
            lazy("Too many requests came from your network in a short time."),
            TYPED_STAYS,
            lazy("Wait a minute and try again."),
        ),
        Explanation(
            500,
            lazy("Something broke on our side"),
            lazy("It is our fault, not yours, and it has been noted."),
            TYPED_STAYS,
            lazy("Try again in a moment. If it happens again, tell us the number below."),
        ),
        Explanation(
            503,
            lazy("We are busy for a moment"),
            lazy("Too much is being written at once, or the system is just starting."),
            TYPED_STAYS,
            lazy("Try again in a few seconds."),
        ),
    )
}

FORM_EXPIRED = Explanation(
    400,
    lazy("This form has expired"),
    lazy("It was open for longer than your login, or it did not come from one of our pages."),
    TYPED_STAYS,
    lazy("Load the page again and send the form once more."),
)
NOTHING_READ = Explanation(
    400,
    lazy("This step does not say what you saw"),
    lazy("It came without the version of what was on your screen, so nobody can tell whether it still fits."),
    NOTHING_CHANGED,
    lazy("Load the page again, look at what is there now, and repeat your step."),
)
BUSY = Explanation(
    503,
    lazy("We are busy, please try again in a minute"),
    lazy(
        "Codes and passphrases are checked slowly, one after another, to keep them safe; many came at once."
    ),
    TYPED_STAYS,
    lazy("Wait a minute and send it again."),
)
DAMAGED_LINK = Explanation(
    404,
    lazy("This link does not work"),
    lazy("It is not complete, or it is not one of ours."),
    NOTHING_CHANGED,
    lazy("Copy the whole link from our message, or type it again."),
)

OPENS_NOTHING = Explanation(
    422,
    lazy("That opens nothing"),
    lazy("The code or passphrase is not the right one, or what it opened is gone."),
    NOTHING_CHANGED,
    lazy("Go back and type it again, letter by letter."),
)
DAMAGED_SEAL = Explanation(
    500,
    lazy("Something sealed does not open"),
    lazy("It was changed or moved since it was sealed, so it is not shown."),
    NOTHING_CHANGED,
    lazy("Tell whoever looks after this installation, without saying what it was about."),
)


def of_status(status: int) -> Explanation:
    """The explanation of an HTTP status; of 400 or 500 for one that has none of its own."""
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return replace(BY_STATUS[status], happened=_what_fits())
    return BY_STATUS.get(status) or BY_STATUS[400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500]


def of_domain(error: domain.DomainError) -> Explanation:
    """The explanation of what the domain refused."""
    match error:
        case domain.NotAllowed():
            usual = of_status(403)
            return Explanation(403, usual.title, sentence_for_refusal(error.why), usual.kept, usual.todo)
        case domain.Invalid():
            usual = of_status(422)
            return Explanation(422, usual.title, sentence_for_fault(error.why), usual.kept, usual.todo)
        case domain.WrongState() | domain.Stale():
            return of_status(409)
        case domain.Expired():
            return of_status(410)
        case domain.BadToken():
            return DAMAGED_LINK
        case domain.WrongSecret():
            return OPENS_NOTHING
        case domain.Damaged():
            return DAMAGED_SEAL
        case domain.Busy():
            return BUSY
        case domain.SetupError():
            return of_status(503)
        case _:
            return of_status(400)


def _what_fits() -> str:
    """How large a form may be, and one file, by the rulebook as far as it can be read."""
    try:
        uploads = rules_at(now()).uploads
    except (domain.SetupError, SQLAlchemyError):
        db.session.rollback()
        whole = in_megabytes(current_app.config["MAX_CONTENT_LENGTH"])
        return _("All files and texts of one form together may have %(whole)s.", whole=whole)
    return _(
        "All files and texts of one form together may have %(whole)s, one file %(file)s.",
        whole=in_megabytes(largest_request(uploads)),
        file=in_megabytes(uploads.file_bytes),
    )
