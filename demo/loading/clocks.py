"""The due times of one case, kept as `models/cases/actions/due_times.py` keeps them, but in memory."""

from datetime import datetime
from typing import Any

from demo.loading.rows import Row, Rows
from models.cases.rules.promises import promise_of
from models.cases.rules.terms import Clock, Terms, due_under
from models.cases.tables import DueTime, Pause
from models.cases.words import AMONG_US, OF_OTHERS, DueKind, Ending
from models.rulebook.document import Promise, Rules

Span = tuple[datetime, datetime]


class Clocks:
    """Starts, stops and ends due times; `settle` turns them into rows with their reminders."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.dues: list[Row] = []

    def start(self, kind: DueKind, promise: Promise, *, round: int, since: datetime) -> None:  # noqa: A002
        self.end(kind, ending=Ending.DROPPED, at=since)
        self.dues.append(
            {
                "kind": kind,
                "round": round,
                "calendar": promise.calendar,
                "minutes": max(promise.minutes, 1),
                "started_at": since,
                "due_at": promise.due_at,
                "ended_at": None,
                "ending": None,
                "paused_since": None,
                "pauses": [],
            }
        )

    def hasten(self, kind: DueKind, promise: Promise, *, round: int, since: datetime) -> None:  # noqa: A002
        if any(promise.due_at < due["due_at"] for due in self._open(kind)):
            self.start(kind, promise, round=round, since=since)

    def runs(self, kind: DueKind) -> bool:
        return bool(self._open(kind))

    def running(self, kind: DueKind) -> Row | None:
        """The due time of this kind that has not ended."""
        return next(iter(self._open(kind)), None)

    def meet(self, *kinds: DueKind, at: datetime) -> None:
        self.end(*kinds, ending=Ending.MET, at=at)

    def end(
        self, *kinds: DueKind, ending: Ending, at: datetime, but: frozenset[DueKind] = frozenset()
    ) -> None:
        for due in self._open(*kinds):
            if due["kind"] in but:
                continue
            self._run_on(due, at, "")
            due["ended_at"], due["ending"] = at, ending

    def pause(self, at: datetime) -> None:
        for due in self._open():
            if due["paused_since"] is None and due["kind"] not in AMONG_US:
                due["paused_since"] = at

    def run_on(self, at: datetime, reason: str) -> None:
        for due in self._open():
            self._run_on(due, at, reason)

    def reckon(self, before: Terms, after: Terms, at: datetime) -> list[list[str]]:
        """Plan and result under another decision, each from when it began; those that moved, from and to."""
        moved = []
        for due in self._open(DueKind.PLAN, DueKind.RESULT):
            spans: list[Any] = [(since, until) for since, until, _ in due["pauses"]]
            own = Clock(
                due["kind"], due["round"], due["calendar"], due["minutes"], 0, due["started_at"], None
            )
            then = due_under(self.rules, before, own, spans, at)
            anew = due_under(self.rules, after, own, spans, at)
            if then is None or anew is None or then.minutes != due["minutes"]:
                continue
            old = due["due_at"]
            due["calendar"], due["minutes"], due["due_at"] = anew
            if due["due_at"] != old:
                moved.append([due["kind"], old.isoformat(), due["due_at"].isoformat()])
        return moved

    def nearest(self) -> tuple[datetime | None, DueKind | None]:
        """What the case's own columns say: the nearest due time that runs."""
        ours = (due for due in self._open() if due["kind"] not in OF_OTHERS)
        going = [due for due in ours if due["paused_since"] is None]
        first = min(going, key=lambda due: due["due_at"], default=None)
        return (first["due_at"], first["kind"]) if first else (None, None)

    def settle(self, rows: Rows, case: Row, until: datetime) -> list[dict[str, Any]]:
        """Adds the rows; returns the reminders that were sent by `until`: due kind, rung, moment."""
        sent: list[dict[str, Any]] = []
        for due in self.dues:
            pauses = due.pop("pauses")
            reminders, notices, next_at = self._ladder(due, pauses, case["grade"], until)
            sent += reminders
            row = rows.add(
                DueTime,
                at=due["started_at"],
                case_id=case["id"],
                next_notice_at=next_at,
                notices=notices,
                **due,
            )
            for since, ended, reason in pauses:
                rows.add(Pause, at=ended, due_time_id=row["id"], since=since, until=ended, reason=reason)
        return sent

    def _ladder(
        self, due: Row, pauses: list[tuple[datetime, datetime, str]], grade: int | None, until: datetime
    ) -> tuple[list[dict[str, Any]], int, datetime | None]:
        over = due["ended_at"] or due["paused_since"] or until
        spans: list[Any] = [(since, ended) for since, ended, _ in pauses]
        promise = promise_of(DueTime(calendar=due["calendar"], minutes=due["minutes"], due_at=due["due_at"]))
        sent: list[dict[str, Any]] = []
        for rung in self.rules.ladder(grade):
            moment = self.rules.reminder_at(rung, promise, due["started_at"], spans, until)
            if moment > over:
                waiting = due["ended_at"] is None and due["paused_since"] is None
                return sent, len(sent), moment if waiting else None
            sent.append({"due": due["kind"], "rung": rung, "at": moment})
        return sent, len(sent), None

    def _open(self, *kinds: DueKind) -> list[Row]:
        return [due for due in self.dues if due["ended_at"] is None and (not kinds or due["kind"] in kinds)]

    def _run_on(self, due: Row, at: datetime, reason: str) -> None:
        since = due["paused_since"]
        if since is None:
            return
        due["pauses"].append((since, max(at, since), reason))
        due["paused_since"] = None
        spans = [(start, end) for start, end, _ in due["pauses"]]
        calendar = self.rules.calendar(due["calendar"])
        due["due_at"] = calendar.due_after_pauses(due["started_at"], due["minutes"], spans, at)
