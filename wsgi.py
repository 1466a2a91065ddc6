"""The application, as a server or the `flask` command finds it."""

from assembly import assemble
from web.config import config_or_stop

app = assemble(config_or_stop())
