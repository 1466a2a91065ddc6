"""A customer's voice becomes a case (V-02, V-08, H-01)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.cases.actions import due_times
from models.cases.actions.audience import tell_staff, with_role
from models.cases.actions.indexing import index_case
from models.cases.actions.letters import send_letter
from models.cases.actions.numbers import next_numbers
from models.cases.actions.products import check_product
from models.cases.actions.signs import keep_signs
from models.cases.intake import SPOKEN, Intake
from models.cases.queries.like_texts import decided_alike
from models.cases.rules.likeness import told
from models.cases.rules.suggestion import suggest
from models.cases.rules.title import title_of
from models.cases.tables import Case, CaseFile
from models.cases.words import Channel, DueKind
from models.clock import local_day
from models.customers.actions import recognise
from models.db import db
from models.errors import Invalid
from models.events.actions import Actor, record
from models.events.tables import Party
from models.people.roles import Role
from models.rulebook.document import Rules
from models.rulebook.queries import rulebook_at, rules_of


def open_case(intake: Intake, *, by: Actor, now: datetime) -> Case:
    """Registers a voice and acknowledges it. The same `submission` again returns the first case.

    Adds the case with its number, its customer, its files, the suggestion of category and grade from
    its words and from earlier decisions on like ones (T-05), the signs by which its text is found again
    (T-06), and the rulebook of this moment (RB-01); starts the first-response clock (H-01); queues the
    acknowledgement, unless the voice is `quiet`; gives notice to customer service; records case.opened.
    The clock runs from when the voice reached the house; where the talk in which staff heard of it was
    the first response, it is met at once. A call outside the hotline's hours is a voicemail (V-03).
    Raises Invalid("responded", "no_talk") where nobody of ours talked to the customer, and
    Invalid("product", "unknown") for a product that is not offered.
    """
    if intake.responded and (isinstance(by, Party) or intake.channel not in SPOKEN):
        raise Invalid("responded", "no_talk")
    if intake.submission:
        earlier = db.session.scalars(select(Case).where(Case.submission == intake.submission)).first()
        if earlier is not None:
            return earlier
    check_product(intake.product_id)
    received_at = min(intake.received_at or now, now)
    rulebook = rulebook_at(now)
    rules = rules_of(rulebook.id)
    customer = recognise(
        name=intake.name,
        phone=intake.phone,
        email=intake.email,
        account=intake.account or None,
        region=intake.region,
        language=intake.language,
        by=by,
        now=now,
    )
    text = told(intake.title, intake.problem, intake.expected)
    suggestion = suggest(text, rules, decided_alike(text, rules), kind=intake.kind)
    case = Case(
        number=next_numbers(local_day(now))[0],
        submission=intake.submission,
        kind=intake.kind,
        channel=_channel(intake, rules, received_at),
        rulebook_id=rulebook.id,
        customer=customer,
        contact_name=intake.name,
        contact_phone=intake.phone,
        contact_email=intake.email,
        account=intake.account,
        region=intake.region,
        language=intake.language,
        title=intake.title or title_of(intake.problem),
        problem=intake.problem,
        happened_when=intake.happened_when,
        happened_where=intake.happened_where,
        expected=intake.expected,
        expected_on=intake.expected_on,
        product_id=intake.product_id,
        verified_with_customer=intake.verified_with_customer,
        registered_by_id=None if isinstance(by, Party) else by.id,
        received_at=received_at,
        suggestion=suggestion.as_facts(),
        created_at=now,
    )
    db.session.add(case)
    db.session.flush()
    keep_signs(case, now=now)
    index_case(case)
    for file in intake.files:
        db.session.add(CaseFile(case_id=case.id, file_id=file.id, shown=True))
    talked: dict[str, Any] = {"seconds": intake.seconds} if intake.seconds else {}
    record(
        "case.opened",
        case,
        by=by,
        now=now,
        channel=case.channel,
        case_kind=intake.kind,
        rulebook=rulebook.id,
        files=len(intake.files),
        verified=intake.verified_with_customer,
        responded=intake.responded,
        **talked,
    )
    first_response = rules.first_response(case.channel, received_at)
    due_times.start(case, DueKind.FIRST_RESPONSE, first_response, since=received_at)
    if intake.responded:
        due_times.meet(case, DueKind.FIRST_RESPONSE, now=now)
    if not intake.quiet:
        send_letter("acknowledgement", case, by=by, now=now, dedupe=f"acknowledgement:{case.number}")
    tell_staff(with_role(Role.CUSTOMER_SERVICE_AGENT, now=now), "case_new", case, by=by, now=now)
    db.session.flush()
    return case


def _channel(intake: Intake, rules: Rules, received_at: datetime) -> Channel:
    """A call while nobody answers the hotline is a voicemail, unless somebody did answer it (V-03)."""
    if intake.channel is Channel.HOTLINE and not intake.responded and not rules.answers_calls(received_at):
        return Channel.VOICEMAIL
    return intake.channel
