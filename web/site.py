"""A site: its blueprints, and whether strangers may come in."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Flask, current_app, request

EXTENSION = "huiyin_sites"


@dataclass(frozen=True)
class Site:
    """One of the two sites. A `public` one has no login and no cookie until one is needed."""

    name: str
    public: bool
    blueprints: tuple[Blueprint, ...]


def register_sites(app: Flask, sites: Iterable[Site]) -> None:
    """Adds every site's blueprints to the app, and remembers whose they are."""
    known: dict[str, Site] = {}
    for site in sites:
        for blueprint in site.blueprints:
            app.register_blueprint(blueprint)
            known[blueprint.name] = site
    app.extensions[EXTENSION] = known


def current_site() -> Site | None:
    """The site that answers this request; None for operators' pages, files and unknown addresses."""
    known: dict[str, Site] = current_app.extensions[EXTENSION]
    return known.get(request.blueprint or "")


def on_public_site() -> bool:
    """Whether a page of the public site answers this request."""
    site = current_site()
    return site is not None and site.public


def on_private_site() -> bool:
    """Whether a page behind the login answers this request."""
    site = current_site()
    return site is not None and not site.public
