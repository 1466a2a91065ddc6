"""A complaint before a regulator or mediator, on the screen: recorded, answered, ended, registered (H-11)."""

from io import BytesIO

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.actions import OutsideDraft
from models.cases.tables import Case, OutsideComplaint, OutsidePaper
from models.cases.words import Channel, OutsideOutcome, State
from models.clock import local_day
from models.db import db
from models.rulebook.words import OutsideBody
from tests.cast import Cast, lead_service
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, answered, taken
from tests.models.files.samples import picture
from tests.moments import MONDAY
from tests.portal.cases.conftest import address
from tests.portal.channels.test_registering import tabs
from tests.survey.track.following import follow

RECORD = "outside-complaint-"
LETTER = {
    f"{RECORD}body": "telecom_appeal",
    f"{RECORD}number": "DXSS-118",
    f"{RECORD}received_on": "2026-11-23",
    f"{RECORD}due_on": "2026-12-01",
    f"{RECORD}remark": "要求说明断网原因",
}
REGISTER = "/portal/channels/regulator"


def scan() -> tuple[BytesIO, str]:
    return BytesIO(picture()), "转办函.png"


def only() -> OutsideComplaint:
    db.session.expire_all()
    return db.session.scalars(select(OutsideComplaint)).one()


def recorded(case: Case, cast: Cast) -> OutsideComplaint:
    draft = OutsideDraft(OutsideBody.TELECOM_APPEAL, local_day(MONDAY), number="DXSS-118")
    found = actions.record_outside(case, draft, by=cast.legal, now=MONDAY + HOUR, seen=None)
    db.session.commit()
    return found


def test_h11_from_letter_to_outcome(cast: Cast, client: Client) -> None:
    """Recorded by the head of customer service with its paper; the handler reads all of it and does none."""
    case = taken(cast)
    client.come_in(lead_service(cast))
    sent = client.submit(address(case), "/outside-complaint", **LETTER, **{f"{RECORD}papers": [scan()]})
    assert sent.status_code == 303
    made = only()
    assert (made.number, made.due_on.isoformat()) == ("DXSS-118", "2026-12-01")
    page = client.get(address(case)).text
    assert "已登记，最迟 2026-12-01" in page
    assert "答复监管机构" in region(page, "#case-dues")
    shown = region(page, "#case-outside-complaints")
    assert all(each in shown for each in ("电信用户申诉受理中心", "DXSS-118", "待答复", "转办函.png"))
    assert "监管介入" in region(page, "#case-badges")
    assert words_in_the_other_language(page) == []

    client.come_in(cast.handler)
    page = client.get(address(case)).text
    assert "DXSS-118" in region(page, "#case-outside-complaints")
    assert "form-outside-answer" not in page
    file_id = db.session.scalars(select(OutsidePaper.file_id)).one()
    assert client.get(address(case, f"files/{file_id}")).status_code == 200
    assert client.come_in(cast.stranger).get(address(case, f"files/{file_id}")).status_code == 404

    client.come_in(cast.legal)
    assert case.number in region(client.get("/portal/cases?outside=y").text, "#case-list")
    answer = {"outside-answer-text": "设备老化，已更换。", "outside-answer-sent_on": "2026-11-23"}
    assert client.submit(address(case), "/outside-answer", **answer).status_code == 303
    assert "设备老化" in region(client.get(address(case)).text, "#case-story")
    outcome = {"outside-outcome-outcome": "mediated", "outside-outcome-closed_on": "2026-11-23"}
    assert client.submit(address(case), "/outside-outcome", **outcome).status_code == 303
    assert only().outcome is OutsideOutcome.MEDIATED
    assert "调解达成一致" in region(client.get(address(case)).text, "#case-outside-complaints")
    assert case.number not in client.get("/portal/cases?outside=y").text


