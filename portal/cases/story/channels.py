"""Sentences on what one channel alone brings: posts, moves, alerts, thanks, stores, chats (V-05 to V-07)."""

from collections.abc import Callable, Mapping

from models.cases.channel_words import PostBy
from models.cases.tables import Contact, FurtherPost, OpinionAlert
from models.cases.words import ContactMeans
from portal.cases.story.line import CUSTOMER, Line, Scene, line, told_of
from web.language import _
from web.language.filters import named, number
from web.words import word


def _posted(scene: Scene) -> Line:
    post: FurtherPost = scene.entry.rows["post"]  # type: ignore[assignment]
    said = {
        PostBy.CUSTOMER: _("noted a further public post of the customer"),
        PostBy.OTHERS: _("noted a public post of somebody else"),
        PostBy.US: _("answered in public"),
    }
    return line(
        scene,
        "contact",
        said[post.post_by],
        part=CUSTOMER,
        quote=_contact(scene).text,
        detail=" · ".join(filter(None, (post.author, post.link))),
        written=True,
        meta=_("%(n)s people see it", n=number(post.reach)) if post.reach else "",
    )


def _moved(scene: Scene) -> Line:
    means = word(ContactMeans(scene.facts["means"]))
    what = _("moved the talk by direct message, to go on by: %(means)s", means=means)
    return line(scene, "contact", what, part=CUSTOMER, quote=_contact(scene).text)


def _thanked(scene: Scene) -> Line:
    means = word(ContactMeans(scene.facts["means"]))
    what = _("thanked the customer (%(means)s)", means=means)
    return line(scene, "contact", what, part=CUSTOMER, quote=_contact(scene).text)


def _alerted(scene: Scene) -> Line:
    alert = _alert(scene)
    if alert.by_id is None:
        what = _("raised a public-opinion alert: %(n)s people see it", n=number(int(alert.reason)))
        reason = ""
    else:
        what, reason = _("raised a public-opinion alert"), alert.reason
    meta = _("told: %(who)s", who=told_of(scene))
    return line(scene, "warning", what, quote=reason, meta=meta, secret=True)


def _calmed(scene: Scene) -> Line:
    return line(scene, "event", _("ended the public-opinion alert"), quote=_alert(scene).outcome, secret=True)


def _urgent(scene: Scene) -> Line:
    department = scene.facts.get("department")
    if department is None:
        return line(scene, "warning", _("called it urgent and alerted customer service"))
    name = named(scene.entry.departments[department])
    return line(scene, "warning", _("called it urgent and alerted %(name)s", name=name))


def _confirmed(scene: Scene) -> Line:
    satisfied = scene.facts["satisfied"]
    what = (
        _("asked in the store: the customer is satisfied")
        if satisfied
        else _("asked in the store: the customer is not satisfied")
    )
    kind = "customer" if satisfied else "warning"
    return line(scene, kind, what, part=CUSTOMER, quote=scene.entry.row.comment)


def _kept(scene: Scene) -> Line:
    what = _("kept the chat with the case: %(n)s messages", n=scene.facts["lines"])
    return line(scene, "contact", what, part=CUSTOMER)


def _asked(scene: Scene) -> Line:
    return line(scene, "contact", _("asked the customer to rate the chat"), part=CUSTOMER)


def _contact(scene: Scene) -> Contact:
    found = scene.entry.rows["contact"]
    assert isinstance(found, Contact)
    return found


def _alert(scene: Scene) -> OpinionAlert:
    found = scene.entry.rows["alert"]
    assert isinstance(found, OpinionAlert)
    return found


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.posted": _posted,
    "case.moved": _moved,
    "case.thanked": _thanked,
    "case.opinion_alerted": _alerted,
    "case.opinion_calmed": _calmed,
    "case.store_urgent": _urgent,
    "case.confirmed_in_store": _confirmed,
    "case.chat_kept": _kept,
    "case.chat_asked": _asked,
}
