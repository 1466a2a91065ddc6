"""The installation's mail room: how we are known, and the signed address to which answers about a case go."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from flask import current_app

from models.cases.queries import tracked
from models.ids import Signer
from models.mailbox.actions import Office
from models.mailbox.rules.classify import Ours
from models.mailbox.rules.tags import reply_address
from web.config import Config
from web.downloads import file_store


def office() -> Office:
    """What mail that comes in is handled with."""
    config: Config = current_app.config["HUIYIN"]
    addresses = {parseaddr(config.mail_from)[1].lower(), config.mailbox_address}
    ours = Ours(frozenset(addresses - {""}), urlsplit(config.public_url).hostname or "localhost")
    return Office(ours, _signer(), file_store())


def answers_go_to(about: str) -> str:
    """The address for the Reply-To of a letter about a row; empty where no mailbox is read, and for staff,
    whose answers belong into the portal.

    For a case it is signed, so that an answer finds its case whatever a mail program does to it
    (V-04), unless the mail server takes no such addresses.
    """
    config: Config = current_app.config["HUIYIN"]
    area, _colon, number = about.partition(":")
    if config.mailbox_url is None or area == "staff":
        return ""
    case = tracked(number) if area == "case" and config.mailbox_plus else None
    if case is None:
        return config.mailbox_address
    return reply_address(config.mailbox_address, case.number, case.track_subject, _signer())


def _signer() -> Signer:
    signer: Signer = current_app.extensions["signer"]
    return signer
