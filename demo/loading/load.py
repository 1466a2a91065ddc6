"""Loading the demo company: rules, questionnaires, people, customers, and a year of cases."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select, update

from demo.loading.asking import Asking, Questions
from demo.loading.chronicle import Chronicle
from demo.loading.company import Known, add_company, add_products, customer_id, heads
from demo.loading.rows import Row, Rows
from demo.loading.steps import STEPS
from demo.story import CaseStory, Company, Customer
from models.cases.actions.indexing import index_many, index_many_words
from models.cases.rules.duplicates import kept, signs
from models.cases.rules.likeness import told
from models.cases.rules.suggestion import suggest
from models.cases.tables import Case, CaseCounter, Confirmation, Contact, case_sign
from models.cases.words import State
from models.clock import local_day
from models.db import db
from models.errors import SetupError
from models.events.tables import Party
from models.people.tables import Department, Staff
from models.rulebook.actions import install_defaults as install_rules
from models.rulebook.queries import rulebook_at, rules_at, rules_of
from models.surveys.actions import install_defaults as install_questionnaires
from models.surveys.queries import current

SEED = 20261121
YEAR = timedelta(days=366)
"""So long the company has had its questionnaires."""


@dataclass(frozen=True)
class Loaded:
    """How much was loaded."""

    staff: int
    customers: int
    cases: int
    rows: int


def load(company: Company, *, now: datetime) -> Loaded:
    """Writes everything in the running transaction; the caller commits.

    Raises SetupError unless nobody works here yet: the demo company never mixes with a real one.
    """
    if db.session.scalar(select(Staff.id).limit(1)) is not None:
        raise SetupError("the demo company is loaded into an empty installation only")
    install_rules(now=now)
    install_questionnaires(now=now - YEAR)
    rows, known = Rows(), Known()
    add_company(rows, company, known)
    add_products(rows, company, known)
    _add_cases(rows, known, company)
    count = rows.store() + _add_signs(rows, company.until)
    _add_words(rows)
    db.session.execute(update(Department), heads(known))
    db.session.flush()
    return Loaded(len(company.people), len(known.customers), len(company.stories), count)


def _add_cases(rows: Rows, known: Known, company: Company) -> None:
    version = current("revisit")
    assert version is not None
    Asking.questions = Questions(version.id, version.content, SEED)
    customers = {customer.key: customer for customer in company.customers}
    given: Counter[date] = Counter()
    for story in sorted(company.stories, key=lambda each: each.received_at):
        day = local_day(story.received_at)
        given[day] += 1
        number = f"HY-{day:%Y%m%d}-{given[day]:04d}"
        case = _case(rows, known, story, customers[story.customer], number)
        rules = rules_of(case["rulebook_id"])
        Chronicle(rows, known, rules, case).follow(story.steps, STEPS, until=company.until)
    for day, last in given.items():
        rows.add(CaseCounter, at=company.until, day=day, last=last)


def _add_signs(rows: Rows, until: datetime) -> int:
    """The signs by which recent cases are found again; returns how many (T-06)."""
    since = until - timedelta(days=rules_at(until).duplicates.days)
    found = [
        {"sign": sign, "case_id": case["id"]}
        for case in rows.of(Case)
        if case["received_at"] >= since
        for sign in kept(signs(told(case["title"], case["problem"], case["expected"])))
    ]
    if found:
        db.session.execute(insert(case_sign), found)
    return len(found)


def _add_words(rows: Rows) -> None:
    """The words by which search finds the cases: what was said at first and later (V-01)."""
    index_many(rows.of(Case))
    said: dict[int, list[str]] = {}
    for contact in rows.of(Contact):
        said.setdefault(contact["case_id"], []).append(contact["text"])
    for confirmation in rows.of(Confirmation):
        said.setdefault(confirmation["case_id"], []).append(confirmation["comment"])
    index_many_words(said)


def _case(rows: Rows, known: Known, story: CaseStory, customer: Customer, number: str) -> Row:
    rulebook_id = rulebook_at(story.received_at).id
    text = told(story.title, story.problem, story.expected)
    first = story.steps[0].by
    by: int | Party = known.staff.get(first, Party.CUSTOMER if first == "customer" else Party.SYSTEM)
    return rows.add(
        Case,
        at=story.received_at,
        number=number,
        key_version=1,
        submission=None,
        version=1,
        kind=story.kind,
        channel=story.channel,
        state=State.NEW,
        round=1,
        rulebook_id=rulebook_id,
        customer_id=customer_id(rows, customer, known, at=story.received_at, by=by),
        contact_name=customer.contact,
        contact_phone=customer.phone,
        contact_email=customer.email,
        account=customer.account,
        region=customer.region,
        language=story.language,
        title=story.title,
        problem=story.problem,
        happened_when=story.happened_when,
        happened_where=story.happened_where,
        expected=story.expected,
        expected_on=story.expected_on,
        verified_with_customer=story.verified,
        registered_by_id=None if isinstance(by, Party) else by,
        received_at=story.received_at,
        suggestion=suggest(text, rules_of(rulebook_id), kind=story.kind).as_facts(),
        ask_again_at=None,
        waits_until=None,
        category=None,
        product_id=None,
        grade=None,
        criteria=[],
        urgent=False,
        important=False,
        priority=3,
        triaged_at=None,
        lead_department_id=None,
        owner_id=None,
        due_at=None,
        due_kind=None,
        answered_at=None,
        closed_at=None,
        closing=None,
        closing_reason="",
    )
