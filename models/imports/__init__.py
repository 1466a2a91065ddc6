"""Feedback from other systems: a file is read, checked row by row, and becomes cases, all or none."""
