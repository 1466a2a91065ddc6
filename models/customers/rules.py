"""One form for each contact: how a telephone number and a mail address are written down."""

from email_validator import EmailNotValidError, validate_email
from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    parse,
)

from models.errors import Invalid

COUNTRY = "CN"
LONGEST_PHONE = 40
LONGEST_EMAIL = 254


def phone_of(text: str) -> str | None:
    """A telephone number as typed, in E.164 (+8613812345678); None for nothing typed.

    Numbers without a country are Chinese. Raises Invalid("phone", "phone") for what is no number.
    """
    text = text.strip()
    if not text:
        return None
    if len(text) > LONGEST_PHONE:
        raise Invalid("phone", "phone")
    try:
        number = parse(text, COUNTRY)
    except NumberParseException:
        raise Invalid("phone", "phone") from None
    if not is_possible_number(number) or number.extension:
        raise Invalid("phone", "phone")
    return format_number(number, PhoneNumberFormat.E164)


def email_of(text: str) -> str | None:
    """A mail address as typed, in lower case; None for nothing typed. Raises Invalid("email", "email")."""
    text = text.strip()
    if not text:
        return None
    if len(text) > LONGEST_EMAIL:
        raise Invalid("email", "email")
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise Invalid("email", "email") from None
    return found.normalized.lower()
