"""What every template knows without being told by its view."""

from flask import Flask, current_app

from models.clock import now
from models.ids import Signer
from models.people.tables import Staff
from models.permissions import Permission
from web.config import Config
from web.site import on_public_site
from web.visit import current_visit
from web.words import word
from web.words.periods import period


def add_context(app: Flask) -> None:
    """Names for all templates, imported macros included: they are globals of the environment."""
    app.add_template_filter(word)
    app.add_template_filter(period)
    app.jinja_env.globals.update(
        Permission=Permission,
        installation=installation,
        may=may,
        now=now,
        viewer=viewer_or_none,
    )


def viewer_or_none() -> Staff | None:
    """Who is logged in, completely; nobody on the public site, where no login plays a part."""
    if on_public_site():
        return None
    visit = current_visit()
    return visit.staff if visit is not None and visit.lacks is None else None


def may(permission: Permission) -> bool:
    """Whether whoever is logged in holds a permission."""
    staff = viewer_or_none()
    return staff is not None and staff.may(permission)


def signer() -> Signer:
    """What makes and proves the secrets of this installation's links and recovery codes."""
    found: Signer = current_app.extensions["signer"]
    return found


def installation() -> Config:
    """The choices of this installation: company names, hotline, demo or not."""
    config: Config = current_app.config["HUIYIN"]
    return config
