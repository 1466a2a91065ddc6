"""What hangs on cases in life and not in the demo company: letters, notices, mails, help, money, chats."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import select, update

from bench.filling.assessed import Assessed
from demo.loading.rows import Rows
from models.cases.channel_words import Platform, PostKind, ResearchMethod, Speaker, StoreMeans
from models.cases.tables import (
    ActionItem,
    Assistance,
    AssistanceAnswer,
    Case,
    CaseFile,
    Chat,
    ChatLine,
    Compensation,
    Concerned,
    Contact,
    Extension,
    Link,
    Meeting,
    OpinionAlert,
    Origin,
    Post,
    StoreVisit,
    Study,
)
from models.cases.words import (
    AssistState,
    Channel,
    CompensationKind,
    CompensationState,
    ContactMeans,
    ExtensionState,
    MeetingKind,
    MeetingState,
    Verdict,
)
from models.db import db
from models.files.tables import StoredFile
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate, Reason
from models.outbox.tables import Delivery, Notice, OutboxMessage
from models.people.tables import Department, Staff
from models.rulebook.words import Approver, Audience

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
EVERY = {
    "file": 10, "origin": 20, "assistance": 6, "extension": 8, "compensation": 10, "link": 50, "alert": 12,
    "auto_reply": 8, "bounce": 25, "doubled": 40, "unread": 6, "consultation": 50,
}  # fmt: skip
"""One case in so many has one."""
TO_CHECK = 12
"""So many mails wait for somebody to look at them, however many there are."""
CHAT = (
    "我家宽带又断了",
    "您好，请提供一下装机地址",
    "翠竹苑三栋",
    "已为您登记，请保持电话畅通",
    "要多久",
    "今天之内",
)
LETTER = "尊敬的客户：您好！您反映的问题我们已经收到并登记，处理人员会尽快与您联系。您可以凭编号查询进度。"


class Extras:
    """Adds them to every case there is; the same each time. The year ends at `until`."""

    def __init__(self, until: datetime) -> None:
        self.rows, self.until = Rows(), until
        self.cases = db.session.scalars(select(Case).order_by(Case.id)).all()
        people = db.session.scalars(select(Staff).order_by(Staff.id)).unique().all()
        self.people = {code: list(ids) for code, ids in _by_department(people)}
        self.departments = {row.code: row.id for row in db.session.scalars(select(Department))}
        self.stores = [self.departments[code] for code in sorted(self.departments) if code.startswith("MD")]

    def add_all(self) -> None:
        """Everything, case by case, and the letters of all."""
        for place, case in enumerate(self.cases, start=1):
            self._of_channel(case, place)
            self._of_everybody(case, place)
            if case.owner_id is not None:
                self._of_work(case, place)
            self._mails(case, place)
        letters = self._letters()
        self._items()
        Assessed(self.rows, self.cases, self.until).add_all()
        self.rows.store()
        db.session.execute(update(Contact), letters)

    def _of_channel(self, case: Case, place: int) -> None:
        at = case.received_at
        if case.channel in (Channel.SOCIAL, Channel.FORUM):
            platform = Platform.FORUM if case.channel is Channel.FORUM else list(Platform)[place % 7]
            self._add(
                Post,
                case,
                at,
                platform=platform,
                kind=PostKind.COMMENT,
                author="网友",
                reach=place * 7 % 5000,
            )
            if place % EVERY["alert"] == 0:
                ended = {"ended_by_id": 1, "ended_at": at + DAY, "outcome": "已平息"}
                raised = {"department_id": self.departments["SC"], "by_id": 1, "reason": "转发较多"}
                self._add(OpinionAlert, case, at, **raised, **ended)
        elif case.channel is Channel.STORE:
            case.store_id = self.stores[place % len(self.stores)]
            self._add(StoreVisit, case, at, means=StoreMeans.SPOKEN, told_on=at.date())
        elif case.channel is Channel.RESEARCH:
            method = ResearchMethod.INTERVIEW
            self._add(
                Study, case, at, name="年度满意度调研", method=method, held_on=at.date(), background="老用户"
            )
        elif case.channel is Channel.CHAT:
            said = "\n".join(CHAT)
            chat = self._add(
                Chat, case, at, transcript=said, started_at=at, ended_at=at, rating=1 + place % 5
            )
            for number, words in enumerate(CHAT, start=1):
                speaker = Speaker.CUSTOMER if number % 2 else Speaker.AGENT
                line = {"position": number, "speaker": speaker, "text": words}
                self._add(ChatLine, None, at, chat_id=chat["id"], **line)

    def _of_everybody(self, case: Case, place: int) -> None:
        if place % EVERY["file"] == 0:
            self._add(
                CaseFile, case, case.received_at, file_id=self._file(case, "路由器.png"), contact_id=None
            )
        if place % EVERY["origin"] == 0:
            self._add(Origin, case, case.received_at, source="旧热线系统", number=f"K{case.id}")
        if place % EVERY["link"] == 0:
            linked = {"other_id": case.id + 1, "by_id": 1, "reason": "同一小区"}
            if place < len(self.cases):
                self._add(Link, case, case.received_at, **linked)
        for staff_id, kind in ((case.owner_id, "case_assigned"), (case.registered_by_id, "case_assigned")):
            if staff_id is not None:
                read_at = None if place % EVERY["unread"] == 0 and case.open else case.received_at + HOUR
                told = {"staff_id": staff_id, "kind": kind, "about": case.audit_name, "facts": {}}
                self._add(Notice, None, case.received_at, **told, read_at=read_at)

    def _of_work(self, case: Case, place: int) -> None:
        at, owner = case.triaged_at or case.received_at, case.owner_id
        others = sorted(set(self.people) - {case.lead_department_id})
        helping = others[place % len(others)]
        part: dict[str, Any] = {"round": case.round, "by_id": owner}
        if place % EVERY["assistance"] == 0:
            state = AssistState.ASKED if case.open else AssistState.ACCEPTED
            ended_at = None if case.open else at + DAY
            asked = {"department_id": helping, "task": "请核对账单", "state": state, "ended_at": ended_at}
            task = self._add(Assistance, case, at, **part, **asked)
            if not case.open:
                review = {"verdict": Verdict.APPROVED, "reviewer_id": owner, "reviewed_at": at + DAY}
                answer = {"assistance_id": task["id"], "by_id": self.people[helping][0], "text": "账单无误"}
                self._add(AssistanceAnswer, None, at + HOUR, **answer, **review)
        if place % EVERY["consultation"] == 0:
            self._consultation(case, at, helping)
        if place % EVERY["extension"] == 0:
            asked = {"days": 1, "reason": "备件明天到", "words": "需要多一天", "approver": Audience.HEAD}
            decided = {
                "state": ExtensionState.REFUSED,
                "decided_by_id": self._another(owner),
                "decided_at": at + DAY,
            }
            decided |= {"decision": "备件今天可到"}
            self._add(Extension, case, at, **part, **asked, **decided, old_due_at=at + DAY, new_due_at=None)
        if place % EVERY["compensation"] == 0:
            money = {"kind": CompensationKind.CREDIT, "amount_fen": 1000 + place, "cause": "service_failure"}
            by = {"reason": "断网多日", "approver": Approver.HEAD, "decided_by_id": self._another(owner)}
            paid = {"paid_by_id": self._cashier(owner), "paid_at": at + 2 * DAY}
            paid |= {"reference": f"P{case.id}", "state": CompensationState.PAID}
            waits = {"paid_by_id": None, "paid_at": None, "reference": "", "state": CompensationState.PAYMENT}
            given = {**part, **money, **by, **(waits if case.open else paid), "decided_at": at + DAY}
            self._add(Compensation, case, at, **given)

    def _mails(self, case: Case, place: int) -> None:
        if case.channel is Channel.EMAIL:
            self._mail(case, Fate.CASE, words=case.problem)
        if case.contact_email is None:
            return
        if place % EVERY["auto_reply"] == 0:
            self._mail(case, Fate.AUTO_REPLY)
        if place % EVERY["doubled"] == 0:
            self._mail(None, Fate.IGNORED, reason=Reason.DUPLICATE, at=case.received_at)
        if place <= TO_CHECK:
            self._mail(None, Fate.IGNORED, reason=Reason.LOOP, at=case.received_at)
        elif place % EVERY["bounce"] == 0:
            checked = {"checked_at": case.received_at, "checked_by_id": 1}
            self._mail(None, Fate.BOUNCE, at=case.received_at, **checked)

    def _mail(self, case: Case | None, fate: Fate, *, at: Any = None, **more: Any) -> None:
        at = at or (case.received_at if case else None)
        count = len(self.rows.of(MailboxMessage)) + 1
        mail = {"digest": f"{count:064d}", "file_id": self._file(case, "mail.eml", at), "arrived_at": at}
        mail |= {"fate": fate, "processed_at": at, "sender": f"u{count}@example.com", "subject": "宽带"}
        given = {"reason": None, "words": "", "checked_at": None, "checked_by_id": None, **more}
        self._add(MailboxMessage, None, at, **mail, **given, case_id=case.id if case else None)

    def _letters(self) -> list[dict[str, int]]:
        """The letter in the outbox that each contact by mail speaks of; which contact, which letter."""
        found = []
        numbers = {case.id: case for case in self.cases}
        by_mail = select(Contact).where(Contact.template != "", Contact.means == ContactMeans.EMAIL)
        for contact in db.session.scalars(by_mail.order_by(Contact.id)):
            case = numbers[contact.case_id]
            sent = {"state": Delivery.SENT, "not_before": contact.at, "sent_at": contact.at, "attempts": 1}
            words = {"subject": f"[{case.number}]", "text": LETTER, "html": ""}
            to = {
                "to_address": case.contact_email or "",
                "language": "zh",
                "about": case.audit_name,
                "facts": {},
            }
            letter = self._add(OutboxMessage, None, contact.at, kind=contact.template, **to, **sent, **words)
            found.append({"id": contact.id, "message_id": letter["id"]})
        return found

    def _items(self) -> None:
        """What is to be done after a meeting: the older ones are done."""
        meetings = db.session.scalars(select(Meeting).order_by(Meeting.id)).all()
        for meeting in islice(meetings, 0, None, 2):
            done = {"done_at": meeting.at + DAY, "done_by_id": meeting.by_id}
            item = {"text": "核对合同", "owner_id": meeting.by_id, "due_at": meeting.at + 3 * DAY}
            about = {"meeting_id": meeting.id, "case_id": meeting.case_id}
            self._add(ActionItem, None, meeting.at, **about, **item, **done)

    def _consultation(self, case: Case, at: Any, helping: int | None) -> None:
        """One that was held: the department that leads now does, and another had a say."""
        held = {"state": MeetingState.HELD, "held_at": at, "place": "会议室", "decisions": "由主办部门处理"}
        held |= {"minuted_by_id": case.owner_id, "minuted_at": at, "carried_out_at": at}
        asked = {"kind": MeetingKind.CONSULTATION, "question": "应由哪个部门处理", "by_id": case.owner_id}
        asked |= {"round": case.round, "lead_department_id": case.lead_department_id}
        meeting = self._add(Meeting, case, at, **asked, **held)
        for department in (case.lead_department_id, helping):
            self._add(Concerned, case, at, meeting_id=meeting["id"], department_id=department, invited=True)

    def _file(self, case: Case | None, name: str, at: Any = None) -> int:
        at = at or (case.received_at if case else None)
        key = f"{len(self.rows.of(StoredFile)):032d}"
        kept = {"key": key, "name": name, "media_type": "image/png", "size": 1000, "sha256": key * 2}
        return int(self._add(StoredFile, None, at, **kept)["id"])

    def _cashier(self, owner: int | None) -> int:
        return next(each for each in self.people[self.departments["CW"]][1:] if each != owner)

    def _another(self, staff_id: int | None) -> int:
        return 2 if staff_id == 1 else 1

    def _add(self, table: Any, case: Case | None, at: Any, **values: Any) -> dict[str, Any]:
        if case is not None:
            values["case_id"] = case.id
        return self.rows.add(table, at=at, **values)


def _by_department(people: Any) -> Iterator[tuple[int, list[int]]]:
    found: dict[int, list[int]] = {}
    for person in people:
        found.setdefault(person.department_id, []).append(person.id)
    yield from found.items()
