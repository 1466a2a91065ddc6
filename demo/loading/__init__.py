"""Writes the demo company into an empty database: in bulk, but row for row what the actions would write."""
