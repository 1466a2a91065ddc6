"""Telling us something in one page, and what happens next (V-02, V-08)."""
