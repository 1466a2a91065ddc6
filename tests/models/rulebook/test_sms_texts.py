"""R-02, H-05: what an SMS may say, how long it is, and the texts that come with the product."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.people.tables import Language
from models.rulebook import queries
from models.rulebook.actions import install_defaults, restore_template, save_sms, save_template
from models.rulebook.installed import first_sms
from models.rulebook.rules import (
    MOST_PARTS,
    SMS_FIELDS,
    SMS_KINDS,
    SMS_NEEDED,
    BadTemplate,
    check_sms,
    parts,
    render_sms,
    typical_parts,
    units,
)
from models.rulebook.tables import MessageTemplate
from models.rulebook.words import Means, MessageKind
from tests.cast import Cast
from tests.moments import MONDAY

KIND = MessageKind.REVISIT_INVITATION
GOOD = "【{{ company }}】请评价：{{ link }}"


@pytest.mark.parametrize(
    ("text", "length", "count"),
    [
        ("", 0, 1),
        ("a" * 70, 70, 1),
        ("断" * 70, 70, 1),
        ("a" * 71, 71, 2),
        ("a" * 134, 134, 2),
        ("a" * 135, 135, 3),
        ("a" * 201, 201, 3),
        ("𠮷" * 35, 70, 1),
        ("𠮷" * 36, 72, 2),
        ("a" * 66 + "𠮷" + "a" * 66, 134, 3),
    ],
)
def test_parts_are_counted_as_telephones_do(text: str, length: int, count: int) -> None:
    """70 units in one part, 67 in each of several; a sign of two units is not torn in two."""
    assert (units(text), parts(text)) == (length, count)


def test_each_installed_text_fits_into_two_parts() -> None:
    """The guard: with values as they usually are, in both languages."""
    texts = first_sms()
    assert set(texts) == {(kind, language.value) for kind in SMS_KINDS for language in Language}
    for (kind, tongue), body in texts.items():
        language = Language(tongue)
        check_sms(kind, language, body)
        assert typical_parts(language, body) <= MOST_PARTS, (kind, tongue)
        filled = render_sms(body, {field: f"<{field}>" for field in SMS_FIELDS[kind]})
        assert filled.startswith("【<company>】")
        assert filled.endswith("<link>") or "link" not in SMS_NEEDED[kind]


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [
        (KIND, " ", "required"),
        (KIND, "请评价：{{ link }}", "no_signature"),
        (KIND, GOOD + "【促销】", "no_signature"),
        (KIND, GOOD + "\n谢谢", "one_line"),
        (KIND, GOOD + "{{ title }}", "unknown_field"),
        (KIND, "【{{ company }}】请评价", "missing_field"),
        (MessageKind.EXTENSION, "【{{ company }}】要晚一些：{{ link }}", "missing_field"),
        (KIND, GOOD + "{{ link", "malformed_field"),
        (KIND, "【{{ company }}】" + "请" * 66 + "{{ link }}", "too_many_parts"),
        (MessageKind.CLOSED, GOOD, "not_by_sms"),
    ],
)
def test_what_cannot_be_used_is_refused(kind: MessageKind, body: str, why: str) -> None:
    with pytest.raises(BadTemplate) as problem:
        check_sms(kind, Language.ZH, body)
    assert problem.value.why == why


def test_values_keep_an_sms_on_one_line() -> None:
    assert render_sms(GOOD, {"company": "云帆\n网络", "link": "x"}) == "【云帆 网络】请评价：x"


def test_the_texts_are_installed_where_there_are_none(session: Session, cast: Cast) -> None:
    """An installation from before SMS gets them at its next start."""
    of_sms = select(func.count(MessageTemplate.id)).where(MessageTemplate.means == Means.SMS)
    assert session.scalar(of_sms) == 2 * len(SMS_KINDS)
    assert install_defaults(now=MONDAY) == []


def test_a_changed_sms_is_a_version_of_its_own(session: Session, cast: Cast) -> None:
    """H-05: beside the letter of the same occasion, which stays as it is; and it can be restored."""
    saved = save_sms(KIND, Language.ZH, GOOD, by=cast.administrator, now=MONDAY)
    assert saved.audit_name == "template:revisit_invitation.sms/zh/2"
    assert queries.template(KIND, Language.ZH, MONDAY, means=Means.SMS).id == saved.id
    assert queries.template(KIND, Language.ZH, MONDAY).version == 1
    save_template(KIND, Language.ZH, "请评价", "{{ link }}", by=cast.administrator, now=MONDAY)
    first = queries.template_version(KIND, Language.ZH, 1, means=Means.SMS)
    assert first is not None
    later = MONDAY + timedelta(minutes=1)
    again = restore_template(first, by=cast.administrator, now=later)
    assert (again.version, again.body, again.means) == (3, first.body, Means.SMS)
    versions = queries.template_versions(KIND, Language.ZH, means=Means.SMS)
    assert [each.version for each in versions] == [3, 2, 1]
