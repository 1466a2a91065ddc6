"""Eight cases with everything that can hang on a case, so that no table stays empty."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from sqlalchemy import select

from models.amendments import actions as amendments
from models.amendments.rules.sections import PUBLIC, day_code, digest, parts
from models.amendments.words import Section
from models.campaigns import actions as surveys
from models.cases import actions as cases
from models.cases.actions import (
    CompensationDraft,
    Finding,
    ItemDraft,
    MilestoneDraft,
    MilestoneEnd,
    Minutes,
    OutsideDraft,
    ReportText,
    Together,
)
from models.cases.actions.letters import send_letter
from models.cases.channel_words import PostBy
from models.cases.tables import Case, Lesson
from models.cases.words import CompensationKind, ContactMeans, Direction, Risk
from models.clock import local_day
from models.db import db
from models.events.actions import CUSTOMER, SYSTEM, seal
from models.files.actions import keep
from models.files.storage import FolderStore
from models.ids import Signer
from models.jobs import actions as jobs
from models.mailbox import actions as mailbox
from models.mailbox import queries as mails
from models.mailbox.actions import Office
from models.mailbox.rules.classify import Ours
from models.outbox.actions import (
    Told,
    choose_mail,
    claim,
    gather,
    note_outlet,
    settle_sent,
    take_receipts,
)
from models.outbox.tables import Means, OutboxMessage, Outcome, Topic
from models.people.actions import log_in, make_recovery_codes, save_filter
from models.reports import actions as reports
from models.revisits import actions as revisits
from models.revisits.tables import Revisit
from models.revisits.words import CallOutcome
from models.rulebook.queries import rules_at
from models.rulebook.words import OutsideBody
from models.support import actions as support
from models.support.actions import RequestDraft
from models.support.words import SupportKind
from tests.cast import PASSWORD, Cast, department, furnish, meet
from tests.mails.letters import SERVICE, mail
from tests.mails.machines import bounce
from tests.models.campaigns import making as campaigns
from tests.models.cases import channels
from tests.models.cases.making import answered, decision, new, taken, triaged
from tests.models.files.samples import picture
from tests.models.imports.making import checked, imported
from tests.models.imports.sheets import CLOSED, OPEN
from tests.models.reports.reporting import WORDS
from tests.models.reports.sample import THREE_CHANNELS, sample, stored
from tests.models.revisits.answering import revisit_of, say, sent
from tests.moments import MONDAY
from tests.servers.run import run_folder

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


BACK, TO_CALL, ASKED, CONTENT, NEW, GRAVE = "赵玉兰", "钱伟", "周宁", "孙悦", "李想", "吴敏"
BROUGHT, AGAIN = "吴迪", "李想本人"
POSTED, IN_STORE, CHATTED, ASKED_BY_US = "深圳阿明", "钱慧", "何先生", "冯敏"


@dataclass(frozen=True)
class Story:
    """One case that came back after a bad answer, one that is to be called, one whose customer was asked by
    letter and has not answered, one that ended well, one that is new, into which a second call of its
    customer was merged, and one that is grave. Another was imported. Others came
    by channels that tell more of them: a post with its alert, a store, a chat, a study.
    """

    back: Case
    to_call: Case
    asked: Case
    content: Case
    new: Case
    grave: Case
    posted: Case
    in_store: Case
    chatted: Case

    @property
    def call(self) -> Revisit:
        """The revisit that waits for a call."""
        return revisit_of(self.to_call)

    @property
    def question(self) -> Revisit:
        """The revisit that waits for an answer by the link in the letter."""
        return revisit_of(self.asked)


def perform() -> None:
    """Everybody of the cast, and the story, which ends on MONDAY. The file of it lies in `files_of_story`."""
    furnish()
    narrate()


def narrate() -> None:
    """The story, where everybody of the cast is there already."""
    tell(meet(), files_of_story(), now=MONDAY)


def files_of_story() -> Path:
    """Where the one attachment of the story is, during a test run."""
    return run_folder() / "story-files"


def recall() -> Story:
    """The story as rows of the running session."""
    found = {case.contact_name: case for case in db.session.scalars(select(Case))}
    return Story(
        back=found[BACK],
        to_call=found[TO_CALL],
        asked=found[ASKED],
        content=found[CONTENT],
        new=found[NEW],
        grave=found[GRAVE],
        posted=found[POSTED],
        in_store=found[IN_STORE],
        chatted=found[CHATTED],
    )


def tell(cast: Cast, folder: Path, *, now: datetime) -> None:
    """Tell it, beginning six days before `now`. Commits."""
    begun = now - 6 * DAY
    store = FolderStore(folder)
    photo = keep(
        BytesIO(picture()), "路由器.png", store=store, uploads=rules_at(begun).uploads, by=CUSTOMER, now=begun
    )
    back = _handled(cast, begun, files=(photo,), name=BACK)
    say(sent(back, now=now - 2 * DAY), 1, 3, now=now - 2 * DAY + HOUR, words="还是每天晚上断网")

    to_call = answered(cast, begun, email=None, phone="+8613900139000", name=TO_CALL)
    cases.tell(
        to_call, means=ContactMeans.PHONE, text="已电话告知", by=cast.agent, now=begun + 3 * HOUR, seen=None
    )
    call = sent(to_call, now=now - DAY)
    revisits.claim(call, by=cast.second_agent, now=now - DAY)
    revisits.note(call, CallOutcome.NO_ANSWER, text="", again_at=None, by=cast.second_agent, now=now - DAY)

    asked = answered(cast, begun, phone="+8613500135000", email="zhou@example.com", name=ASKED)
    sent(asked, now=now - 2 * DAY)
    content = answered(cast, begun, phone="+8613700137000", email="sun@example.com", name=CONTENT)
    cases.confirm(content, True, "很快", now=now - 3 * DAY)

    imported(CLOSED | {"客户姓名": BROUGHT}, by=cast.agent, store=store, now=now)
    checked(OPEN | {"渠道": "信鸽"}, by=cast.agent, store=store, now=now)
    _receive_mails(asked, store, now=now)
    _written_by_sms(to_call, begun)
    _grave(cast, now - 2 * DAY)
    _by_channel(cast, now)
    _outside(cast, content, store, now)
    log_in(cast.agent.login, PASSWORD, now=now)
    cast.administrator.totp_secret, cast.administrator.totp_confirmed_at = "A" * 32, now
    make_recovery_codes(cast.administrator, signer=Signer(b"k" * 32), now=now)
    cast.administrator.totp_secret = cast.administrator.totp_confirmed_at = None
    choose_mail(cast.agent, {Topic.NEWS})
    gather(cast.leader.id, now=now)
    save_filter("cases", "我的超期", {"mine": "y", "late": "y"}, by=cast.agent, now=now)
    _survey(cast, now)
    _reports(cast, now)
    told = new(now, phone="+8613600136000", email=None, name=NEW)
    again = new(now - HOUR, phone="+8613600136000", email=None, name=AGAIN)
    cases.merge(again, told, reason="同一位客户再次来电", by=cast.agent, now=now, seen=None)
    cases.link(told, back, reason="同一小区", by=cast.agent, now=now)
    begin_amendment(cast, now)
    jobs.hold("clock", "a process", length=HOUR, now=now)
    for lesson in db.session.scalars(select(Lesson).where(Lesson.case_id != content.id)):
        cases.learn(lesson, now=now)
    jobs.note_run("seal", holder="a process", started_at=now, ended_at=now, done=seal())
    db.session.commit()


def _survey(cast: Cast, now: datetime) -> None:
    """The quarterly survey is on its way to the customers of closed cases; another is open to everybody, and
    one is being written."""
    invited = campaigns.prepared(cast, now, audience={"source": "cases"}, closes_at=now + 14 * DAY)
    surveys.start(invited, by=cast.inspector, now=now, seen=None)
    surveys.ask_next(invited, now=now)
    campaigns.opened(cast, now, closes_at=now + 60 * DAY)
    campaigns.written(cast, now, closes_at=now + 30 * DAY, remind_at=None)


def _reports(cast: Cast, now: datetime) -> None:
    """The third quarter is published and about to be corrected; October is being written (S-07)."""
    quarter = stored(sample("2026Q3", by_channel=THREE_CHANNELS), cast.agent)
    reports.write(quarter, WORDS, by=cast.agent, now=now, seen=None)
    reports.submit(quarter, by=cast.agent, now=now, seen=None)
    reports.publish(quarter, by=cast.leader, now=now, seen=None)
    reports.correct(quarter, by=cast.agent, now=now)
    stored(sample("2026-10", main=(20, 10, 5, 2, 1)), cast.agent)


def _written_by_sms(case: Case, now: datetime) -> None:
    """An SMS that left and arrived while there was a gateway, which is there no more."""
    note_outlet(Means.SMS, open=True, countries=["86"])
    send_letter("acknowledgement", case, by=SYSTEM, now=now)
    note_outlet(Means.SMS, open=False)
    message = db.session.scalars(select(OutboxMessage).where(OutboxMessage.means == Means.SMS)).one()
    mine = claim(message.id, now=now)
    assert mine is not None
    settle_sent(mine, subject="", text="【云帆网络】", html="", gateway_id="g-1", parts=1, now=now)
    take_receipts([Told(message.message_id or "", Outcome.DELIVERED, now)], now=now)


def _outside(cast: Cast, case: Case, store: FolderStore, now: datetime) -> None:
    """The customer of a closed case went to two bodies: one is answered, one is not (H-11). And a
    handler asked for relief (H-10)."""
    uploads = rules_at(now).uploads
    letter = keep(BytesIO(picture()), "转办函.png", store=store, uploads=uploads, by=cast.legal, now=now)
    day = local_day(now)
    appeal = OutsideDraft(
        OutsideBody.TELECOM_APPEAL, day - 3 * DAY, number="DXSS-2026-118", due_on=day + 7 * DAY
    )
    outside = cases.record_outside(case, appeal, [letter], by=cast.legal, now=now - HOUR, seen=None)
    cases.answer_outside(case, outside.id, "已核实并减免当月费用。", day, by=cast.legal, now=now, seen=None)
    named = OutsideDraft(OutsideBody.OTHER, day, name="市消费者权益中心")
    cases.record_outside(case, named, by=cast.legal, now=now, seen=None)
    relief = RequestDraft(SupportKind.RELIEF, "本周工单过多")
    support.answer_request(
        support.ask_support(relief, by=cast.handler, now=now - DAY),
        accepted=True,
        answer="转出两件",
        by=cast.head,
        now=now,
    )


def _by_channel(cast: Cast, now: datetime) -> None:
    post = channels.posted(cast, now - HOUR, reach=25_000, name=POSTED)
    cases.move_talk(
        post,
        ContactMeans.PHONE,
        "我们给您打电话",
        phone="+8613400134000",
        by=cast.agent,
        now=now,
        seen=None,
    )
    cases.record_post(post, "还没人管", post_by=PostBy.CUSTOMER, reach=800, by=cast.agent, now=now, seen=None)
    channels.in_store(cast, now, urgent=True, name=IN_STORE, phone="+8613300133000")
    chat = channels.chatted(cast, now, name=CHATTED, phone=None, email="he@example.com")
    revisits.ask_after_chat(chat, now=now)
    channels.researched(cast, now, name=ASKED_BY_US)


def _receive_mails(case: Case, store: FolderStore, *, now: datetime) -> None:
    """An answer of a customer's with an earlier mail below it, and a bounce of a letter that is not ours."""
    office = Office(Ours(frozenset({SERVICE}), "localhost"), Signer(b"k" * 32), store)
    answer = "还是不行。\n\n------------------ 原始邮件 ------------------\n发件人: 云帆\n\n您好"
    letters = (
        mail(
            answer,
            subject=f"回复: [{case.number}]",
            sender=f"{ASKED} <{case.contact_email}>",
            References="<a@b.example>",
        ),
        bounce("nobody@elsewhere.example"),
    )
    account = mailbox.claim_account("service@mail.example/INBOX", now=now)
    assert account is not None
    mailbox.numbering(account, 1)
    for uid, content in enumerate(letters, start=1):
        kept = mailbox.take_in(content, arrived_at=now - HOUR, store=store, now=now)
        mailbox.note_copy(account, uid, kept)
        found = mails.find(kept.id)
        assert found is not None
        mailbox.process(found, mailbox.read(found, office=office), office=office, now=now)
    mailbox.settle_account(account, every=HOUR, now=now)


