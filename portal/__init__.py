"""The internal site: one package an area. A new area is added to the list below."""

from portal.account import logins, password, second_factor
from portal.account import views as account
from portal.login import views as login
from web.site import Site

__all__ = ["logins", "password", "second_factor", "site"]  # their views join the account's blueprint

site = Site(
    "portal",
    public=False,
    blueprints=(
        login.blueprint,
        account.blueprint,
    ),
)
