"""Cases of one customer who tells all about themselves, and the lesson that becomes of one."""

from datetime import timedelta

from models.cases import actions as cases
from models.cases.tables import Case
from models.library import actions
from models.library.tables import TypicalCase
from tests.cast import Cast
from tests.models.cases.making import answered
from tests.moments import MONDAY
from tests.story.learning import submitted

PHONE = "+8613900139000"
PROBLEM = "我叫钱伟，手机13900139000，家住阳光花园3栋501室，宽带断了。客服电话400-810-6666打不通，工号77123。"


def told(cast: Cast) -> Case:
    """A case that is answered."""
    return answered(cast, MONDAY, phone=PHONE, email="qian@example.com", name="钱伟", problem=PROBLEM)


def closed(cast: Cast) -> Case:
    """The same, closed a day later as its customer is content."""
    case = told(cast)
    cases.confirm(case, True, "", now=MONDAY + timedelta(days=1))
    return case


def published(cast: Cast, case: Case) -> TypicalCase:
    """A lesson of it in the library."""
    return actions.publish(submitted(cast, case, MONDAY), by=cast.inspector, now=MONDAY, seen=None)
