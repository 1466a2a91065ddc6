"""The forms of one's own account."""

from wtforms import HiddenField, PasswordField, RadioField

from models.outbox.rules import CHOSEN
from models.outbox.tables import Topic
from models.people.tables import Language, Theme
from web.forms import Form, Line, Required, ticks
from web.language import lazy
from web.words import choices


class LanguageForm(Form):
    """The language of the portal, and of letters to this person."""

    language = RadioField(lazy("Language"), choices=lambda: choices(Language))
    next = HiddenField()


class ThemeForm(Form):
    """Light or dark."""

    theme = RadioField(lazy("Light or dark"), choices=lambda: choices(Theme))


TOPICS = {
    Topic.DUE_SOON: lazy("A due time comes near"),
    Topic.TASK: lazy("Something is given to me or my department"),
    Topic.DECISION: lazy("Something waits for my decision or review"),
    Topic.CUSTOMER: lazy("A customer adds something, presses, or is not satisfied"),
    Topic.NEW: lazy("A new case waits to be triaged"),
    Topic.NEWS: lazy("Other news of my cases"),
}
"""What each topic is, said to whoever chooses."""


class MailForm(Form):
    """Which notices come by mail besides the bell; what is not listed always does."""

    topics = ticks(
        lazy("By mail, in working hours"),
        choices=lambda: [(topic.value, str(TOPICS[topic])) for topic in CHOSEN],
    )


class PasswordForm(Form):
    """The password of now, and the one to be."""

    current = PasswordField(lazy("Current password"), [Required()])
    chosen = PasswordField(
        lazy("New password"),
        [Required()],
        description=lazy("At least 10 characters; several words in a row are good."),
    )
    again = PasswordField(lazy("New password once more"), [Required()])


class CodeForm(Form):
    """The first code from an authenticator, which proves that it is set up."""

    code = Line(lazy("Six-digit code"), most=12, required=True)


class PasswordAgainForm(Form):
    """One's password, asked again before the second factor goes, or before new recovery codes are shown."""

    password = PasswordField(lazy("Your password"), [Required()])
