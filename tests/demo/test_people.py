"""Who works at 云帆网络, and who its customers are."""

from collections import Counter
from itertools import pairwise

from demo.departments import departments
from demo.people import logins, people
from demo.story import Company, Voice
from models.customers.rules import email_of, phone_of
from models.people.rules import Role
from models.rulebook.document import parse
from models.rulebook.installed import first_document

REGULATIONS = {"KF", "YF", "JS", "YY", "SC", "ZL", "FW", "CW", "RS", "XZ", "MD1", "MD2", "MD3", "ZB"}


def test_the_departments_of_the_regulations_each_with_a_head_of_its_own() -> None:
    heads = {each.code: each.head for each in departments()}
    assert set(heads) == REGULATIONS
    by_number = {each.number: each for each in people()}
    for code, head in heads.items():
        assert by_number[head].department == code
        assert Role.DEPARTMENT_HEAD in by_number[head].roles


def test_the_rulebook_sends_work_to_departments_that_exist() -> None:
    """T-04: every category's department is one of the company's, with somebody who handles cases."""
    wanted = parse(first_document()).departments()
    assert wanted <= REGULATIONS


def test_departments_stand_below_one_that_came_before() -> None:
    known: set[str | None] = {None}
    for each in departments():
        assert each.parent in known
        known.add(each.code)


def test_about_60_people_with_numbers_and_logins_of_their_own() -> None:
    assert 58 <= len(people()) <= 70
    for field in ("number", "login", "name", "email", "phone"):
        assert len({getattr(each, field) for each in people()}) == len(people())
    for each in people():
        assert each.email.endswith("@yunfan.example")
        assert each.login.isascii()
        assert each.login == each.login.lower()
        assert phone_of(each.phone) == each.phone


def test_numbers_are_given_in_the_order_of_joining() -> None:
    joined = [each.joined_on for each in sorted(people(), key=lambda each: each.number)]
    assert all(earlier <= later for earlier, later in pairwise(joined))


def test_those_whom_the_design_names_are_there() -> None:
    known = {each.number: (each.name, each.department) for each in people()}
    assert known["YF-0217"] == ("周启明", "JS")
    assert known["YF-0342"] == ("陈立", "YF")
    assert {("林晓雯", "KF"), ("孙悦", "KF")} <= set(known.values())


def test_one_login_for_each_role() -> None:
    """X-01: every role can be tried."""
    by_number = {each.number: each for each in people()}
    assert [each.role for each in logins()] == list(dict.fromkeys(each.role for each in logins()))
    assert {each.role for each in logins()} == set(Role)
    for each in logins():
        person = by_number[each.number]
        assert each.login == person.login
        assert person.left_on is None
        assert each.role in person.roles or each.role is Role.STAFF


def test_about_900_customers_that_nobody_can_reach_by_mistake(company: Company) -> None:
    """X-03: valid in form, nobody's in fact."""
    assert 890 <= len(company.customers) <= 910
    for each in company.customers:
        assert phone_of(each.phone) == each.phone
        assert each.phone[6:10] == "0000"
        if each.email:
            assert email_of(each.email) == each.email
            assert each.email.rpartition("@")[2].startswith("example.") or each.email.endswith(".example")
    assert len({each.phone for each in company.customers}) == len(company.customers)
    assert len({each.account for each in company.customers}) == len(company.customers)


def test_customers_of_all_kinds(company: Company) -> None:
    voices = Counter(each.voice for each in company.customers)
    assert set(voices) == set(Voice)
    assert 15 <= sum(each.language == "en" for each in company.customers) <= 30
    assert 80 <= sum(each.firm for each in company.customers) <= 150
    assert {"深圳", "广州", "东莞", "惠州"} <= {each.city for each in company.customers}
    assert any("·" in each.name for each in company.customers)
    spoke = {story.customer for story in company.stories}
    assert len(spoke) > 800
