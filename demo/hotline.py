"""The supervision hotline of the demo company: three supervisors with keys, and a few reports (W).

What opens them is published, so keys cost next to nothing here; an installation of a company's own costs
what `web/hotline.py` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any

from demo.calendar.working import add_days, at, this_or_last
from demo.people import PASSPHRASE, SECOND_FACTOR
from demo.story import Company
from models.clock import local_day
from models.db import db
from models.files.storage import Store
from models.hotline.actions import rewards, steps, work
from models.hotline.actions.identity import agree_identity, ask_identity
from models.hotline.actions.keepers import confirm, enrol, private_key_of
from models.hotline.actions.submit import submit
from models.hotline.actions.texts import add_file, add_message, add_note
from models.hotline.queries.keepers import keeper_of
from models.hotline.queries.opening import involved_in, open_as_reader
from models.hotline.rules.access import Access, KeyHolder
from models.hotline.rules.content import Draft, Identity
from models.hotline.rules.vault import Costs, Vault, at_once
from models.hotline.tables import HotlineReport
from models.hotline.words import Conclusion, ReportKind, Side, Source
from models.people.queries import staff_numbered
from models.people.tables import Staff

SUPERVISORS = ("YF-0412", "YF-0245", "YF-0331")
FOUNDED = 90
"""So many working days ago they set up their keys."""
CHEAP = Costs(1024, 1)


def tell_hotline(company: Company, *, vault: Vault, store: Store) -> int:
    """Adds keys and reports to a loaded company, none of it after its moment; how many reports."""
    desk = Desk(company, replace(vault, code=CHEAP, passphrase=CHEAP, slowly=at_once), store)
    desk.open()
    told = (_paid_for_turns, _numbers_made_nice, _store, _by_mail, _about_a_supervisor, _just_now)
    for tell in told:
        tell(desk)
    return len(told)


@dataclass
class Case:
    """A report, and those of the supervisors who may read it."""

    reporter: Access
    readers: list[tuple[Access, KeyHolder]]

    @property
    def one(self) -> Access:
        return self.readers[0][0]

    @property
    def two(self) -> Access:
        return self.readers[1][0]

    @property
    def seen(self) -> int:
        return self.row.version

    @property
    def row(self) -> HotlineReport:
        return db.session.get_one(HotlineReport, self.reporter.report_id)


class Desk:
    """Three supervisors with their keys in hand, and the days before today."""

    def __init__(self, company: Company, vault: Vault, store: Store) -> None:
        self.today = this_or_last(local_day(company.until))
        self.vault, self.store = vault, store
        self.holders: list[KeyHolder] = []

    def back(self, days: int, hour: int) -> datetime:
        """So many working days ago, at this hour."""
        return at(add_days(self.today, -days), hour * 60)

    def staff(self, number: str) -> Staff:
        person = staff_numbered(number)
        assert person is not None, number
        return person

    def open(self) -> None:
        """The supervisors set up second factors and keys; the first confirms the others."""
        moment = self.back(FOUNDED, 10)
        for number in SUPERVISORS:
            person = self.staff(number)
            person.totp_secret, person.totp_confirmed_at = SECOND_FACTOR, moment
            db.session.flush()
            keeper = enrol(person, PASSPHRASE, vault=self.vault, now=moment).keeper
            if not keeper.active:
                founder = keeper_of(self.staff(SUPERVISORS[0]))
                assert founder is not None, "the first key is in use at once"
                confirm(keeper, by=founder, now=moment)
            pair = private_key_of(keeper, PASSPHRASE, vault=self.vault)
            self.holders.append(KeyHolder(keeper.id, person.id, pair))

    def report(self, days: int, text: str, kind: ReportKind, *about: str, **told: Any) -> Case:
        """Somebody reports, so many working days ago."""
        now = self.back(days, 11)
        people = [self.staff(number) for number in about]
        draft = Draft(
            kind=kind,
            text=text,
            people=tuple(person.id for person in people),
            others="、".join(person.name for person in people),
            **told,
        )
        reporter = submit(draft, vault=self.vault, now=now).access
        report = db.session.get_one(HotlineReport, reporter.report_id)
        opened = [(open_as_reader(report, holder, now=now), holder) for holder in self.holders]
        return Case(reporter, [(access, holder) for access, holder in opened if access is not None])


def _walked(desk: Desk, case: Case, days: int, levels: Mapping[str, str], plan: str = "") -> None:
    """Acknowledged, confirmed whom it is about, assessed, and with a plan investigated."""
    now = partial(desk.back, hour=15)
    steps.acknowledge(case.one, "已收到您的举报，将由两名以上无关联的监督专员核查，请留意此页的提问。",
                      seen=case.seen, now=now(days))  # fmt: skip
    involved = involved_in(case.row, case.one)
    steps.confirm_involved(
        case.one, involved.people, involved.departments, involved.others, seen=case.seen, now=now(days)
    )
    steps.assess(
        case.one, "反映的时间、地点、人员具体，可以核查。", **levels, seen=case.seen, now=now(days - 1)
    )
    if plan:
        steps.investigate(case.one, plan, seen=case.seen, now=now(days - 2))


GRAVE = {"seriousness": "high", "danger": "high", "proof": "some"}
SOME = {"seriousness": "some", "danger": "some", "proof": "some"}


def _paid_for_turns(desk: Desk) -> None:
    """Closed and upheld, with the reporter's name opened by two, and a reward that waits under its code."""
    case = desk.report(
        58,
        "装维工程师在高新区几个小区上门时私下收现金，交了钱的当天装，不交的往后排一周。我手里有两张转账截图。",
        ReportKind.BRIBERY,
        "YF-0174",
        where="高新区花园小区",
        when="八月以来",
        identity=Identity(name="莫小燕", contact="13800000335", staff_number="YF-0335"),
        watch=True,
        fears="他是老员工，怕被穿小鞋。",
    )
    _walked(desk, case, 57, GRAVE, "一、调取该班组三个月派单顺序；二、回访十户；三、约谈本人。")
    (one, first), (two, second) = case.readers[:2]
    ask_identity(one, first, "需要当面核实转账截图的来源", now=desk.back(53, 10))
    agree_identity(two, second, now=desk.back(52, 10))
    work.add_interview(two, "承认收过三户“加急费”共六百元，已退还。", who="韩磊",
                       on=local_day(desk.back(50, 10)), now=desk.back(50, 16))  # fmt: skip
    steps.conclude(one, Conclusion.UPHELD, "派单记录、回访与转账截图相互印证，属实。",
                   seen=case.seen, now=desk.back(46, 15))  # fmt: skip
    work.add_measure(two, "派单顺序改由系统锁定，调整须班长与调度双签。", now=desk.back(45, 11))
    rewards.propose_reward(one, 200_000, now=desk.back(45, 15))
    rewards.grant_reward(two, vault=desk.vault, now=desk.back(44, 10))
    steps.tell(one, "您反映的情况属实，所收款项已退还客户，相关人员已移交问责。谢谢您。",
               seen=case.seen, now=desk.back(43, 15))  # fmt: skip
    steps.close(one, seen=case.seen, now=desk.back(40, 15))


