"""Rules of accountability, without the database."""

from models.accountability.rules.chain import Clock, Happened, Link, Standstill, links

__all__ = ["Clock", "Happened", "Link", "Standstill", "links"]
