"""Whether department and customer service are to talk to the customer together, and have (G-03). Pure."""

from collections.abc import Iterable

from models.cases.tables import Case, JointTalk
from models.people.tables import Department
from models.rulebook.document import Rules


def is_asked(case: Case, lead: Department | None, rules: Rules) -> bool:
    """Whether the grade asks for a joint talk. Where customer service leads, there are no two sides."""
    if case.grade is None or lead is None or lead.code == rules.routes.customer_service:
        return False
    return rules.grade(case.grade).joint_contact


def of_round(talks: Iterable[JointTalk], round: int) -> list[JointTalk]:  # noqa: A002
    """The talks of one round of the case, the oldest first."""
    return [each for each in talks if each.round == round]
