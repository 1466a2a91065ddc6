"""The list of messages, by what became of them, and whether the mailbox can be asked at all."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from models.cases.words import Kind
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
    """What a person should look at; by tab everything else, newest first; on cases, by the case's kind."""
    asked = request.args.get("tab", "")
    tab = Tab(asked) if asked in set(Tab) else Tab.CHECK
    kind = _kind() if tab is Tab.CASES else None
    shown = window((), default="")
    rows, total = queries.listing(tab, kind, page=shown.page, size=shown.size)
    counts = queries.counts()
    tabs = [
        {
            "label": word(each),
            "url": address(tab=each.value, kind=None, page=None),
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
        kinds=_kinds(kind, counts[tab]) if tab is Tab.CASES else [],
        tab=tab,
        address=address,
        tones=TONES,
        command=COMMAND,
        configured=imap is not None,
        account=queries.account(imap.name) if imap is not None else None,
        stopped=held is None or held.until < now(),
    )


def _kind() -> Kind | None:
    asked = request.args.get("kind", "")
    return Kind(asked) if asked in set(Kind) else None


def _kinds(kind: Kind | None, total: int) -> list[dict[str, Any]]:
    """Mail on cases, filed by what the customer came for."""
    counts = queries.counts_by_kind()
    every = {"label": word(Tab.ALL), "url": address(kind=None, page=None), "current": kind is None}
    return [
        every | {"count": total},
        *(
            {
                "label": word(each),
                "url": address(kind=each.value, page=None),
                "current": kind is each,
                "count": counts.get(each, 0),
            }
            for each in Kind
        ),
    ]
