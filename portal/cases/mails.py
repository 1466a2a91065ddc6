"""The mails of a case: what is shown beside their words, and the originals (V-04)."""

from collections.abc import Sequence

from flask import Response, abort

from models.cases.queries import Entry
from models.cases.tables import Case, Contact
from models.cases.words import Channel, ContactMeans, Direction
from models.clock import now
from models.mailbox import actions, queries
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.scope import case_or_404
from web.access import needs, viewer
from web.commit import commits
from web.downloads import original, sends_files
from web.mails import MailShown, mails_of


def mails_in(case: Case, entries: Sequence[Entry]) -> list[MailShown]:
    """The mails of a case; nothing is asked where its story speaks of none."""
    contacts = [entry.row for entry in entries if isinstance(entry.row, Contact)]
    heard = any(each.means is ContactMeans.EMAIL and each.direction is Direction.IN for each in contacts)
    reported = any("mail" in entry.event.facts for entry in entries)
    return mails_of(case) if case.channel is Channel.EMAIL or heard or reported else []


@blueprint.post("/<number>/mails/<int:message_id>/original")
@sends_files
@needs(Permission.PERSONAL_DATA_REVEAL)
@commits
def mail(number: str, message_id: int) -> Response:
    """A mail as it came, for who may see the case; asking for it leaves a trace, as it names the customer."""
    case = case_or_404(number)
    message = queries.find(message_id)
    if message is None or message.case_id != case.id or message.file is None:
        abort(404)
    actions.hand_out(message, by=viewer(), now=now())
    return original(message.file, f"{case.number}-mail-{message.id}.txt")
