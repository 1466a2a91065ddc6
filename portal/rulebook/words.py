"""What the fields of letters mean, and why a text is refused."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.errors import fault
from web.language import lazy

_FIELDS: Mapping[str, LazyString] = {
    "answer_by": lazy("by when the customer should answer"),
    "apology": lazy("the apology, where one is due"),
    "call_by": lazy("by when the customer is called"),
    "caller": lazy("who calls the customer"),
    "closed_at": lazy("when the case was closed"),
    "code": lazy("the six digits that open the case"),
    "company": lazy("the company’s name"),
    "customer": lazy("how the customer is addressed"),
    "due_at": lazy("by when it will be done"),
    "hotline": lazy("the service hotline"),
    "link": lazy("the customer’s own link"),
    "new_due_at": lazy("the new date"),
    "number": lazy("the case number"),
    "old_due_at": lazy("the date that was promised before"),
    "other_link": lazy("the link of the case that goes on"),
    "other_number": lazy("the number of the case that goes on"),
    "open_until": lazy("until when the survey is open"),
    "privacy": lazy("what is kept of who answers"),
    "progress": lazy("what was written about progress"),
    "question": lazy("what the customer is asked"),
    "reason": lazy("why it takes longer"),
    "received_at": lazy("when it was received"),
    "respond_by": lazy("by when we first respond"),
    "result": lazy("what was done, as approved"),
    "round": lazy("which round this is"),
    "title": lazy("the title of the case"),
    "valid_until": lazy("until when the code is valid"),
    "words": lazy("what the survey says about itself"),
}


def field_words(field: str) -> str:
    """What a field stands for, in the reader's language."""
    return str(_FIELDS.get(field, field))


fault("one_line", lazy("This must be a single line."))
fault("malformed_field", lazy("A field is written {{ name }}; one here is not."))
fault("unknown_field", lazy("This letter does not know these fields:"))
fault("missing_field", lazy("This letter cannot do without these fields:"))
fault("not_by_sms", lazy("No text message leaves on this occasion."))
fault("no_signature", lazy("A text message begins with 【{{ company }}】, and has no other 【."))
fault("too_many_parts", lazy("With values as they usually are this takes more than two parts: shorten it."))
