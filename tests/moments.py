"""The moments that tests are told at."""

from datetime import datetime

from models.clock import SHANGHAI

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
"""An ordinary working Monday, ten in the morning."""
