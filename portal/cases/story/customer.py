"""Sentences on what the customer did, and on every word exchanged (H-05, H-08, R-01)."""

from collections.abc import Callable, Mapping

from models.cases.tables import Contact, JointTalk
from models.cases.words import ContactMeans, Direction
from portal.cases.story.line import CUSTOMER, Line, Scene, line, simple, span_of
from web.language import _, lazy
from web.language.filters import named
from web.words import word

LETTERS = {
    "acknowledgement": lazy("confirmed to the customer that the case was received"),
    "progress": lazy("wrote to the customer on the progress"),
    "merged": lazy("wrote to the customer where the case goes on"),
    "reply": lazy("sent the reply to the customer"),
    "reopened": lazy("wrote to the customer that the case is handled again"),
    "closed": lazy("wrote to the customer that the case is closed"),
    "withdrawn": lazy("confirmed to the customer that the case is withdrawn"),
    "revisit_invitation": lazy("sent the revisit survey to the customer"),
    "revisit_reminder": lazy("reminded the customer of the revisit survey"),
}
OTHER_LETTER = lazy("wrote to the customer")
REASONS = {
    "dissatisfied": lazy("is not satisfied at the revisit: the case is handled again (round %(round)s)"),
    "not_solved": lazy("says at the revisit that it is not solved: handled again (round %(round)s)"),
    "objection": lazy("objected: the case is handled again (round %(round)s)"),
    "not_confirmed": lazy("does not accept the result: the case is handled again (round %(round)s)"),
}


def letter(contact: Contact) -> Line:
    """A letter that went out by itself with a step that is told elsewhere."""
    return Line(
        f"letter-{contact.id}",
        0,
        "contact",
        CUSTOMER,
        _("System"),
        str(LETTERS.get(contact.template, OTHER_LETTER)),
        contact.at,
        meta=word(contact.means),
    )


def _opened(scene: Scene) -> Line:
    channel = word(scene.case.channel)
    what = (
        _("submitted the case (%(channel)s)", channel=channel)
        if scene.by_customer
        else _("registered the case (%(channel)s)", channel=channel)
    )
    meta = [
        _("the talk was the first response") if scene.facts.get("responded") else "",
        _("confirmed with the customer") if scene.facts.get("verified") else "",
        span_of(scene.facts.get("seconds")),
    ]
    kind = "customer" if scene.by_customer else "event"
    return line(scene, kind, what, part=CUSTOMER, meta=" · ".join(filter(None, meta)))


def _imported(scene: Scene) -> Line:
    """What an earlier system registered; when it was received stands above the customer's words."""
    origin = scene.case.origin
    where = origin.source if origin is not None else ""
    what = (
        _("imported the case, closed before, from %(source)s", source=where)
        if scene.facts.get("closed")
        else _("imported the case from %(source)s", source=where)
    )
    meta = _("number there: %(number)s", number=origin.number) if origin is not None else ""
    return line(scene, "event", what, part=CUSTOMER, meta=meta)


def _contacted(scene: Scene) -> Line:
    contact: Contact = scene.entry.rows["contact"]  # type: ignore[assignment]
    by_us = contact.direction is Direction.OUT
    if contact.means is ContactMeans.PHONE:
        what = _("called the customer") if by_us else _("took a call from the customer")
    elif contact.means is ContactMeans.VISIT:
        what = _("visited the customer") if by_us else _("met the customer")
    elif by_us:
        what = _("wrote to the customer (%(means)s)", means=word(contact.means))
    else:
        what = _("heard from the customer (%(means)s)", means=word(contact.means))
    return line(scene, "contact", what, part=CUSTOMER, quote=contact.text, meta=span_of(contact.seconds))


def _talked_jointly(scene: Scene) -> Line:
    talk: JointTalk = scene.entry.rows["talk"]  # type: ignore[assignment]
    contact = talk.contact
    people = _(", ").join(
        _("%(name)s of %(department)s", name=named(side), department=named(side.department))
        for side in (talk.department_side, talk.service_side)
    )
    what = _("wrote down a joint talk with the customer (%(means)s)", means=word(contact.means))
    meta = span_of(contact.seconds)
    return line(scene, "contact", what, part=CUSTOMER, detail=people, quote=contact.text, meta=meta)