def begin_amendment(cast: Cast, now: datetime) -> None:
    """A draft of the next edition: results of grade 1 in two working days, one more holiday."""
    draft, by = amendments.start(by=cast.administrator, now=now), cast.administrator
    grade = parts(draft.document, Section.GRADES)["1"]
    amendments.change_part(
        draft,
        Section.GRADES,
        "1",
        {**grade, "result": {"amount": 2, "unit": "working_days"}},
        by=by,
        now=now,
        seen=digest(grade),
    )
    day = {"desk": PUBLIC, "day": "2027-02-05", "rule": "off"}
    amendments.add_part(draft, Section.HOLIDAYS, day_code(PUBLIC, "2027-02-05"), day, by=by, now=now)
    amendments.ask_replay(draft, local_day(now - 90 * DAY), local_day(now), by=by, now=now)


def _handled(cast: Cast, begun: datetime, **told: object) -> Case:
    case = triaged(cast, begun, **told)
    cases.take(case, by=cast.handler, now=begun, seen=None)
    cases.log_contact(
        case,
        direction=Direction.OUT,
        means=ContactMeans.PHONE,
        text="已与客户约定上门时间",
        by=cast.handler,
        now=begun + HOUR,
    )
    milestone = MilestoneDraft(text="上门检测", owner_id=cast.handler.id, due_at=begun + DAY)
    plan = cases.make_plan(
        case, "检查楼栋设备并更换", [milestone], by=cast.handler, now=begun + HOUR, seen=None
    )
    cases.add_note(case, "同楼已有三户报修", by=cast.handler, now=begun + HOUR)
    cases.wait_for_customer(case, "明天上午家里有人吗？", by=cast.handler, now=begun + HOUR, seen=None)
    cases.resume(case, by=cast.handler, now=begun + 2 * HOUR, seen=None)
    cases.ask_assistance(
        case, department("CW").id, "请核对账单", by=cast.handler, now=begun + 2 * HOUR, seen=None
    )
    cases.answer_assistance(case, "账单无误", by=cast.finance, now=begun + 3 * HOUR, seen=None)
    cases.review_assistance(case, accepted=True, reason="", by=cast.handler, now=begun + 3 * HOUR, seen=None)
    cases.ask_extension(
        case,
        1,
        reason="备件明天到",
        words="设备备件明天到货，需要多一天时间。",
        by=cast.handler,
        now=begun + 2 * HOUR,
        seen=None,
    )
    cases.decide_extension(
        case, approved=False, reason="备件今天可到", by=cast.head, now=begun + 3 * HOUR, seen=None
    )
    cases.submit_result(
        case,
        cause="楼栋分光器老化",
        done="更换分光器",
        reply="已为您更换楼栋设备，深表歉意。",
        milestones=[MilestoneEnd(each.id) for each in plan.milestones],
        by=cast.handler,
        now=begun + 5 * HOUR,
        seen=None,
    )
    return cases.approve(case, by=cast.head, now=begun + 6 * HOUR, seen=None)


