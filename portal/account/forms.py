"""The forms of one's own account."""

from wtforms import HiddenField, PasswordField, RadioField

from models.people.tables import Language, Theme
from web.forms import Form, Line, Required
from web.language import lazy
from web.words import choices


class LanguageForm(Form):
    """The language of the portal, and of letters to this person."""

    language = RadioField(lazy("Language"), choices=lambda: choices(Language))
    next = HiddenField()


class ThemeForm(Form):
    """Light or dark."""

    theme = RadioField(lazy("Light or dark"), choices=lambda: choices(Theme))


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
