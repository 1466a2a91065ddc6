"""Icons: parts of two sprites, one of each site, that a page points into."""

from functools import lru_cache

from flask import Flask, g, request
from markupsafe import Markup

from web.assets import asset

SPRITES = {True: "icons.svg", False: "icons-public.svg"}
"""The files under static/, for the portal and for everybody else."""


def teach_icons(app: Flask) -> None:
    """Makes icons known to `components/icon.html`, where templates find them."""
    app.jinja_env.globals["drawn_icon"] = drawn_icon


def drawn_icon(name: str, label: str = "", classes: str = "") -> Markup:
    """An icon of the sprite that belongs to the site. Decorative unless `label` says what it means."""
    if "sprite" not in g:
        g.sprite = asset(SPRITES[request.path.startswith("/portal")])
    return _drawn(g.sprite, name, label, classes)


@lru_cache(maxsize=1024)
def _drawn(sprite: str, name: str, label: str, classes: str) -> Markup:
    looks = Markup("icon {}").format(classes) if classes else Markup("icon")
    means = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup(
        '<svg class="{}" width="20" height="20" focusable="false" {}><use href="{}#{}"></use></svg>'
    ).format(looks, means, sprite, name)
