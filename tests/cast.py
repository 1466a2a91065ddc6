"""The people that tests are about: one for each role, a second agent, and a stranger to everything."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

from sqlalchemy import select

from models.db import db
from models.events.actions import SYSTEM
from models.people.actions import DepartmentDetails, Details, add_department, add_staff, set_head
from models.people.roles import Role
from models.people.rules.passwords import hash_password
from models.people.tables import Department, Staff
from models.rulebook.actions import install_defaults as install_rules
from models.surveys.actions import install_defaults as install_questionnaires

PASSWORD = "echo-of-a-voice-7"
LONG_AGO = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
DEPARTMENTS = {
    "ZB": ("总经理办公室", "General Office"),
    "KF": ("客户服务部", "Customer Service"),
    "YF": ("研发部", "Research and Development"),
    "JS": ("技术运维部", "Technical Operations"),
    "YY": ("运营部", "Operations"),
    "SC": ("市场部", "Marketing"),
    "ZL": ("质量管理部", "Quality"),
    "FW": ("法务部", "Legal"),
    "CW": ("财务部", "Finance"),
    "RS": ("人力资源部", "Human Resources"),
    "MD1": ("科技园营业厅", "Science Park Store"),
}
PEOPLE: dict[str, tuple[str, str, str, tuple[Role, ...]]] = {
    "administrator": ("管理", "Guan Li", "ZB", (Role.ADMINISTRATOR,)),
    "auditor": ("沈计", "Shen Ji", "ZB", (Role.AUDITOR,)),
    "committee": ("魏员", "Wei Yuan", "ZB", (Role.COMMITTEE,)),
    "agent": ("柯服", "Ke Fu", "KF", (Role.CUSTOMER_SERVICE_AGENT,)),
    "second_agent": ("柯友", "Ke You", "KF", (Role.CUSTOMER_SERVICE_AGENT,)),
    "handler": ("季书", "Ji Shu", "JS", (Role.DEPARTMENT_HANDLER,)),
    "head": ("程长", "Cheng Zhang", "JS", (Role.DEPARTMENT_HEAD,)),
    "finance": ("蔡务", "Cai Wu", "CW", (Role.FINANCE,)),
    "hr": ("任事", "Ren Shi", "RS", (Role.HR,)),
    "leader": ("凌导", "Ling Dao", "ZB", (Role.LEADING_GROUP,)),
    "legal": ("方务", "Fang Wu", "FW", (Role.LEGAL,)),
    "inspector": ("志检", "Zhi Jian", "ZL", (Role.QUALITY_INSPECTOR,)),
    "plain": ("袁工", "Yuan Gong", "YY", ()),
    "store": ("店元", "Dian Yuan", "MD1", (Role.STORE_STAFF,)),
    "supervisor": ("简督", "Jian Du", "ZB", (Role.SUPERVISOR,)),
    "trainer": ("裴训", "Pei Xun", "RS", (Role.TRAINER,)),
    "stranger": ("陌生", "Mo Sheng", "SC", (Role.DEPARTMENT_HANDLER,)),
}


@dataclass(frozen=True)
class Cast:
    """Everybody, by the part they play. All have the password `PASSWORD`."""

    administrator: Staff
    auditor: Staff
    committee: Staff
    agent: Staff
    second_agent: Staff
    handler: Staff
    head: Staff
    finance: Staff
    hr: Staff
    leader: Staff
    legal: Staff
    inspector: Staff
    plain: Staff
    store: Staff
    supervisor: Staff
    trainer: Staff
    stranger: Staff

    def __iter__(self) -> Iterator[Staff]:
        return (getattr(self, field.name) for field in fields(self))


def furnish() -> None:
    """Install the rules and questionnaires, open the departments, and take everybody on. Commits."""
    install_rules(now=LONG_AGO)
    install_questionnaires(now=LONG_AGO)
    departments = {
        code: add_department(
            DepartmentDetails(name_zh=zh, name_en=en, position=place), code=code, by=SYSTEM, now=LONG_AGO
        )
        for place, (code, (zh, en)) in enumerate(DEPARTMENTS.items(), start=1)
    }
    password_hash = hash_password(PASSWORD)
    for number, (part, (name, name_en, code, roles)) in enumerate(PEOPLE.items(), start=1):
        details = Details(
            name=name, name_en=name_en, department=departments[code], email=f"{_login(part)}@example.com"
        )
        person, _ = add_staff(
            details,
            number=f"T-{number:04}",
            login=_login(part),
            joined_on=date(2020, 1, 6),
            roles=roles,
            by=SYSTEM,
            now=LONG_AGO,
        )
        person.password_hash, person.password_temporary = password_hash, False
        if part == "head":
            set_head(departments[code], person, by=SYSTEM, now=LONG_AGO)
    db.session.commit()


def meet() -> Cast:
    """Everybody, as rows of the running session."""
    people = {person.login: person for person in db.session.scalars(select(Staff))}
    return Cast(**{part: people[_login(part)] for part in PEOPLE})


def department(code: str) -> Department:
    """One of the departments, as a row of the running session."""
    return db.session.scalars(select(Department).where(Department.code == code)).one()


def lead_service(cast: Cast) -> Staff:
    """The second agent leads customer service from now on."""
    head = cast.second_agent
    if Role.DEPARTMENT_HEAD not in head.roles:
        set_head(department("KF"), head, by=SYSTEM, now=LONG_AGO)
        db.session.refresh(head)
    return head


def _login(part: str) -> str:
    return part.replace("_", "-")
