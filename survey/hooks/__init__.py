"""Addresses for other systems, not for people: each request is signed (V-05)."""
