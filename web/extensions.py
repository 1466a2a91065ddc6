"""The Flask extensions that both sites use, bound to an app in `web.create_app`."""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request
from flask_babel import Babel
from flask_limiter import Limiter
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from htmx_flask import Htmx

OWN_NETWORK = 64
"""How many bits of an IPv6 address name a connection. The rest is for whoever has it to choose."""


def where_from() -> str:
    """What limits count by: an IPv4 address, or the network that one IPv6 connection is given."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((address, OWN_NETWORK), strict=False))


babel = Babel()
csrf = CSRFProtect()
htmx = Htmx()
limiter = Limiter(key_func=where_from, headers_enabled=True)
login = LoginManager()
migrate = Migrate()
