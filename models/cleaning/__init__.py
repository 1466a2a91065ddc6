"""Takes out of files what they tell of whoever made them, before anybody else reads them (W-02).

It works on bytes alone and knows no database. `clean` does it here; `apart.clean_apart` does the same in a
process of its own with limits, which is how files of strangers are cleaned.
"""

from models.cleaning.cleaner import clean
from models.cleaning.result import Cleaned, Uncleanable
from models.cleaning.words import Format, Left, Trace

__all__ = ["Cleaned", "Format", "Left", "Trace", "Uncleanable", "clean"]
