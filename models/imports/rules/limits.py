"""How much is taken at once: bytes, rows, columns, parts of a workbook."""

from datetime import date, timedelta

MEGABYTE = 1024 * 1024

MOST_BYTES = 20 * MEGABYTE
"""The file as it is sent."""
MOST_ROWS = 10_000
MOST_COLUMNS = 60
LONGEST_HEADER = 120
LONGEST_CELL = 20_000
"""Longer ones are cut: beyond every limit of a column, so their row is refused all the same."""

MOST_PARTS = 500
MOST_UNPACKED = 120 * MEGABYTE
MOST_SIDE_PART = 10 * MEGABYTE
"""What a workbook unpacks to, in all, and each part of it that is neither a sheet nor the texts of cells."""
MOST_TAGS = 4_000_000
"""Opening and closing tags of one part: each takes memory when it is read."""
MOST_BUILT = 100_000
"""Tags of a part of which objects are built: ten megabytes of styles take a gigabyte and a minute."""
LAST_ROW = 1_048_576
"""The last row that Excel knows; a file that names a later one is no workbook of Excel's."""

CHUNK = 500
"""Rows that are written in one transaction."""
CLAIM = timedelta(minutes=2)
"""How long an import belongs to the process that works on it, unless that says that it still does."""
MOST_ATTEMPTS = 5
"""How often the clock begins a phase anew that its process did not end."""
KEPT = timedelta(days=7)
"""How long a file lies that nobody imports. Then its rows are forgotten: they are customers' data."""

EARLIEST = date(2002, 1, 1)
"""The first rulebook is in force since 2001, and a case needs the rules of its day (RB-01)."""
LATEST_YEAR = 2200
