"""The page of the second factor, open in two tabs: the form of the one no longer fits what the other did."""

from models.clock import now
from models.people import actions
from tests.cast import Cast
from tests.client import Client


def test_taking_away_what_is_not_there(cast: Cast, client: Client) -> None:
    """With or without a password: there is nothing to take away."""
    client.come_in(cast.agent)
    assert client.send("/portal/account/second-factor/removal").status_code == 409
    assert client.send("/portal/account/second-factor/removal", password="x").status_code == 409


def test_confirming_what_is_confirmed(cast: Cast, client: Client) -> None:
    actions.enrol_second_factor(cast.agent)
    client.come_in(cast.agent)
    assert client.send("/portal/account/second-factor/confirmation").status_code == 422
    cast.agent.totp_confirmed_at = now()
    client.come_in(cast.agent)
    # The login itself asks for the code now, before anything else.
    answer = client.send("/portal/account/second-factor/confirmation")
    assert answer.location.startswith("/portal/login/second-factor")
