"""Why an edit, a submission or a decision is refused."""

from web.errors import fault, refusal
from web.language import lazy

refusal(
    "second_person", lazy("Whoever wrote any of these rules cannot put them in force. Ask somebody else.")
)
refusal("not_an_author", lazy("Only those who wrote it take it up again."))
fault("window_form", lazy("Write hours as 09:00-12:00, 13:30-18:00."))
fault("window_order", lazy("Hours end after they begin, and at 24:00 at the latest."))
fault("windows_overlap", lazy("These hours overlap, or are not in order."))
fault("unchanged", lazy("Nothing is changed yet: this is what is in force."))
fault("nobody", lazy("Nobody but its authors may approve it. Give the role to somebody else first."))
