"""The public site: one package a topic. New topics are added to the list below."""

from web.site import Site

site = Site("survey", public=True, blueprints=())