def _written(scene: Scene) -> Line:
    return line(scene, "contact", str(LETTERS["progress"]), part=CUSTOMER, quote=scene.entry.row.text)


def _paused(scene: Scene) -> Line:
    return line(
        scene,
        "contact",
        _("asked the customer for more; the clock stands still"),
        part=CUSTOMER,
        quote=scene.entry.row.text,
    )


def _asked_again(scene: Scene) -> Line:
    return line(scene, "contact", _("asked the customer once more"), part=CUSTOMER, who=_("System"))


def _resumed(scene: Scene) -> Line:
    if scene.facts.get("why") == "no_words":
        what = _("went on without the customer’s answer: it was waited for long enough; the clock runs again")
        return line(scene, "warning", what, who=_("System"))
    who = _("System") if scene.by_customer else ""
    return line(scene, "event", _("went on with the case; the clock runs again"), who=who)


def _answered(scene: Scene) -> Line:
    contact: Contact = scene.entry.rows["contact"]  # type: ignore[assignment]
    return line(
        scene,
        "contact",
        _("told the customer the result (%(means)s)", means=word(contact.means)),
        part=CUSTOMER,
        quote=contact.text,
        meta=span_of(contact.seconds),
    )


def _confirmed(scene: Scene) -> Line:
    satisfied = scene.facts["satisfied"]
    return line(
        scene,
        "customer" if satisfied else "warning",
        _("confirmed: satisfied with the result") if satisfied else _("is not satisfied with the result"),
        part=CUSTOMER,
        quote=scene.entry.row.comment,
    )


def _reopened(scene: Scene) -> Line:
    before, after = scene.facts["priority"]
    if scene.facts["why"] == "outside":
        n = scene.facts["round"]
        what = _("had the case handled again, as a regulator or mediator has it: round %(n)s", n=n)
        return line(scene, "warning", what)
    reason = REASONS.get(scene.facts["why"], REASONS["not_confirmed"])
    return line(
        scene,
        "warning",
        str(reason) % {"round": scene.facts["round"]},
        part=CUSTOMER,
        who=_("Customer"),
        detail=_("Priority raised from P%(before)s to P%(after)s.", before=before, after=after)
        if before != after
        else "",
        meta="" if scene.entry.staff is None else _("noted by %(name)s", name=named(scene.entry.staff)),
    )


def _added(scene: Scene) -> Line:
    by_mail = scene.entry.row.means is ContactMeans.EMAIL
    what = _("wrote a mail") if by_mail else _("added to the case")
    return line(scene, "customer", what, part=CUSTOMER, quote=scene.entry.row.text)


def _pressed(scene: Scene) -> Line:
    return line(scene, "warning", _("presses for action"), part=CUSTOMER, quote=scene.entry.row.text)


def _withdrawn(scene: Scene) -> Line:
    return line(scene, "customer", _("withdrew the case"), part=CUSTOMER, quote=scene.entry.row.text)


def _objected(scene: Scene) -> Line:
    what = _("objects to being closed as malicious")
    return line(scene, "warning", what, part=CUSTOMER, quote=scene.entry.row.text)


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.opened": _opened,
    "case.imported": _imported,
    "case.contacted": _contacted,
    "case.talked_jointly": _talked_jointly,
    "case.written": _written,
    "case.paused": _paused,
    "case.asked_again": _asked_again,
    "case.resumed": _resumed,
    "case.answered": _answered,
    "case.confirmed": _confirmed,
    "case.reopened": _reopened,
    "case.customer_added": _added,
    "case.code_sent": simple("event", lambda: _("asked for a code to follow the case without its key")),
    "case.code_used": simple("event", lambda: _("opened the page of the case with a code")),
    "case.key_shown": simple("contact", lambda: _("gave number and key to the customer"), part=CUSTOMER),
    "case.pressed": _pressed,
    "case.withdrawn": _withdrawn,
    "case.objected": _objected,
}
