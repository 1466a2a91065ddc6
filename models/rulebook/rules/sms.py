"""What an SMS to a customer may say, and how many parts it is charged as (R-02, H-05). Pure.

A text begins with the company's name in 【】, as gateways in China demand, and says the rest behind one
short link. Whatever a person wrote for the letter stands there, not in the SMS.
"""

from collections.abc import Mapping

from models.people.tables import Language
from models.rulebook.rules.letters import BadTemplate, fields_of, filled
from models.rulebook.words import MessageKind

SIGNATURE = "【{{ company }}】"
ONE_PART = 70
"""How many UTF-16 units an SMS of a single part holds (UCS-2, as 【】 are in every text)."""
EACH_PART = 67
"""And each of several, whose first three units say where it belongs."""
MOST_PARTS = 2
"""A text that takes more with typical values is refused: each part is charged and may get lost."""

SMS_MOST = 400
"""Signs of a text with its fields unfilled."""

_ALWAYS = frozenset({"company", "hotline", "link", "number"})
SMS_FIELDS: Mapping[MessageKind, frozenset[str]] = {
    MessageKind.ACKNOWLEDGEMENT: _ALWAYS | {"respond_by"},
    MessageKind.MORE_INFO_REQUEST: _ALWAYS | {"answer_by"},
    MessageKind.MORE_INFO_REMINDER: _ALWAYS | {"answer_by"},
    MessageKind.EXTENSION: _ALWAYS | {"new_due_at"},
    MessageKind.REPLY: _ALWAYS,
    MessageKind.REOPENED: _ALWAYS | {"call_by"},
    MessageKind.MERGED: _ALWAYS | {"other_number"},
    MessageKind.REVISIT_INVITATION: _ALWAYS | {"open_until"},
    MessageKind.REVISIT_REMINDER: _ALWAYS | {"open_until"},
    MessageKind.CHAT_RATING: _ALWAYS | {"open_until"},
    MessageKind.CAMPAIGN_INVITATION: _ALWAYS | {"open_until"},
    MessageKind.CAMPAIGN_REMINDER: _ALWAYS | {"open_until"},
    MessageKind.TRACKING_CODE: _ALWAYS | {"code", "valid_until"},
}
"""The occasions on which an SMS may leave, with the fields of each. On the others the customer finds our
words on the tracking page: they ask for nothing and promise nothing new."""
SMS_KINDS = frozenset(SMS_FIELDS)
SMS_NEEDED: Mapping[MessageKind, frozenset[str]] = {
    kind: frozenset({"link"}) | (frozenset({"call_by", "new_due_at", "other_number", "respond_by"}) & fields)
    for kind, fields in SMS_FIELDS.items()
} | {MessageKind.TRACKING_CODE: frozenset({"code"})}
"""The fields without which an SMS would not do its duty: the link, and what is promised by it. A code stands
alone: who is asked to open links beside codes learns to fall for others'."""

_MOMENTS = ("answer_by", "call_by", "new_due_at", "open_until", "respond_by", "valid_until")
_LINK = "https://voice.yunfan.example"
TYPICAL: Mapping[Language, Mapping[str, str]] = {
    Language.ZH: {
        "company": "云帆网络",
        "hotline": "400-000-8210",
        "link": f"{_LINK}/s/0123456789ABCDEFGHJKMNPQRSTVWXYZ",
        "number": "HY-20261121-0042",
        "other_number": "HY-20261120-0017",
        **dict.fromkeys(_MOMENTS, "11月25日18:00"),
        "code": "042871",
    },
    Language.EN: {
        "company": "Yunfan Network",
        "hotline": "400-000-8210",
        "link": f"{_LINK}/s/0123456789ABCDEFGHJKMNPQRSTVWXYZ",
        "number": "HY-20261121-0042",
        "other_number": "HY-20261120-0017",
        **dict.fromkeys(_MOMENTS, "25 Nov 18:00"),
        "code": "042871",
    },
}
"""By which values the length of a text is judged before it is used."""


def units(text: str) -> int:
    """The length of a text as a telephone counts it: UTF-16 units, two for 𠮷 or an emoji."""
    return len(text.encode("utf-16-be", "surrogatepass")) // 2


def parts(text: str) -> int:
    """In how many parts an SMS leaves: one up to 70 units, else 67 in each; no sign is torn in two."""
    if units(text) <= ONE_PART:
        return 1
    count, room = 1, EACH_PART
    for sign in text:
        needs = units(sign)
        if needs > room:
            count, room = count + 1, EACH_PART
        room -= needs
    return count


def check_sms(kind: MessageKind, language: Language, body: str) -> None:
    """Raises BadTemplate unless the text can be used for this occasion.

    `why` is one of required, not_by_sms, no_signature, one_line, malformed_field, unknown_field,
    missing_field, too_many_parts.
    """
    if kind not in SMS_FIELDS:
        raise BadTemplate("body", "not_by_sms")
    if not body.strip():
        raise BadTemplate("body", "required")
    if not body.startswith(SIGNATURE) or "【" in body[1:]:
        raise BadTemplate("body", "no_signature")
    if any(not sign.isprintable() for sign in body):
        raise BadTemplate("body", "one_line")
    fields = fields_of("body", body)
    if unknown := fields - SMS_FIELDS[kind]:
        raise BadTemplate("body", "unknown_field", unknown)
    if missing := SMS_NEEDED[kind] - fields:
        raise BadTemplate("body", "missing_field", missing)
    if typical_parts(language, body) > MOST_PARTS:
        raise BadTemplate("body", "too_many_parts")


def render_sms(body: str, values: Mapping[str, str]) -> str:
    """An SMS with its fields filled in, on one line whatever the values hold."""
    return " ".join(filled("body", body, values).split())


def typical_sms(language: Language, body: str) -> str:
    """A text with values as they usually are."""
    return render_sms(body, TYPICAL[language])


def typical_parts(language: Language, body: str) -> int:
    """How many parts a text takes with values as they usually are."""
    return parts(typical_sms(language, body))
