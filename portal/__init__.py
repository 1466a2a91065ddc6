"""The internal site: one package an area. New areas are added to the list below."""

from web.site import Site

site = Site("portal", public=False, blueprints=())
