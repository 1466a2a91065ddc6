"""Sentences on the revisits of a case: asked, called, answered, or not (R-02 to R-05)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask_babel.speaklater import LazyString

from models.cases.tables import Contact
from models.cases.words import ContactMeans
from models.revisits.queries.story import Chapter
from models.revisits.rules import OVERALL, Reading, verdict
from models.revisits.words import CallOutcome, Silence, Solved
from portal.cases.story.line import CUSTOMER, Line, Scene, line, simple
from web.language import _, lazy
from web.language.filters import named, when
from web.questions import Said, said
from web.words import word

CALLS = {
    CallOutcome.REACHED: lazy("made the revisit call and reached the customer"),
    CallOutcome.NO_ANSWER: lazy("made a revisit call; nobody answered"),
    CallOutcome.BUSY: lazy("made a revisit call; the line was busy"),
    CallOutcome.CALL_LATER: lazy("made a revisit call; the customer asked to be called later"),
    CallOutcome.REFUSED: lazy("made a revisit call; the customer does not want to answer"),
    CallOutcome.DO_NOT_CONTACT: lazy("made a revisit call; the customer does not want to be contacted again"),
    CallOutcome.WRONG_NUMBER: lazy("made a revisit call; the number is wrong"),
}
SILENCES = {
    Silence.CONTACT_LIMIT: lazy("the customer was contacted often enough"),
    Silence.DO_NOT_CONTACT: lazy("the customer does not want to be contacted"),
    Silence.NO_ANSWER: lazy("the customer did not answer"),
    Silence.NO_MEANS: lazy("there is neither a telephone number nor an address"),
    Silence.NOT_CALLED: lazy("nobody called in time"),
    Silence.NOT_REACHED: lazy("the customer could not be reached"),
    Silence.REFUSED: lazy("the customer does not want to answer"),
    Silence.UNDELIVERED: lazy("the link could not be delivered"),
    Silence.WRONG_NUMBER: lazy("the number is wrong"),
}
TO_CALL = {
    "no_email": lazy("put the revisit on the phone list: there is no mail address"),
    "undelivered": lazy("put the revisit on the phone list: the link could not be delivered"),
}
POSTPONED = {
    "contact_limit": lazy("put the revisit off: the customer was contacted often enough"),
    "message_limit": lazy("put the revisit off: the customer got as many messages today as are allowed"),
}


def _answered(scene: Scene) -> Line:
    """The points in the sentence; with the answer that counts, all that was answered besides (S-02).

    An answer that was changed later says what it was and that it was changed; the whole stands with
    the last one.
    """
    solved = Solved(scene.facts["solved"]) if scene.facts["solved"] else None
    reading = Reading(scene.facts["score"], solved)
    point = next(each for each in scene.rules.revisit.scale if each.value == reading.score)
    chapter = scene.chapters.get(scene.facts["revisit"])
    counts = chapter is not None and chapter.revisit.answered_at == scene.entry.event.at
    return line(
        scene,
        "warning" if verdict(reading, scene.rules).reopens else "customer",
        _("answered the revisit: %(answer)s", answer=named(point)),
        part=CUSTOMER,
        who=_("Customer"),
        detail="" if counts else _changed(solved),
        said=_besides(chapter) if counts and chapter is not None else [],
        meta="" if scene.entry.staff is None else _("noted by %(name)s", name=named(scene.entry.staff)),
    )


def _changed(solved: Solved | None) -> str:
    """What an earlier answer said about the problem, and that it counts no more."""
    later = _("The customer changed this answer later.")
    return _("%(solved)s. %(later)s", solved=word(solved), later=later) if solved else later


def _besides(chapter: Chapter) -> list[Said]:
    """Everything but the points, which the sentence tells, and what was passed over."""
    assert chapter.revisit.invitation is not None  # what was answered was asked
    every = said(chapter.revisit.invitation.version.content, chapter.answers)
    return [each for each in every if each.parts and each.code != OVERALL]


def _called(scene: Scene) -> Line:
    return line(scene, "contact", str(CALLS[CallOutcome(scene.facts["outcome"])]), part=CUSTOMER)


ASKED = {
    ContactMeans.EMAIL: lazy("sent the revisit survey to the customer"),
    ContactMeans.SMS: lazy("sent the revisit survey to the customer by text message"),
}
REMINDED = {
    ContactMeans.EMAIL: lazy("reminded the customer of the revisit survey"),
    ContactMeans.SMS: lazy("reminded the customer of the revisit survey by text message"),
}


def _by_link(sentences: Mapping[ContactMeans, LazyString]) -> Callable[[Scene], Line]:
    """A teller of a link that went out, by which means."""

    def tell(scene: Scene) -> Line:
        contact = scene.entry.rows.get("contact")
        means = contact.means if isinstance(contact, Contact) else ContactMeans.EMAIL
        return line(scene, "contact", str(sentences[means]), part=CUSTOMER)

    return tell


def _to_call(scene: Scene) -> Line:
    usual = lazy("put the revisit on the phone list: no answer to the link")
    return line(scene, "event", str(TO_CALL.get(scene.entry.event.reason, usual)))


def _expired(scene: Scene) -> Line:
    why = str(SILENCES[Silence(scene.facts["silence"])])
    return line(scene, "event", _("ended the revisit without an answer: %(why)s", why=why))


def _postponed(scene: Scene) -> Line:
    """Why, and until when it waits."""
    usual = lazy("put the revisit off to the hours in which customers are contacted")
    what = str(POSTPONED.get(scene.entry.event.reason, usual))
    until = datetime.fromisoformat(scene.facts["until"])
    return line(scene, "event", what, detail=_("Until %(moment)s.", moment=when(until)))


def _asking_resumed(scene: Scene) -> Line:
    if scene.by_customer:
        return line(
            scene, "event", _("may be contacted for revisits again, as the customer said by the link")
        )
    what = _("lifted the customer’s wish not to be contacted for revisits")
    return line(scene, "event", what, detail=scene.entry.event.reason, written=True)


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "revisit.planned": simple("event", lambda: _("planned the revisit")),
    "revisit.postponed": _postponed,
    "revisit.sent": _by_link(ASKED),
    "revisit.sent_again": simple(
        "contact",
        lambda: _("sent the revisit survey by text message: the letter could not be delivered"),
        part=CUSTOMER,
    ),
    "revisit.reminded": _by_link(REMINDED),
    "revisit.to_call": _to_call,
    "revisit.number_shown": simple(
        "event", lambda: _("looked at the customer’s number for the revisit call"), secret=True
    ),
    "revisit.called": _called,
    "revisit.answered": _answered,
    "revisit.expired": _expired,
    "revisit.asking_resumed": _asking_resumed,
    "revisit.cancelled": simple("event", lambda: _("called the revisit off: the case went on")),
}
