"""Every step on a person's card."""

from datetime import date

from models.people import actions
from models.people.rules import Role
from tests.cast import Cast, department
from tests.client import Client, form_on
from tests.markup import region
from tests.portal.people.looking import NOW, card, fresh, listed


def test_changing_details(cast: Cast, hr: Client) -> None:
    answer = hr.submit(card(cast.plain), "/details", department="SC", phone="0755-88213344")
    assert (answer.status_code, answer.location) == (303, card(cast.plain))
    assert fresh(cast.plain).department.code == "SC"
    page = hr.get(card(cast.plain)).text
    assert "已保存。" in page
    assert "0755-88213344" in region(page, "#person-facts")
    history = region(page, "#change-history")
    assert "从 YY 调入 SC" in history
    assert "任事" in history
    assert "0755" not in history


def test_under_htmx_the_regions_change_in_place(cast: Cast, hr: Client) -> None:
    page = hr.get(card(cast.plain)).text
    assert 'hx-target="#next-steps"' in page
    hr.environ_base["HTTP_HX_REQUEST"] = "true"
    answer = hr.send(card(cast.plain, "roles"), roles="trainer", version=str(cast.plain.version))
    assert answer.status_code == 200
    for part in ("person-facts", "person-roles", "change-history", "next-steps"):
        assert f'<hx-partial hx-target="#{part}"' in answer.text
    assert "培训师" in answer.text


def test_what_is_wrong_opens_the_step_again(cast: Cast, hr: Client) -> None:
    answer = hr.submit(card(cast.plain), "/details", name="", phone="0755-88213344")
    assert answer.status_code == 422
    steps = region(answer.text, "#next-steps")
    assert "请填写此项。" in steps
    assert 'value="0755-88213344"' in answer.text
    assert 'id="step-change" name="steps" open' in answer.text


def test_two_editors(cast: Cast, hr: Client) -> None:
    """H-07: the second is told, and nothing of the first is lost."""
    seen = cast.plain.version
    actions.change_staff(
        cast.plain,
        actions.Details(name="袁工", name_en="Yuan Gong", department=department("SC")),
        by=cast.administrator,
        now=NOW,
    )
    fields = {"name": "袁新", "name_en": "Yuan", "department": "YY", "version": str(seen)}
    answer = hr.send(card(cast.plain, "details"), **fields)
    assert answer.status_code == 409
    assert "有人先您一步" in answer.text
    assert fresh(cast.plain).name == "袁工"
    assert cast.plain.department.code == "SC"


def test_roles_are_set_by_ticking(cast: Cast, hr: Client) -> None:
    form = form_on(hr.get(card(cast.inspector)).text, "/roles")
    assert [value for name, value in form.form_values() if name == "roles"] == ["quality_inspector"]
    answer = hr.submit(card(cast.inspector), "/roles", roles=["trainer", "legal"])
    assert answer.status_code == 303
    assert fresh(cast.inspector).roles == {Role.STAFF, Role.TRAINER, Role.LEGAL}
    assert "授予 法务、培训师，收回 质检员" in region(hr.get(card(cast.inspector)).text, "#change-history")


def test_roles_that_are_not_up_for_choice_stay(cast: Cast, hr: Client) -> None:
    """Human Resources cannot take an auditor's role by leaving it out: the row is out of reach."""
    answer = hr.send(card(cast.auditor, "roles"), roles="trainer", version=str(cast.auditor.version))
    assert answer.status_code == 403
    assert fresh(cast.auditor).roles == {Role.STAFF, Role.AUDITOR}


def test_nobody_changes_their_own_roles(cast: Cast, hr: Client) -> None:
    """X-01."""
    answer = hr.send(card(cast.hr, "roles"), roles="quality_inspector", version=str(cast.hr.version))
    assert answer.status_code == 403
    assert "请找同事操作" in answer.text
    assert fresh(cast.hr).roles == {Role.STAFF, Role.HR}


def test_a_temporary_password(cast: Cast, hr: Client) -> None:
    answer = hr.submit(card(cast.plain), "/password")
    assert answer.status_code == 200
    password = region(answer.text, "#issued-password")
    assert fresh(cast.plain).password_temporary
    assert actions.log_in("plain", password, now=NOW) is not None
    assert "发放临时密码" in region(hr.get(card(cast.plain)).text, "#change-history")


def test_leaving_and_coming_back(cast: Cast, hr: Client) -> None:
    answer = hr.submit(card(cast.plain), "/departure", left_on="2026-11-20")
    assert answer.status_code == 303
    assert fresh(cast.plain).left_on == date(2026, 11, 20)
    assert listed(hr.get("/portal/people?q=T-0013").text) == []
    assert listed(hr.get("/portal/people?q=T-0013&employment=left").text) == ["T-0013"]
    assert hr.submit(card(cast.plain), "/return").status_code == 303
    assert fresh(cast.plain).left_on is None


def test_a_head_cannot_simply_leave(cast: Cast, hr: Client) -> None:
    answer = hr.submit(card(cast.head), "/departure", left_on="2026-11-20")
    assert answer.status_code == 422
    assert "请先另行指定" in region(answer.text, "#next-steps")
    assert fresh(cast.head).left_on is None


def test_a_lost_phone(cast: Cast, hr: Client) -> None:
    cast.plain.totp_secret, cast.plain.totp_confirmed_at = "A" * 32, NOW
    assert hr.submit(card(cast.plain), "/second-factor-removal").status_code == 303
    assert fresh(cast.plain).totp_secret is None
