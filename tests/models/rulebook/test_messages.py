"""Texts to customers: the fields that an occasion knows, and filling them in (H-05)."""

import pytest

from models.errors import Invalid
from models.rulebook.rules import BODY_MOST, SUBJECT_MOST, BadTemplate, check, render_body, render_subject
from models.rulebook.words import MessageKind

KIND = MessageKind.PROGRESS


@pytest.mark.parametrize(
    ("subject", "body", "field", "why", "names"),
    [
        ("News", "{{ progress }} {{ salary }} {{ age }}", "body", "unknown_field", ("age", "salary")),
        ("News {{ question }}", "{{ progress }}", "subject", "unknown_field", ("question",)),
        ("News", "{{ Progress }}", "body", "malformed_field", ()),
        ("News", "{{ progress }} {{ link", "body", "malformed_field", ()),
        ("News", "{{ progress | upper }}", "body", "malformed_field", ()),
        ("News", "{{ progress.title }}", "body", "malformed_field", ()),
        ("News", "{{{{ progress }}}}", "body", "malformed_field", ()),
        ("News", "{{ link }}", "body", "missing_field", ("progress",)),
        ("", "{{ progress }}", "subject", "required", ()),
        ("News", "  \n ", "body", "required", ()),
        ("N" * (SUBJECT_MOST + 1), "{{ progress }}", "subject", "too_long", ()),
        ("News", "{{ progress }}" + "x" * BODY_MOST, "body", "too_long", ()),
        ("News\r\nBcc: all@example.com", "{{ progress }}", "subject", "one_line", ()),
    ],
)
def test_what_is_refused(subject: str, body: str, field: str, why: str, names: tuple[str, ...]) -> None:
    """H-05: a clear refusal when the text is saved, never a surprise when it is sent."""
    with pytest.raises(BadTemplate) as refused:
        check(KIND, subject, body)
    assert isinstance(refused.value, Invalid)
    assert (refused.value.field, refused.value.why, refused.value.names) == (field, why, names)


def test_single_braces_are_text() -> None:
    check(KIND, "News {1}", "{{progress}} {not a field} %(neither)s {% nor this %}")


def test_values_are_plain_text() -> None:
    """A value is put in as it is and not read again."""
    values = {"progress": "{{ link }} <b>& \\1 {{ secret }}", "link": "https://example.com/?a=1&b=2"}
    assert render_body("{{ progress }}\n{{link}}", values) == (
        "{{ link }} <b>& \\1 {{ secret }}\nhttps://example.com/?a=1&b=2\n"
    )


def test_a_subject_stays_on_one_line() -> None:
    """No value can add a header to a mail."""
    subject = render_subject("About {{ title }}", {"title": "fault\r\nBcc: all@example.com\u2028x"})
    assert subject == "About fault Bcc: all@example.com x"


def test_an_empty_field_leaves_no_gap() -> None:
    """R-01: an apology where due; without one the paragraph is not there."""
    body = "Result:\n\n{{ result }}\n\n{{ apology }}\n\nGoodbye"
    assert render_body(body, {"result": "done", "apology": ""}) == "Result:\n\ndone\n\nGoodbye\n"


def test_nothing_half_filled_is_sent() -> None:
    with pytest.raises(BadTemplate) as refused:
        render_body("{{ progress }} {{ link }}", {"progress": "done"})
    assert refused.value.names == ("link",)
