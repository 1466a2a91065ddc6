"""One case of the demo company while its story is told: the row, its clocks, and what every step needs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from demo import story as tale
from demo.loading.asking import Asking
from demo.loading.clocks import Clocks
from demo.loading.company import Known
from demo.loading.grave import end_grave_duties, file_report, promise_report
from demo.loading.rows import Row, Rows
from models.cases.actions.close import WITHOUT_CAUSE
from models.cases.tables import Contact
from models.cases.words import OUTLIVES, Closing, ContactMeans, Direction, DueKind, Ending, State, Verdict
from models.events.tables import Party
from models.rulebook.document import Promise, Rules
from models.rulebook.words import Audience

Teller = Callable[["Chronicle", Any], None]


class Chronicle:
    """Follows one story. `case` is the row of the case, changed step by step."""

    def __init__(self, rows: Rows, known: Known, rules: Rules, case: Row) -> None:
        self.rows, self.known, self.rules, self.case = rows, known, rules, case
        self.clocks = Clocks(rules)
        self.asking = Asking(rows, known, rules, case, self.write)
        self.result: Row | None = None
        self.milestones: list[Row] = []
        self.subject = f"case:{case['number']}"
        self.hands: list[tuple[datetime, int | None, int | None]] = [(case["received_at"], None, None)]
        """Since when the case was in whose hands: owner and lead department."""

    def follow(
        self,
        steps: tuple[tale.Step, ...],
        tellers: Mapping[type[tale.Step], Teller],
        *,
        until: datetime,
    ) -> None:
        """Takes every step by its teller, then writes down the due times and the reminders they caused."""
        for step in steps:
            tellers[type(step)](self, step)
            self.case["version"] += 1
            self.hands.append((step.at, self.case["owner_id"], self.case["lead_department_id"]))
        file_report(self, until)
        is_open = self.case["state"] is not State.CLOSED
        self.case["due_at"], self.case["due_kind"] = self.clocks.nearest() if is_open else (None, None)
        for sent in self.clocks.settle(self.rows, self.case, until):
            rung = sent["rung"]
            notice = (
                "case_late" if rung.overdue else "case_due" if rung.used_percent == 100 else "case_due_soon"
            )
            self.event(
                "case.reminded",
                sent["at"],
                Party.SYSTEM,
                due=sent["due"],
                rung=rung.code,
                notice=notice,
                told=self._told(rung.audiences, sent["due"], sent["at"]),
            )
        if steps:
            self.case["changed_at"] = steps[-1].at

    def _told(self, audiences: Sequence[Audience], due: DueKind, at: datetime) -> list[Audience]:
        """Who hears of a reminder: the head where nobody owns the case, else customer service."""
        _since, owner, department = max((each for each in self.hands if each[0] <= at), key=itemgetter(0))
        head = Audience.HEAD if department else Audience.CUSTOMER_SERVICE
        if due in (DueKind.DECISION, DueKind.ACKNOWLEDGEMENT):
            return [Audience.LEADING_GROUP]
        told = {
            Audience.OWNER: head if due is DueKind.REVIEW or not owner else Audience.OWNER,
        }
        parts = {told.get(each, each) for each in audiences}
        return [part for part in Audience if part in parts]

    def by(self, step: tale.Step) -> int | Party:
        if step.by == tale.CUSTOMER:
            return Party.CUSTOMER
        return Party.SYSTEM if step.by == tale.SYSTEM else self.known.staff[step.by]

    def write(
        self,
        at: datetime,
        *,
        by: int | Party,
        text: str,
        means: ContactMeans,
        direction: Direction = Direction.OUT,
        template: str = "",
        seconds: int | None = None,
    ) -> int:
        """Adds a contact; returns its id."""
        return int(
            self.rows.add(
                Contact,
                at=at,
                case_id=self.case["id"],
                direction=direction,
                means=means,
                by_id=None if isinstance(by, Party) else by,
                text=text,
                template=template,
                seconds=seconds,
            )["id"]
        )

    def letter(self, kind: str, at: datetime, by: int | Party, text: str = "") -> int | None:
        if not self.case["contact_email"]:
            return None
        return self.write(at, by=by, text=text, means=ContactMeans.EMAIL, template=kind)

    def letter_or_page(self, kind: str, at: datetime, by: int | Party, text: str) -> int:
        found = self.letter(kind, at, by, text)
        return found or self.write(at, by=by, text=text, means=ContactMeans.WEB, template=kind)

    def event(self, kind: str, at: datetime, by: int | Party, *, reason: str = "", **facts: Any) -> None:
        self.rows.event(kind, self.subject, at=at, by=by, reason=reason, **facts)

    def contact(
        self,
        at: datetime,
        by: int | Party,
        means: ContactMeans,
        direction: Direction,
        text: str,
        seconds: int | None,
    ) -> None:
        contact = self.write(at, by=by, text=text, means=means, direction=direction, seconds=seconds)
        if direction is Direction.OUT:
            self.spoken_to(at)
        self.event("case.contacted", at, by, contact=contact, direction=direction, means=means)

    def spoken_to(self, at: datetime) -> None:
        """The customer heard from us: the next word is due anew, where one was promised."""
        self.clocks.meet(DueKind.FIRST_RESPONSE, at=at)
        if self.clocks.runs(DueKind.PROGRESS):
            self.clocks.meet(DueKind.PROGRESS, at=at)
            self.promise_progress(at)
        if self.case["state"] is State.WAITING:
            self.clocks.pause(at)

    def promise_progress(self, at: datetime) -> None:
        promise = self.rules.progress(self.case["grade"], at, urgent=self.case["urgent"])
        if promise is None:
            self.clocks.end(DueKind.PROGRESS, ending=Ending.DROPPED, at=at)
        else:
            self.clocks.start(DueKind.PROGRESS, promise, round=self.case["round"], since=at)

    def go_on(self, at: datetime, by: int | Party) -> None:
        self.clocks.run_on(at, "waiting_for_customer")
        self.case.update(state=State.HANDLING, ask_again_at=None, waits_until=None)
        self.event("case.resumed", at, by)

    def heard(self, at: datetime, text: str) -> int:
        return self.write(at, by=Party.CUSTOMER, text=text, means=ContactMeans.WEB, direction=Direction.IN)

    def start_result(self, at: datetime, *, by_channel: bool = False) -> None:
        promise = self.rules.promise(self.rules.grade(self.case["grade"]).result, at)
        self.start(DueKind.RESULT, promise, at, by_channel=by_channel)

    def start(self, kind: DueKind, promise: Promise, at: datetime, *, by_channel: bool) -> None:
        """Starts a clock, that of the channel where it counts and is over sooner."""
        since = at
        if by_channel:
            promise, since = self.rules.by_channel(
                promise,
                at,
                channel=self.case["channel"],
                received_at=self.case["received_at"],
                simple=kind is DueKind.RESULT,
            )
        self.clocks.start(kind, promise, round=self.case["round"], since=since)

    def end(self, closing: Closing, at: datetime, by: int | Party, reason: str) -> None:
        self.case.update(
            state=State.CLOSED,
            closed_at=at,
            closing=closing,
            closing_reason=reason,
            ask_again_at=None,
            waits_until=None,
        )
        if self.result is not None and self.result["verdict"] is Verdict.SUBMITTED:
            self.result["verdict"] = Verdict.DROPPED
        self.clocks.end(ending=Ending.DROPPED, at=at, but=OUTLIVES)
        if closing in WITHOUT_CAUSE:
            end_grave_duties(self, at, by)
        else:
            promise_report(self, at)
        self.event("case.closed", at, by, reason=reason, closing=closing, round=self.case["round"])
