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
    """Six digits from the authenticator."""

    code = Line(lazy("Six-digit code"), most=12, required=True)
    next = HiddenField()
