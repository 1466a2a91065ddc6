"""One form for each contact: how a telephone number and a mail address are written down."""

from email_validator import EmailNotValidError, validate_email
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    ValidationResult,
    format_number,
    is_possible_number_with_reason,
    national_significant_number,
    parse,
)

from models.errors import Invalid

COUNTRY = "CN"
CODE = 86
SHORTEST_WITH_AREA = 9
MOBILE_DIGITS = 11
LONGEST_PHONE = 40
LONGEST_EMAIL = 254


def phone_of(text: str) -> str | None:
    """A telephone number as typed, in E.164 (+8613812345678); None for nothing typed.

    Numbers without a country are Chinese. Raises Invalid("phone", "phone") for what is no number, and for
    one with digits missing: half a mobile number, or a landline without its area code (V-02).
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
    if not _whole(number) or number.extension:
        raise Invalid("phone", "phone")
    return format_number(number, PhoneNumberFormat.E164)


def _whole(number: PhoneNumber) -> bool:
    """Whether it can be called from anywhere. Mobile numbers are 13 to 19 and nine digits; new ranges are
    handed out every year, so only their length is asked for."""
    if is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return False
    if number.country_code != CODE:
        return True
    digits = national_significant_number(number)
    if digits[0] == "1" and digits[1] in "3456789":
        return len(digits) == MOBILE_DIGITS
    return len(digits) >= SHORTEST_WITH_AREA


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


def city_of(region: str) -> str:
    """The first word of a region, by which months are counted (M-02)."""
    return region.split(" ")[0][:20]
