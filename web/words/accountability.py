"""Words for the area accountability: the parts of a case, and why a time stood still (A-01)."""

from models.accountability.chain_words import Part, Stop
from web.language import lazy
from web.words.registry import name

name(
    Part,
    {
        Part.REGISTERED: lazy("Registered"),
        Part.TRIAGED: lazy("Triaged"),
        Part.RESPONDED: lazy("First word to the customer"),
        Part.LED: lazy("With the department, without an owner"),
        Part.OWNED: lazy("Owned the case"),
        Part.SECONDED: lazy("Second handler"),
        Part.PLANNED: lazy("Made the plan"),
        Part.ASSISTED: lazy("Helped with a task"),
        Part.REVIEWED: lazy("Reviewed the result"),
        Part.DECIDED: lazy("Decided for the leading group"),
        Part.REPLIED: lazy("Told the customer the result"),
    },
)
name(Stop, {Stop.CUSTOMER: lazy("waited for the customer"), Stop.REVIEW: lazy("under review")})
