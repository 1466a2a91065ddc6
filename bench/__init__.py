"""Measurements: how fast, and how many queries. `make bench` prints a line for each figure."""
