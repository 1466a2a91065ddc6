"""Who may ask for which address: the one table of access, a file for each area.

A new address adds its line there, in the order of names. `public`: the world. `entering`: whoever gave a
right password. `anyone`: whoever is logged in. Otherwise the permissions one of which is needed. On which
rows is said by the queries, and tested with them.
"""

from tests.guards.addresses.asking import ASKING
from tests.guards.addresses.bodies import BODIES
from tests.guards.addresses.conduct import CONDUCT
from tests.guards.addresses.figures import FIGURES
from tests.guards.addresses.handling import HANDLING
from tests.guards.addresses.hotline import HOTLINE
from tests.guards.addresses.inspecting import INSPECTING
from tests.guards.addresses.learning import LEARNING
from tests.guards.addresses.supervising import SUPERVISING
from tests.guards.addresses.training import TRAINING

_AREAS = (HANDLING, ASKING, BODIES, CONDUCT, FIGURES, HOTLINE, INSPECTING, LEARNING, SUPERVISING, TRAINING)
_LINES = [line for area in _AREAS for line in area.items()]
ADDRESSES = dict(sorted(_LINES))

assert len(ADDRESSES) == len(_LINES), "an address has its line in one file"