def test_h11_a_refused_form_keeps_its_paper(cast: Cast, client: Client) -> None:
    """H-07: nobody chooses a file twice; and another day is refused where it was typed."""
    case = taken(cast)
    client.come_in(lead_service(cast))
    wrong = LETTER | {f"{RECORD}body": "", f"{RECORD}due_on": "2026-11-01"}
    refused = client.submit(address(case), "/outside-complaint", **wrong, **{f"{RECORD}papers": [scan()]})
    assert refused.status_code == 422
    form = region(refused.text, "#form-outside-complaint")
    assert "转办函.png" in form
    assert "该日期早于收函日期" in form
    assert "DXSS-118" in refused.text
    word = refused.text.split('name="carried" value="', 1)[1].split('"', 1)[0]
    again = client.send(
        address(case, "outside-complaint"),
        **LETTER,
        **{f"{RECORD}version": str(case.version)},
        carried=word,
    )
    assert again.status_code == 303
    assert db.session.scalars(select(OutsidePaper.outside_id)).all() == [only().id]


def test_h11_another_letter_moves_the_last_day(cast: Cast, client: Client) -> None:
    case = taken(cast)
    recorded(case, cast)
    client.come_in(cast.legal)
    assert client.submit(address(case), "/outside-change").status_code == 422
    later = {"outside-change-due_on": "2026-12-09", "outside-change-remark": "延长答复期限"}
    assert client.submit(address(case), "/outside-change", **later).status_code == 303
    assert only().due_on.isoformat() == "2026-12-09"
    page = client.get(address(case)).text
    assert "2026-12-03" in region(page, "#case-story")
    assert "2026-12-09" in region(page, "#case-outside-complaints")


def test_h11_a_closed_case_is_offered_to_be_handled_again(cast: Cast, client: Client) -> None:
    case = answered(cast)
    actions.confirm(case, True, "", now=MONDAY + 3 * HOUR)
    recorded(case, cast)
    client.come_in(cast.legal)
    page = client.get(address(case)).text
    assert "重新处理" in region(page, "#step-reopening")
    assert client.submit(address(case), "/reopening").status_code == 303
    db.session.expire_all()
    assert case.state is State.HANDLING
    assert "因监管或调解机构介入" in region(client.get(address(case)).text, "#case-story")
    assert "监管" in region(client.come_in(cast.handler).get("/portal/notices").text, "//main")


def test_h11_the_customer_sees_nothing_of_it(cast: Cast, client: Client) -> None:
    """H-08: what passes between a body and us is not on the tracking page."""
    case = taken(cast)
    recorded(case, cast)
    page = follow(client, case).text
    assert "DXSS-118" not in page
    assert "监管" not in page


def test_h11_registered_with_its_letter_in_one_go(cast: Cast, client: Client) -> None:
    page = client.come_in(cast.legal).get(REGISTER).text
    assert tabs(page) == ["员工收集", "监管或调解机构"]
    told = {
        "body": "other",
        "body_name": "市消费者权益中心",
        "received_on": "2026-11-23",
        "problem": "客户向中心反映多收月租",
        "files": [scan()],
    }
    sent = client.submit(REGISTER, **told)
    assert sent.status_code == 303
    made, case = only(), db.session.scalars(select(Case)).one()
    assert (case.channel, made.case_id, made.body_name) == (Channel.REGULATOR, case.id, "市消费者权益中心")
    assert made.due_on.isoformat() == "2026-11-30"
    assert db.session.scalars(select(OutsidePaper.outside_id)).all() == [made.id]
    assert "市消费者权益中心" in client.get(address(case)).text


@pytest.mark.parametrize("part", ["agent", "handler", "head", "leader", "auditor", "plain", "finance"])
def test_h11_x01_others_record_nothing(cast: Cast, client: Client, part: str) -> None:
    """Only Legal and the head of customer service, whatever is sent."""
    case = taken(cast)
    recorded(case, cast)
    client.come_in(getattr(cast, part))
    assert client.get(REGISTER).status_code == 403
    for step in ("outside-complaint", "outside-change", "outside-answer", "outside-outcome", "reopening"):
        sent = client.send(address(case, step), **LETTER, **{f"{step}-version": "1"})
        assert sent.status_code in (403, 404, 409, 422), step
    assert only().owed
