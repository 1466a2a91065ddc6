"""Sections, parts and differences of rulebook documents. Pure."""
