"""Result, review, answer, and how a case ends or comes back."""

from demo import story as tale
from demo.loading.chronicle import Chronicle
from demo.loading.grave import promise_report
from models.cases.actions.reopen import STAYS
from models.cases.tables import Confirmation, Result
from models.cases.words import Closing, ContactMeans, DueKind, Ending, Kind, State, Verdict
from models.events.tables import Party

ENDINGS = {
    tale.Ending.SATISFIED: Closing.SATISFIED,
    tale.Ending.NEUTRAL: Closing.NEUTRAL,
    tale.Ending.CONFIRMED: Closing.CONFIRMED,
    tale.Ending.NO_ANSWER: Closing.NO_ANSWER,
    tale.Ending.THANKED: Closing.ON_THE_SPOT,
    tale.Ending.MALICIOUS: Closing.MALICIOUS,
    tale.Ending.LEADING_GROUP: Closing.LEADING_GROUP,
}
BY_HAND = (Closing.ON_THE_SPOT, Closing.MALICIOUS, Closing.LEADING_GROUP)


def resulted(on: Chronicle, step: tale.Resulted) -> None:
    by, case = on.by(step), on.case
    for milestone in on.milestones:  # whoever hands in a result has ticked off the way to it
        milestone["done_at"] = step.at
        on.event("case.milestone_done", step.at, by, milestone=milestone["id"])
    on.milestones = []
    on.result = on.rows.add(
        Result,
        at=step.at,
        case_id=case["id"],
        round=case["round"],
        by_id=by,
        cause=step.cause,
        done=step.done,
        reply=step.reply,
        verdict=Verdict.SUBMITTED,
        reviewer_id=None,
        reviewed_at=None,
        review_reason="",
        told_at=None,
    )
    case["state"] = State.REVIEW
    review = on.rules.promise(on.rules.grade(case["grade"]).review, step.at)
    on.clocks.start(DueKind.REVIEW, review, round=case["round"], since=step.at)
    on.event("case.result_submitted", step.at, by, result=on.result["id"], round=case["round"])


def reviewed(on: Chronicle, step: tale.Reviewed) -> None:
    assert on.result is not None
    by, case = on.by(step), on.case
    on.result.update(
        verdict=Verdict.APPROVED if step.approved else Verdict.REJECTED,
        reviewer_id=by,
        reviewed_at=step.at,
        review_reason="" if step.approved else step.remark,
    )
    on.clocks.meet(DueKind.REVIEW, at=step.at)
    kind = "case.result_approved" if step.approved else "case.result_rejected"
    on.event(kind, step.at, by, result=on.result["id"], round=case["round"])
    case["state"] = State.APPROVED if step.approved else State.HANDLING
    if step.approved and not case["contact_email"]:  # a letter leaves at once
        tell = on.rules.promise(on.rules.grade(case["grade"]).tell, step.at)
        on.clocks.start(DueKind.TELL, tell, round=case["round"], since=step.at)


def told(on: Chronicle, step: tale.Told) -> None:
    assert on.result is not None
    by, case = on.by(step), on.case
    reply = on.result["reply"]
    if step.means is ContactMeans.EMAIL and case["contact_email"]:
        contact = on.write(step.at, by=by, text=reply, means=ContactMeans.EMAIL, template="reply")
        means = ContactMeans.EMAIL
    else:
        means = ContactMeans.PHONE if step.means is ContactMeans.EMAIL else step.means
        on.write(step.at, by=by, text=reply, means=ContactMeans.WEB, template="reply")
        contact = on.write(step.at, by=by, text=step.text, means=means)
    on.result["told_at"] = case["answered_at"] = step.at
    case["state"] = State.ANSWERED
    on.clocks.meet(
        DueKind.FIRST_RESPONSE, DueKind.PLAN, DueKind.RESULT, DueKind.TELL, DueKind.PROGRESS, at=step.at
    )
    promise_report(on, step.at)
    on.event(
        "case.answered",
        step.at,
        by,
        result=on.result["id"],
        contact=contact,
        means=means,
        round=case["round"],
    )


def confirmed(on: Chronicle, step: tale.Confirmed) -> None:
    on.asking.why = "not_confirmed"
    row = on.rows.add(
        Confirmation,
        at=step.at,
        case_id=on.case["id"],
        round=on.case["round"],
        satisfied=step.satisfied,
        comment=step.comment,
    )
    on.event(
        "case.confirmed",
        step.at,
        Party.CUSTOMER,
        confirmation=row["id"],
        satisfied=step.satisfied,
        round=on.case["round"],
    )


def reopened(on: Chronicle, step: tale.Reopened) -> None:
    case = on.case
    on.asking.cancel(step.at)
    before = case["priority"]
    case.update(
        round=case["round"] + 1,
        priority=max(1, before - on.rules.revisit.priority_rise),
        answered_at=None,
        closed_at=None,
        closing=None,
        closing_reason="",
        state=State.HANDLING,
    )
    on.clocks.end(ending=Ending.DROPPED, at=step.at, but=STAYS)
    callback = on.rules.promise(on.rules.revisit.callback, step.at)
    on.clocks.start(DueKind.FIRST_RESPONSE, callback, round=case["round"], since=step.at)
    on.start_result(step.at)
    on.promise_progress(step.at)
    on.event(
        "case.reopened",
        step.at,
        Party.CUSTOMER,
        why=on.asking.why,
        round=case["round"],
        priority=[before, case["priority"]],
    )
    if case["round"] > on.rules.revisit.most_rounds:
        decision = on.rules.promise(on.rules.revisit.decision, step.at)
        on.clocks.start(DueKind.DECISION, decision, round=case["round"], since=step.at)
    on.letter("reopened", step.at, Party.CUSTOMER)


def withdrawn(on: Chronicle, step: tale.Withdrawn) -> None:
    contact = on.heard(step.at, step.text)
    on.event("case.withdrawn", step.at, Party.CUSTOMER, contact=contact)
    on.letter("withdrawn", step.at, Party.CUSTOMER)
    on.end(Closing.WITHDRAWN, step.at, Party.CUSTOMER, "")


def closed(on: Chronicle, step: tale.Closed) -> None:
    closing, by = ENDINGS[step.ending], on.by(step)
    if closing is Closing.NO_ANSWER:
        on.asking.expire(step.at)
    if closing is Closing.ON_THE_SPOT and on.case["kind"] is Kind.COMPLAINT:
        closing = Closing.CONFIRMED
    if closing in BY_HAND:
        on.letter_or_page("closed", step.at, by, step.reason)
    if closing is Closing.LEADING_GROUP:
        on.clocks.meet(DueKind.DECISION, at=step.at)
    if closing is Closing.ON_THE_SPOT:
        on.clocks.meet(DueKind.FIRST_RESPONSE, DueKind.RESULT, at=step.at)
        on.case["answered_at"] = step.at
    on.end(closing, step.at, by, step.reason if closing in BY_HAND else "")


def answered_on_the_spot(on: Chronicle, step: tale.AnsweredOnTheSpot) -> None:
    by = on.by(step)
    on.letter_or_page("closed", step.at, by, step.answer)
    on.clocks.meet(DueKind.FIRST_RESPONSE, DueKind.RESULT, at=step.at)
    on.case["answered_at"] = step.at
    on.end(Closing.ON_THE_SPOT, step.at, by, step.answer)


# Revisits, kept apart: demo/loading/asking.py
