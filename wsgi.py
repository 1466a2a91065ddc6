"""The application, as a server or the `flask` command finds it. A server's processes also run the clock."""

from assembly import assemble
from jobs.worker import start_with
from web.config import config_or_stop

app = assemble(config_or_stop())
start_with(app)
