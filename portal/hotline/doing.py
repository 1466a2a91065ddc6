"""Carrying out an act of a reader's on a report: one action each (W-05 … W-10)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from models.accountability.words import MatterKind
from models.errors import Invalid
from models.hotline.actions import candidate, readers, rewards, steps, work
from models.hotline.actions.check import check_reports
from models.hotline.actions.identity import agree_identity, ask_identity, refuse_identity
from models.hotline.actions.texts import add_file, add_message, add_note
from models.hotline.queries.offers import Desk
from models.hotline.words import Conclusion, Side
from models.people.queries import staff_numbered
from portal.hotline.acts import day_of
from web.downloads import file_store
from web.hotline import vault
from web.reporting.files import UNKNOWN_TYPE, sealed_spool

Doing = Callable[[Desk, Any, datetime], None]


def _seen(form: Any) -> int:
    version: int = form.version.version
    return version


def _text(form: Any) -> str:
    return form.text.data or ""


def _reason(form: Any) -> str:
    return form.reason.data or ""


def _acknowledge(desk: Desk, form: Any, now: datetime) -> None:
    steps.acknowledge(desk.access, _text(form), seen=_seen(form), now=now)


def _involve(desk: Desk, form: Any, now: datetime) -> None:
    """Confirms whom it is about; readers in conflict with them are taken off in the same breath."""
    staff = form.staff()
    if staff is None:
        raise Invalid("people", "unknown")
    steps.confirm_involved(
        desk.access,
        [person.id for person in staff],
        [int(each) for each in form.units.data or []],
        form.others.data or "",
        seen=_seen(form),
        now=now,
    )
    check_reports(desk.holder, now=now)


def _assess(desk: Desk, form: Any, now: datetime) -> None:
    steps.assess(
        desk.access,
        _text(form),
        seriousness=form.seriousness.data,
        danger=form.danger.data,
        proof=form.proof.data,
        seen=_seen(form),
        now=now,
    )


def _investigate(desk: Desk, form: Any, now: datetime) -> None:
    steps.investigate(desk.access, _text(form), seen=_seen(form), now=now)


def _conclude(desk: Desk, form: Any, now: datetime) -> None:
    steps.conclude(desk.access, Conclusion(form.conclusion.data), _text(form), seen=_seen(form), now=now)


def _tell(desk: Desk, form: Any, now: datetime) -> None:
    steps.tell(desk.access, _text(form), seen=_seen(form), now=now)


def _close(desk: Desk, form: Any, now: datetime) -> None:
    steps.close(desk.access, seen=_seen(form), now=now)


def _extend(desk: Desk, form: Any, now: datetime) -> None:
    steps.extend(desk.access, _reason(form), seen=_seen(form), now=now)


def _message(desk: Desk, form: Any, now: datetime) -> None:
    add_message(desk.access, _text(form), now=now)


def _read(desk: Desk, form: Any, now: datetime) -> None:
    work.note_read(desk.access, seen=_seen(form), now=now)


def _note(desk: Desk, form: Any, now: datetime) -> None:
    add_note(desk.access, _text(form), now=now)


def _task(desk: Desk, form: Any, now: datetime) -> None:
    work.add_task(desk.access, _text(form), due=form.due.data, now=now)


def _task_done(desk: Desk, form: Any, now: datetime) -> None:
    work.finish_task(desk.access, int(form.task.data), _text(form), now=now)


def _interview(desk: Desk, form: Any, now: datetime) -> None:
    work.add_interview(desk.access, _text(form), who=form.who.data or "", on=day_of(form.day.data), now=now)


def _evidence(desk: Desk, form: Any, now: datetime) -> None:
    """A file that the reader brings is evidence: it is sealed as it is, not cleaned (W-05)."""
    file_id = int(form.file.data) if form.file.data else None
    if form.files.data:
        brought = sealed_spool(form.files.data)
        brought.seek(0)
        sealed = add_file(
            desk.access,
            brought,  # type: ignore[arg-type]  # is read, and nothing else
            form.files.data.filename or "",
            UNKNOWN_TYPE,
            store=file_store(),
            now=now,
            side=Side.WORK,
            was_cleaned=False,
        )
        file_id = sealed.id
    work.add_evidence(desk.access, _text(form), file_id=file_id, now=now)


def _measure(desk: Desk, form: Any, now: datetime) -> None:
    work.add_measure(desk.access, _text(form), now=now)


def _summary(desk: Desk, form: Any, now: datetime) -> None:
    person = staff_numbered((form.person.data or "").strip().upper())
    if person is None:
        raise Invalid("person", "unknown")
    candidate.write_summary(
        desk.access, person, MatterKind(form.kind.data), day_of(form.month.data), _text(form), now=now
    )


def _check_summary(desk: Desk, form: Any, now: datetime) -> None:
    assert desk.summary is not None, "offered only where one waits"
    passes = form.verdict.data == "passes"
    place, remark = desk.summary.position, form.remark.data or ""
    candidate.check_summary(desk.access, place, passes=passes, remark=remark, now=now)


def _reward(desk: Desk, form: Any, now: datetime) -> None:
    rewards.propose_reward(desk.access, form.amount.data or 0, now=now)


def _grant_reward(desk: Desk, _form: Any, now: datetime) -> None:
    rewards.grant_reward(desk.access, vault=vault(), now=now)


def _refuse_reward(desk: Desk, form: Any, now: datetime) -> None:
    rewards.refuse_reward(desk.access, _reason(form), now=now)


def _ask_identity(desk: Desk, form: Any, now: datetime) -> None:
    ask_identity(desk.access, desk.holder, _reason(form), now=now)


def _agree_identity(desk: Desk, _form: Any, now: datetime) -> None:
    agree_identity(desk.access, desk.holder, now=now)


def _refuse_identity(desk: Desk, form: Any, now: datetime) -> None:
    refuse_identity(desk.access, desk.holder, _reason(form), now=now)


def _reader(desk: Desk, form: Any, now: datetime) -> None:
    readers.add_reader(desk.access, int(form.keeper.data), _reason(form), now=now)


def _hand_over(desk: Desk, form: Any, now: datetime) -> None:
    readers.hand_over(desk.access, desk.holder, int(form.keeper.data), _reason(form), now=now)


def _recuse(desk: Desk, form: Any, now: datetime) -> None:
    readers.recuse(desk.access, desk.holder, _reason(form), now=now)


DOING: dict[str, Doing] = {
    "acknowledgement": _acknowledge,
    "assessment": _assess,
    "closing": _close,
    "conclusion": _conclude,
    "evidence": _evidence,
    "extension": _extend,
    "handover": _hand_over,
    "identity-agreement": _agree_identity,
    "identity-refusal": _refuse_identity,
    "identity-request": _ask_identity,
    "interview": _interview,
    "investigation": _investigate,
    "involved": _involve,
    "measure": _measure,
    "message": _message,
    "note": _note,
    "outcome": _tell,
    "reader": _reader,
    "reading": _read,
    "recusal": _recuse,
    "reward": _reward,
    "reward-grant": _grant_reward,
    "reward-refusal": _refuse_reward,
    "summary": _summary,
    "summary-check": _check_summary,
    "task": _task,
    "task-done": _task_done,
}
"""One action for each act of `portal/hotline/acts.py`; whoever leaves by it finds the desk afterwards."""
LEAVES = frozenset({"handover", "recusal"})
