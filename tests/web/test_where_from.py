"""What limits count by: nobody gets more tries by having many addresses, or by naming another one."""

import pytest
from flask import Flask

from web.extensions import where_from


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("a socket", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_connection_is_one_whatever_address_it_takes(
    small: Flask, address: str | None, network: str
) -> None:
    """An IPv6 connection is given more addresses than anybody could count."""
    with small.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert where_from() == network


def test_what_a_stranger_says_about_it_counts_for_nothing(small: Flask) -> None:
    """Without TRUSTED_PROXIES nobody stands in front who could say so."""
    says = {"X-Forwarded-For": "198.51.100.1", "X-Real-IP": "198.51.100.1", "Forwarded": "for=198.51.100.1"}
    with small.test_request_context(environ_base={"REMOTE_ADDR": "203.0.113.7"}, headers=says):
        assert where_from() == "203.0.113.7"
