"""Everything a process of ours imports and sets up before it can begin, which takes seconds."""

from sqlalchemy.orm import configure_mappers

import assembly as assembly
from models.rulebook.public_days import public_days
from tests.moments import MONDAY

configure_mappers()
public_days(MONDAY.year)  # loads the library
