"""A small company with answered cases: what the tests of revisits begin with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.cases import actions as cases
from models.cases.intake import Intake, Triage
from models.cases.tables import Case
from models.cases.words import Channel, Kind
from models.clock import SHANGHAI
from models.db import db
from models.events.actions import CUSTOMER
from models.people.roles import Role
from models.people.tables import Department, RoleGrant, Staff
from models.rulebook import actions as rulebook
from models.surveys import actions as surveys

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PHONE = "+8613800138000"


@dataclass(frozen=True)
class Company:
    """One person a part: `sun` handles, `zhou` is the head, `lin` and `wu` serve customers, `he` inspects."""

    network: Department
    service: Department
    lin: Staff
    wu: Staff
    sun: Staff
    zhou: Staff
    he: Staff
    qian: Staff


def found(now: datetime = MONDAY) -> Company:
    """The company with its rulebook, its texts and its questionnaires."""
    rulebook.install_defaults(now=now)
    surveys.install_defaults(now=now)
    service = _department("KF", "客户服务部", "Customer Service")
    network = _department("JS", "技术运维部", "Technical Operations")
    board = _department("LD", "总经理办公室", "Executive Office")
    company = Company(
        network=network,
        service=service,
        lin=_person("1001", "lin", "林晓雯", "Lin Xiaowen", service, Role.CUSTOMER_SERVICE_AGENT),
        wu=_person("1002", "wu", "吴桐", "Wu Tong", service, Role.CUSTOMER_SERVICE_AGENT),
        sun=_person("2001", "sun", "孙悦", "Sun Yue", network, Role.DEPARTMENT_HANDLER),
        zhou=_person("2002", "zhou", "周启明", "Zhou Qiming", network, Role.DEPARTMENT_HEAD),
        he=_person("3001", "he", "何静", "He Jing", service, Role.QUALITY_INSPECTOR),
        qian=_person("9001", "qian", "钱立", "Qian Li", board, Role.LEADING_GROUP),
    )
    network.head_id = company.zhou.id
    db.session.flush()
    return company


def opened(
    company: Company,
    *,
    now: datetime = MONDAY,
    email: str | None = "wang@example.com",
    phone: str | None = PHONE,
    language: str = "zh",
    title: str = "宽带晚间掉线",
) -> Case:
    """A customer's complaint, given to `sun`."""
    case = cases.open_case(
        Intake(
            kind=Kind.COMPLAINT,
            channel=Channel.WEB,
            title=title,
            problem="每天晚上八点以后频繁断网，已经报修三次。",
            name="王建军",
            email=email,
            phone=phone,
            language=language,
        ),
        by=CUSTOMER,
        now=now - 3 * HOUR,
    )
    decision = Triage(
        kind=Kind.COMPLAINT,
        category="network_fault",
        department_id=company.network.id,
        grade=1,
        criteria=("small_effect",),
        owner_id=company.sun.id,
    )
    cases.triage(case, decision, by=company.lin, now=now - 2 * HOUR, seen=None)
    return case


def answer(company: Company, case: Case, *, now: datetime) -> Case:
    """Handled, reviewed and told, so that the case is answered at `now`."""
    if case.owner_id is None or case.state == "assigned":
        cases.take(case, by=company.sun, now=now, seen=None)
    cases.submit_result(
        case,
        cause="楼栋分光器老化",
        done="更换分光器并重做熔接",
        reply="我们已更换楼栋分光器，连续监测 48 小时没有中断。",
        by=company.sun,
        now=now,
        seen=None,
    )
    cases.approve(case, by=company.lin, now=now, seen=None)
    if not case.contact_email:
        cases.tell(case, means="phone", text="已电话告知处理结果", by=company.lin, now=now, seen=None)
    return case


def answered(company: Company, **about: object) -> Case:
    """A case that was answered on Monday at ten."""
    now = about.pop("now", MONDAY)
    assert isinstance(now, datetime)
    case = opened(company, now=now, **about)  # type: ignore[arg-type]
    answer(company, case, now=now)
    db.session.commit()
    return case


def _department(code: str, name_zh: str, name_en: str) -> Department:
    department = Department(code=code, name_zh=name_zh, name_en=name_en)
    db.session.add(department)
    db.session.flush()
    return department


def _person(number: str, login: str, name: str, name_en: str, department: Department, role: Role) -> Staff:
    person = Staff(
        number=number,
        login=login,
        name=name,
        name_en=name_en,
        department=department,
        joined_on=MONDAY.date().replace(year=2020),
        grants=[RoleGrant(role=role)],
    )
    db.session.add(person)
    db.session.flush()
    return person