def _numbers_made_nice(desk: Desk) -> None:
    """Told: there was not enough to go on."""
    case = desk.report(
        33,
        "听说有人月底把没联系上的客户都点成“已回访满意”，具体是谁不清楚。",
        ReportKind.FALSE_RECORDS,
        departments=(_department(desk, "YF-0186"),),
    )
    _walked(desk, case, 32, SOME)
    add_message(case.one, "请问您是在哪个月、哪个班听说的？有工单号吗？", now=desk.back(31, 10))
    add_message(case.reporter, "九月底，没有工单号，是吃饭时听说的。", now=desk.back(29, 20))
    steps.conclude(case.one, Conclusion.NOT_ENOUGH, "抽查九月末一百件回访录音，均有通话，未发现异常。",
                   seen=case.seen, now=desk.back(22, 15))  # fmt: skip
    steps.tell(case.two, "我们抽查了九月末的一百件回访录音，未发现您说的情况。如有工单号请在此补充。",
               seen=case.seen, now=desk.back(21, 10))  # fmt: skip


def _store(desk: Desk) -> None:
    """Under investigation, with a question answered, a task that is open, and evidence of both sides."""
    case = desk.report(
        12,
        "二店把客户的投诉登记本换过一本，少了十一页，都是店长同意的。旧本子我拍了两页。",
        ReportKind.FALSE_RECORDS,
        "YF-0071",
        where="龙岗二店",
        when="上月底",
    )
    seal = partial(add_file, store=desk.store, media_type="text/plain")
    pages = BytesIO("10月27日 宽带断网 已登记\n10月28日 资费争议 已登记\n".encode())
    seal(case.reporter, pages, "旧登记本摘录.txt", now=desk.back(12, 11))
    _walked(desk, case, 11, GRAVE, "一、封存现用登记本；二、与系统工单逐条比对；三、约谈店长与营业员。")
    add_message(case.one, "少的是哪几天的？当时谁在场？", now=desk.back(8, 10))
    add_message(
        case.reporter, "十月二十五到二十九号。在场的有两个营业员，我不方便说名字。", now=desk.back(7, 21)
    )
    task = work.add_task(case.one, "与系统工单逐条比对十月下旬的登记", due=local_day(desk.back(2, 9)),
                         now=desk.back(8, 11))  # fmt: skip
    counted = desk.back(4, 17)
    came_out = "系统内二十三件，登记本内十二件，差十一件。"
    work.finish_task(case.two, task.position, came_out, now=counted)
    work.add_task(case.two, "约谈店长", due=add_days(desk.today, 3), now=counted)
    table = BytesIO("工单号与登记页码比对：缺 11 件\n".encode())
    found = seal(case.two, table, "比对表.txt", now=counted, side=Side.WORK, was_cleaned=False)
    shows = "比对表：缺的十一件集中在十月二十五至二十九日。"
    work.add_evidence(case.two, shows, file_id=found.id, now=counted)
    add_note(case.one, "营业员可能被打过招呼，约谈分开进行。", now=desk.back(3, 9))


def _by_mail(desk: Desk) -> None:
    """Came by mail, and was acknowledged."""
    case = desk.report(
        6,
        "关于派工群里的客户资料\n\n装维群里有人把客户的姓名电话地址整张表发出来，群里有外包的人。",
        ReportKind.LEAK,
        "YF-0364",
        source=Source.MAILBOX,
        identity=Identity(name="匿名用户", contact="whistle@example.com"),
    )
    steps.acknowledge(case.one, "已收到。", seen=case.seen, now=desk.back(5, 10))


def _about_a_supervisor(desk: Desk) -> None:
    """About a supervisor, who does not learn that it exists."""
    desk.report(
        3,
        "监督专员许安然把一件举报的内容告诉了被举报的同事，两人是大学同学。",
        ReportKind.LEAK,
        "YF-0412",
        source=Source.PHONE,
    )


def _just_now(desk: Desk) -> None:
    """Came in yesterday; nobody has read it."""
    desk.report(
        1,
        "我投诉以后，上门的师傅打电话到我单位，说再投诉就不修了。",
        ReportKind.RETALIATION,
        "YF-0226",
        where="宝安区",
        fears="他知道我家地址和单位。",
    )


def _department(desk: Desk, number: str) -> int:
    return desk.staff(number).department_id
