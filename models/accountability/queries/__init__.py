"""Every read of accountability."""

from models.accountability.queries.chain import NamedLink, chain

__all__ = ["NamedLink", "chain"]
