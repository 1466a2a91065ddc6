"""To which telephone numbers an SMS can be sent (R-02). Pure."""

from collections.abc import Collection

from phonenumbers import NumberParseException, PhoneNumberType, number_type, parse

MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
CHINA = "86"
LENGTH = len("+8613812345678")


def is_mobile(number: str, countries: Collection[str]) -> bool:
    """Whether a number in E.164 is a mobile one of a country with one of these calling codes.

    In China that is +86 1 and a 3 to 9, whichever operator has it: new ranges are given out faster than
    lists of them are renewed.
    """
    if not number.startswith("+") or not number[1:].isascii() or not number[1:].isdigit():
        return False
    if number.startswith(f"+{CHINA}"):
        after = number.removeprefix(f"+{CHINA}")
        return CHINA in countries and len(number) == LENGTH and after[0] == "1" and after[1] in "3456789"
    try:
        found = parse(number)
    except NumberParseException:
        return False
    return str(found.country_code) in countries and number_type(found) in MOBILE
