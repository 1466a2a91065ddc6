"""One's own account: the page, language, theme, notices by mail."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for

from models.clock import now
from models.errors import NotAllowed
from models.outbox.actions import choose_mail
from models.outbox.queries import topics_by_mail
from models.outbox.tables import Topic
from models.people import actions, queries
from models.people.rules.second_factor import ADVISED
from models.people.tables import Language, Theme
from portal.account.forms import LanguageForm, MailForm, PasswordForm, ThemeForm
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _, speaking
from web.visit import HOME, Visit, current_visit, safe_next

blueprint = Blueprint("account", __name__, url_prefix="/portal/account")


@blueprint.get("")
@anyone
def index() -> Response:
    """All of one's settings on one page."""
    return page("portal/account/index.html", **account_context())


@blueprint.post("/language")
@anyone
@commits
def language() -> Response:
    """Reads and writes to this person are in this language from now on (X-04)."""
    form = LanguageForm()
    if not form.validate():
        return rejected("portal/account/index.html", form, **account_context(language_form=form))
    chosen = Language(form.language.data)
    actions.set_language(viewer(), chosen)
    with speaking(chosen):
        flash(_("The portal is in English now."), "good")
    fallback = url_for("account.index") if request.referrer else HOME
    return respond(redirect=safe_next(form.next.data, fallback))


@blueprint.post("/theme")
@anyone
@commits
def theme() -> Response:
    """Light, dark, or as the device says; a switch made on the page before no longer counts."""
    form = ThemeForm()
    if not form.validate():
        return rejected("portal/account/index.html", form, **account_context(theme_form=form))
    actions.set_theme(viewer(), Theme(form.theme.data))
    flash(_("Saved."), "good")
    answer = respond(redirect=url_for("account.index"))
    answer.delete_cookie("theme")
    return answer


@blueprint.post("/mail")
@anyone
@commits
def mail() -> Response:
    """Which notices come by mail from now on (X-07); alerts and what is overdue come in any case."""
    form = MailForm()
    if not form.validate():
        return rejected("portal/account/index.html", form, **account_context(mail_form=form))
    choose_mail(viewer(), {Topic(each) for each in form.topics.data or ()})
    flash(_("Saved."), "good")
    return respond(redirect=url_for("account.index"))


def visit() -> Visit:
    """The running login. Raises NotAllowed where there is none."""
    running = current_visit()
    if running is None:
        raise NotAllowed("login")
    return running


def account_context(**forms: Any) -> dict[str, Any]:
    """What the page and its regions show; `forms` replace those that were not accepted."""
    staff = viewer()
    return {
        "language_form": LanguageForm(formdata=None, language=staff.language.value),
        "theme_form": ThemeForm(formdata=None, theme=staff.theme.value),
        "mail_form": MailForm(formdata=None, topics=[topic.value for topic in topics_by_mail(staff)]),
        "password_form": PasswordForm(formdata=None),
        "advised": bool(staff.roles & ADVISED),
        "logins": queries.running_sessions_of(staff, now=now()),
        "this_login": visit().row,
        **forms,
    }
