"""What happens in the story, a part of it each, and whom it happens to."""

from datetime import datetime, timedelta
from io import BytesIO

from sqlalchemy import select

from models.amendments import actions as amendments
from models.amendments.rules.sections import PUBLIC, day_code, digest, parts
from models.amendments.words import Section
from models.campaigns import actions as asking
from models.campaigns.words import MemberState
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
from models.cases.intake import Intake, Triage
from models.cases.tables import Case, TrackingCode
from models.cases.words import Channel, CompensationKind, ContactMeans, Direction, Kind, Risk
from models.clock import local_day
from models.conduct import actions as conduct
from models.conduct.actions import Check, Nomination, RecordDraft
from models.conduct.queries.rewards import next_people
from models.conduct.tables import Reward
from models.conduct.words import RecordKind, RewardGround
from models.db import db
from models.duty import actions as duty
from models.duty.actions import DutyDraft
from models.events.actions import CUSTOMER, SYSTEM
from models.files.actions import keep
from models.files.storage import FolderStore
from models.ids import Signer
from models.mailbox import actions as mailbox
from models.mailbox import queries as mails
from models.mailbox.actions import Office
from models.mailbox.rules.classify import Ours
from models.outbox.actions import (
    Told,
    claim,
    note_outlet,
    settle_sent,
    take_receipts,
)
from models.outbox.tables import Means, OutboxMessage, Outcome
from models.people.tables import Staff
from models.reports import actions as reports
from models.revisits import actions as revisits
from models.revisits.words import CallOutcome
from models.rulebook.queries import rules_at
from models.rulebook.words import OutsideBody, RewardKind
from models.support import actions as support
from models.support.actions import RequestDraft
from models.support.words import SupportKind
from models.surveys import actions as surveys
from models.surveys.draft import DraftMatch, DraftOption, DraftSingle, DraftText, DraftWhen
from models.surveys.rules import drafting
from models.surveys.words import DraftEdit, Reach
from tests.cast import Cast, department
from tests.mails.letters import SERVICE, mail
from tests.mails.machines import bounce
from tests.models.campaigns import making as campaigns
from tests.models.cases import channels
from tests.models.cases.making import decision, taken, triaged
from tests.models.files.samples import picture
from tests.models.reports.reporting import WORDS
from tests.models.reports.sample import THREE_CHANNELS, sample, stored

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


BACK, TO_CALL, ASKED, CONTENT, NEW, GRAVE = "赵玉兰", "钱伟", "周宁", "孙悦", "李想", "吴敏"
BROUGHT, AGAIN = "吴迪", "李想本人"
POSTED, IN_STORE, CHATTED, ASKED_BY_US = "深圳阿明", "钱慧", "何先生", "冯敏"


def ask_everybody(cast: Cast, now: datetime) -> None:
    """The quarterly survey is on its way to the customers of closed cases; another is open to everybody, one
    is being written, and one is made by telephone, whose first call nobody answered."""
    invited = campaigns.prepared(cast, now, audience={"source": "cases"}, closes_at=now + 14 * DAY)
    asking.start(invited, by=cast.inspector, now=now, seen=None)
    asking.ask_next(invited, now=now)
    campaigns.opened(cast, now, closes_at=now + 60 * DAY)
    campaigns.written(cast, now, closes_at=now + 30 * DAY, remind_at=None)
    spoken = campaigns.prepared(cast, now, means=(Reach.PHONE,), closes_at=now + 14 * DAY)
    asking.start(spoken, by=cast.inspector, now=now, seen=None)
    asking.ask_next(spoken, now=now)
    called = next(each for each in campaigns.members(spoken) if each.state is MemberState.TO_CALL)
    asking.claim_call(called, by=cast.second_agent, now=now)
    asking.note_call(called, CallOutcome.NO_ANSWER, text="", again_at=None, by=cast.second_agent, now=now)


def reward_people(cast: Cast, now: datetime) -> None:
    """A bonus was announced, another reward waits for HR; the system suggests one. The month before last is
    closed (C-04)."""
    then = now - 60 * DAY
    fund = Nomination(department("JS"), RewardKind.TEAM_FUND, RewardGround.KPI, "三季度及时率第一", 100_000)
    give(fund, cast, now=then)
    give(
        Nomination(department("JS"), RewardKind.DEPARTMENT_POINTS, RewardGround.KPI, "三季度"), cast, now=then
    )
    period = conduct.close_period(local_day(then).replace(day=1), by=cast.hr, now=now)
    assert not period.open
    conduct.set_wage(cast.handler, 600_000, "深圳", local_day(then), by=cast.hr, now=then)
    conduct.issue_payroll(period.month, by=cast.hr, now=now)
    seminar = RecordDraft(cast.handler, local_day(then), RecordKind.TRAINING, "投诉处理培训，考核合格")
    conduct.write_records([seminar], by=cast.hr, now=now)
    give(
        Nomination(cast.handler, RewardKind.BONUS, RewardGround.HARD_CASE, "连夜抢修", 30_000), cast, now=now
    )
    conduct.nominate(
        Nomination(cast.agent, RewardKind.CERTIFICATE, RewardGround.PRAISE, "耐心细致"),
        by=cast.handler,
        now=now,
    )
    words = f"{cast.handler.name}上门很快，态度也好"
    for n in range(3):
        told = Intake(Kind.PRAISE, Channel.WEB, words, phone=f"+861360013700{n}", title="表扬")
        praised = cases.open_case(told, by=CUSTOMER, now=now)
        decided = Triage(Kind.PRAISE, "network_fault", department("JS").id)
        cases.triage(praised, decided, by=cast.agent, now=now, seen=None)
    assert conduct.suggest_rewards(now=now)


