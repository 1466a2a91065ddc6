"""The list of messages, by what became of them, and whether the mailbox can be asked at all."""

from flask import request
from flask.typing import ResponseReturnValue

from models.clock import now
from models.jobs.queries import lease
from models.mailbox import queries
from models.mailbox.queries import Tab
from models.mailbox.words import Fate
from models.permissions import Permission
from portal.mailbox.blueprint import blueprint
from web.access import needs
from web.context import installation
from web.fragments import page
from web.lists import address, window
from web.words import word

COMMAND = "flask mailbox add"
TONES = {
    Fate.WAITING: "info",
    Fate.CASE: "good",
    Fate.WORDS: "good",
    Fate.AUTO_REPLY: "neutral",
    Fate.BOUNCE: "warn",
    Fate.RECEIPT: "neutral",
    Fate.IGNORED: "neutral",
    Fate.FAILED: "bad",
}


@blueprint.get("")
@needs(Permission.CASE_TRIAGE)
def index() -> ResponseReturnValue:
    """What a person should look at; by tab everything else, newest first."""
    asked = request.args.get("tab", "")
    tab = Tab(asked) if asked in set(Tab) else Tab.CHECK
    shown = window((), default="")
    rows, total = queries.listing(tab, page=shown.page, size=shown.size)
    counts = queries.counts()
    tabs = [
        {
            "label": word(each),
            "url": address(tab=each.value, page=None),
            "current": tab is each,
            "count": counts[each],
        }
        for each in Tab
    ]
    imap, held = installation().mailbox_url, lease("clock")
    return page(
        "portal/mailbox/index.html",
        rows=rows,
        total=total,
        shown=shown,
        tabs=tabs,
        tab=tab,
        address=address,
        tones=TONES,
        command=COMMAND,
        configured=imap is not None,
        account=queries.account(imap.name) if imap is not None else None,
        stopped=held is None or held.until < now(),
    )
