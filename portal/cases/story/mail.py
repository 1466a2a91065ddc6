"""Sentences on what machines said: automatic answers, what could not be delivered (V-04, R-03)."""

from collections.abc import Callable, Mapping

from models.rulebook.words import MessageKind
from portal.cases.story.line import CUSTOMER, Line, Scene, line
from web.language import _
from web.words import word


def _auto_replied(scene: Scene) -> Line:
    mail = scene.mail(scene.facts["mail"])
    what = _("An automatic answer came from the customer’s mailbox")
    return line(scene, "system", what, part=CUSTOMER, quote=mail.words if mail else "", mail=mail)


def _bounced(scene: Scene) -> Line:
    letter = word(MessageKind(scene.facts["letter"]))
    what = _("The letter “%(letter)s” could not be delivered", letter=letter)
    return line(scene, "warning", what, part=CUSTOMER, mail=scene.mail(scene.facts["mail"]))


def _sms_failed(scene: Scene) -> Line:
    letter = word(MessageKind(scene.facts["letter"]))
    what = _("The text message “%(letter)s” could not be delivered", letter=letter)
    return line(scene, "warning", what, part=CUSTOMER)


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.auto_replied": _auto_replied,
    "case.mail_bounced": _bounced,
    "case.sms_failed": _sms_failed,
}
