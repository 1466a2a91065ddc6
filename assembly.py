"""Puts the house together: which sites and which commands one application has."""

from flask import Flask

import portal
import survey
from demo.commands import demo
from demo.logins import demo_logins
from demo.people import SECOND_FACTOR
from jobs.all import run_all
from jobs.commands import jobs
from jobs.mailbox.commands import mailbox
from jobs.schedule import JOBS
from portal.navigation import add_navigation
from web import create_app
from web.config import Config


def assemble(config: Config) -> Flask:
    """The whole application: both sites, and the `flask` commands of every part."""
    app = create_app(config, sites=(portal.site, survey.site), commands=(demo, jobs, mailbox))
    add_navigation(app)
    app.extensions["demo_logins"] = demo_logins()
    app.extensions["demo_second_factor"] = SECOND_FACTOR
    app.extensions["run_jobs"] = run_all  # the portal may not import the jobs, only be handed them
    app.extensions["jobs"] = JOBS
    return app
