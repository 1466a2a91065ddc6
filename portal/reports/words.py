"""Why drafting, submitting or deciding is refused."""

from web.errors import fault, refusal
from web.language import lazy

refusal("report_author", lazy("Whoever wrote any of this report cannot publish it. Ask somebody else."))
fault("not_over", lazy("Answers may still come: this can be reported when it is over."))
fault("too_few_answers", lazy("Fewer than 10 customers answered: there is nothing that may be published."))
fault(
    "overlapping",
    lazy(
        "A report over the same days was published since. Both together would tell what fewer than 10"
        " customers said: the figures must be counted anew."
    ),
)
fault("other_language", lazy("This is written in the other language alone. Write both, or neither."))
fault("no_approver", lazy("Nobody but its authors may approve it. Give the role to somebody else first."))
