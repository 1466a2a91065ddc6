"""The forms of the login."""

from wtforms import HiddenField, PasswordField

from web.forms import Form, Line, Required
from web.language import lazy


class LoginForm(Form):
    """Login and password. The password is taken as typed, spaces included."""

    login = Line(lazy("Login"), most=60, required=True)
    password = PasswordField(lazy("Password"), [Required()])
    next = HiddenField()


class CodeForm(Form):
    """Six digits from the authenticator, or the twelve of a recovery code."""

    code = Line(lazy("Code from your app"), most=24, required=True)
    next = HiddenField()
