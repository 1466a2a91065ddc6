"""The blueprint that the views of this area hang on, and its sentences for what is refused."""

from flask import Blueprint

from web.errors import fault, refusal
from web.language import lazy

blueprint = Blueprint("monthly", __name__, url_prefix="/portal/monthly")

refusal("monthly_head", lazy("The head of the department writes its summary."))
refusal("monthly_second", lazy("A second person approves and corrects the report, never who wrote it."))
for why, sentence in (
    ("promise_missing", lazy("Please promise at least one measure.")),
    ("promise_past", lazy("A measure is due today at the earliest.")),
    ("effect_missing", lazy("Please say first what came of last month’s measures.")),
):
    fault(why, sentence)
