"""R-02: to which numbers an SMS can be sent."""

import pytest

from models.outbox.rules import is_mobile


@pytest.mark.parametrize(
    ("number", "countries", "can"),
    [
        ("+8613812345678", ("86",), True),
        ("+8619912345678", ("86",), True),
        ("+8616612345678", ("86",), True),
        ("+8612012345678", ("86",), False),
        ("+8675512345678", ("86",), False),
        ("+864000008210", ("86",), False),
        ("+861381234567", ("86",), False),
        ("+86138123456789", ("86",), False),
        ("13812345678", ("86",), False),
        ("+8613812345678", ("852",), False),
        ("+85251234567", ("86",), False),
        ("+85251234567", ("86", "852"), True),
        ("+85221234567", ("86", "852"), False),
        ("+12125550123", ("1",), True),
        ("+999123", ("999",), False),
        ("+", ("86",), False),
        ("", ("86",), False),
    ],
)
def test_mobile_numbers_of_countries_that_the_gateway_serves(
    number: str, countries: tuple[str, ...], can: bool
) -> None:
    assert is_mobile(number, countries) is can
