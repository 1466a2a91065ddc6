"""A consultation on the screen: called, concluded, and the triage that follows it (T-04)."""

from models.cases.tables import Case, Meeting
from models.cases.words import MeetingState
from models.db import db
from tests.cast import Cast, department
from tests.client import Client, form_on
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import new
from tests.portal.cases.conftest import address
from tests.survey.track.following import follow


def call(case: Case, client: Client) -> int:
    asked = {
        "consultation-question": "账单与断网交织，谁主办？",
        "consultation-departments": [str(department("SC").id), str(department("CW").id)],
    }
    return client.submit(address(case), "/consultation", **asked).status_code


def conclusion(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "consultation-minutes-lead_department_id": str(department("SC").id),
        "consultation-minutes-assisting": [str(department("CW").id)],
        "consultation-minutes-task": "核对账单",
        "consultation-minutes-held_at": "2026-11-23T11:00",
        "consultation-minutes-place": "电话会议",
        "consultation-minutes-people": [str(cast.stranger.id), str(cast.finance.id)],
        "consultation-minutes-decisions": "市场部牵头",
        **changes,
    }


def test_t04_from_question_to_triage(cast: Cast, client: Client) -> None:
    case = new()
    db.session.commit()
    client.come_in(cast.agent)
    assert call(case, client) == 303
    page = client.get(address(case)).text
    assert "谁主办？" in region(page, "#case-consultations")
    assert "财务部" in region(page, "#case-consultations")
    assert "谁主办？" in region(client.come_in(cast.stranger).get(address(case)).text, "#case-story")
    assert words_in_the_other_language(page) == []

    client.come_in(cast.agent)
    refused = client.submit(
        address(case), "/consultation-minutes", **conclusion(cast, **{"consultation-minutes-task": ""})
    )
    assert refused.status_code == 422
    assert "市场部牵头" in region(refused.text, "#form-consultation-minutes")
    assert client.submit(address(case), "/consultation-minutes", **conclusion(cast)).status_code == 303
    db.session.expire_all()
    assert db.session.query(Meeting).one().state is MeetingState.HELD
    page = client.get(address(case)).text
    assert "会诊结论：由市场部主办" in region(page, "#case-story")
    assert form_on(page, "/triage").fields["triage-department_id"] == str(department("SC").id)

    triage = {"triage-category": "network_fault", "triage-grade": "2", "triage-reason": "会诊"}
    wrong = client.submit(
        address(case), "/triage", **triage, **{"triage-department_id": str(department("JS").id)}
    )
    assert wrong.status_code == 422
    assert "会诊已确定由其他部门主办" in region(wrong.text, "#form-triage")
    assert client.submit(address(case), "/triage", **triage).status_code == 303
    assert "核对账单" in region(
        client.come_in(cast.finance).get(address(case)).text, "#form-assistance-answer"
    )


def test_t04_each_is_offered_the_own_steps_alone(cast: Cast, client: Client) -> None:
    """X-01: those invited read the case; who may steer it calls and concludes."""
    case = new()
    db.session.commit()
    client.come_in(cast.agent)
    call(case, client)
    found: dict[str, int] = {}
    for part, person in vars(cast).items():
        page = client.come_in(person).get(address(case))
        found[part] = 2 if 'id="step-consultation-minutes"' in page.text else page.status_code
    assert {part for part, what in found.items() if what == 2} == {"agent", "second_agent"}
    readers = {part for part, what in found.items() if what == 200}
    assert readers == {"auditor", "committee", "finance", "leader", "inspector", "stranger"}


def test_h08_customers_never_read_of_it(cast: Cast, client: Client) -> None:
    case = new()
    db.session.commit()
    client.come_in(cast.agent)
    call(case, client)
    page = follow(client, case).text
    assert case.number in page
    assert "谁主办" not in page
