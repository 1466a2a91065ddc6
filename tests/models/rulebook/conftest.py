"""The people of the tests of the rulebook, as rows."""

import pytest
from sqlalchemy.orm import Session

from models.people.roles import Role
from models.people.tables import RoleGrant, Staff
from tests.cast import Cast
from tests.models.rulebook.editors import Editors


@pytest.fixture
def editors(session: Session, cast: Cast) -> Editors:
    second = Staff(
        number="T-9001",
        login="second-administrator",
        name="管友",
        name_en="Guan You",
        department=cast.administrator.department,
        joined_on=cast.administrator.joined_on,
        grants=[RoleGrant(role=Role.ADMINISTRATOR)],
    )
    session.add(second)
    session.flush()
    return Editors(author=cast.administrator, second=second, agent=cast.agent)