def give(wanted: Nomination, cast: Cast, *, now: datetime) -> Reward:
    """A reward from nomination to announcement."""
    reward = conduct.nominate(wanted, by=cast.agent, now=now)
    check = Check(wanted.kind, wanted.reason, wanted.amount_fen)
    conduct.check_reward(reward, check, by=cast.hr, now=now)
    [approver, *_rest] = sorted(next_people(reward, now))
    conduct.approve_reward(reward, by=db.session.get_one(Staff, approver), now=now)
    return conduct.announce_reward(reward, by=cast.hr, now=now)


def publish_reports(cast: Cast, now: datetime) -> None:
    """The third quarter is published and about to be corrected; October is being written (S-07)."""
    quarter = stored(sample("2026Q3", by_channel=THREE_CHANNELS), cast.agent)
    reports.write(quarter, WORDS, by=cast.agent, now=now, seen=None)
    reports.submit(quarter, by=cast.agent, now=now, seen=None)
    reports.publish(quarter, by=cast.leader, now=now, seen=None)
    reports.correct(quarter, by=cast.agent, now=now)
    stored(sample("2026-10", main=(20, 10, 5, 2, 1)), cast.agent)


def write_by_sms(case: Case, now: datetime) -> None:
    """An SMS that left and arrived while there was a gateway, which is there no more; the customer has used
    a code."""
    note_outlet(Means.SMS, open=True, countries=["86"])
    send_letter("acknowledgement", case, by=SYSTEM, now=now)
    note_outlet(Means.SMS, open=False)
    message = db.session.scalars(select(OutboxMessage).where(OutboxMessage.means == Means.SMS)).one()
    mine = claim(message.id, now=now)
    assert mine is not None
    settle_sent(mine, subject="", text="【云帆网络】", html="", gateway_id="g-1", parts=1, now=now)
    take_receipts([Told(message.message_id or "", Outcome.DELIVERED, now)], now=now)
    used = TrackingCode(case_id=case.id, salt="S" * 26, valid_until=now + timedelta(minutes=10), used_at=now)
    db.session.add(used)


def go_outside(cast: Cast, case: Case, store: FolderStore, now: datetime) -> None:
    """The customer of a closed case went to two bodies: one is answered, one is not (H-11). And a
    handler, who is on duty tonight (T-02), asked for relief (H-10)."""
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
    night = DutyDraft(cast.handler, now + 4 * HOUR, now + 20 * HOUR, "13500001111")
    duty.plan_duty(night, by=cast.head, now=now)
    relief = RequestDraft(SupportKind.RELIEF, "本周工单过多")
    support.answer_request(
        support.ask_support(relief, by=cast.handler, now=now - DAY),
        accepted=True,
        answer="转出两件",
        relieved_until=day + 7 * DAY,
        by=cast.head,
        now=now,
    )


def tell_by_channel(cast: Cast, now: datetime) -> None:
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


def receive_mails(case: Case, store: FolderStore, *, now: datetime) -> None:
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


def begin_questionnaire(cast: Cast, now: datetime) -> None:
    """A draft of the next quarterly survey: a question that nobody is led to and lacks some English."""
    draft, by = surveys.begin("quarterly", by=cast.inspector, now=now), cast.inspector
    ways = DraftSingle(
        code="ways",
        text=DraftText(zh="您是怎样联系我们的？", en="How did you get in touch?"),
        options=(
            DraftOption(code=1, text=DraftText(zh="热线", en="Hotline")),
            DraftOption(code=2, text=DraftText(zh="营业厅")),
        ),
        when=DraftWhen(
            all=(DraftMatch(question="contact", any_of=(1,)), DraftMatch(question="contact", any_of=(2,)))
        ),
    )
    surveys.edit(
        draft,
        lambda there: drafting.added(there, ways, "service", "contact"),
        DraftEdit.ADDED,
        "ways",
        by=by,
        now=now,
    )


def handled(cast: Cast, begun: datetime, **told: object) -> Case:
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


def grave(cast: Cast, begun: datetime) -> None:
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