def _grave(cast: Cast, begun: datetime) -> None:
    """A case of grade 3: alerted, met about, reported on; some of it is left to do (G-04)."""
    case = taken(cast, begun, phone="+8613400134000", email="wu@example.com", name=GRAVE)
    cases.triage(case, decision(grade=3, criteria=("outage",)), by=cast.agent, now=begun, seen=None)
    minutes = Minutes(
        held_at=begun + HOUR,
        place="三楼会议室",
        people={cast.leader.id, cast.head.id, cast.handler.id},
        decisions="先恢复后定责，每日通报客户。",
        items=[ItemDraft("核对合同中的赔付条款", cast.legal.id, begun + 7 * DAY)],
    )
    talk = Together(cast.handler.id, cast.agent.id, ContactMeans.PHONE, "与客户约定每日通报")
    cases.talk_jointly(case, talk, by=cast.agent, now=begun + HOUR)
    cases.hold_meeting(case, minutes, by=cast.handler, now=begun + 2 * HOUR, seen=None)
    text = ReportText(
        "楼栋分光器老化", "整栋楼断网六小时", "更换分光器", "主办部门巡检周期过长", "同类设备全部排查"
    )
    cases.write_report(case, text, submit=True, by=cast.handler, now=begun + 3 * HOUR, seen=None)
    cases.review_report(
        case, acknowledged=True, remark="同意", by=cast.leader, now=begun + 4 * HOUR, seen=None
    )
    draft = CompensationDraft(CompensationKind.CREDIT, 12850, "service_failure", "断网六小时", ask_legal=True)
    cases.propose_compensation(case, draft, by=cast.handler, now=begun + 5 * HOUR, seen=None)
    cases.advise(case, "可按合同减免", Risk.LOW, by=cast.legal, now=begun + 6 * HOUR, seen=None)
    cases.call_consultation(
        case, "合同责任归谁？", [department("YY").id], by=cast.agent, now=begun + 6 * HOUR, seen=None
    )
    minutes = Minutes(
        held_at=begun + 6 * HOUR, place="电话会议", people={cast.agent.id}, decisions="仍由技术运维部主办"
    )
    finding = Finding(case.lead_department_id or 0)
    cases.decide_consultation(case, minutes, finding, by=cast.agent, now=begun + 7 * HOUR, seen=None)
