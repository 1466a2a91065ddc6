"""Chains, due process, separation of duties and the scale, without the database (A-01 … A-05)."""

from models.accountability.rules.chain import Clock, Happened, Link, Standstill, links

__all__ = ["Clock", "Happened", "Link", "Standstill", "links"]
