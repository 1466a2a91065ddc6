"""The reporter's pages of the supervision hotline: what it is, making a report, coming back with the code.

No script, no cookie, no login. Nothing of a visitor is kept: `docs/decisions/0021-reporters-pages.md`.
"""

from survey.hotline import about, again, new
from survey.hotline.pages import blueprint

__all__ = ["about", "again", "blueprint", "new"]
