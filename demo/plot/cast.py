"""Who does what: agents, owners, reviewers and callers of the demo's cases."""

from random import Random

from demo.departments import departments
from demo.people import people, working_in
from demo.places import area_of
from demo.story import Customer
from models.cases.words import Kind
from models.people.rules import Role
from models.rulebook.document import Category

LEAD_AGENT = "YF-0118"  # 林晓雯
SERVICE_HEAD = "YF-0052"
LEADER = "YF-0003"
SERVICE = "KF"
AGENTS = (
    "YF-0118", "YF-0186", "YF-0188", "YF-0233", "YF-0261",
    "YF-0305", "YF-0318", "YF-0377", "YF-0401", "YF-0425",
)  # fmt: skip
_COMPLAINTS = ("YF-0118", "YF-0305", "YF-0318", "YF-0186", "YF-0188")
_STORES = {"科技园营业厅": "MD1", "罗湖营业厅": "MD2", "宝安营业厅": "MD3"}
# Who is good at what, the likeliest first; a cause's family or a category narrows the choice.
_OWNERS = {
    ("JS", "cloud"): ("YF-0269", "YF-0398"),
    ("JS", "network"): ("YF-0217", "YF-0217", "YF-0174", "YF-0226", "YF-0125", "YF-0094", "YF-0331"),
    ("JS", "people"): ("YF-0125", "YF-0174", "YF-0226"),
    ("YF", "software"): ("YF-0342", "YF-0342", "YF-0156", "YF-0288", "YF-0203"),
    ("YF", "devices"): ("YF-0359", "YF-0203"),
    ("YF", "product_request"): ("YF-0417",),
    ("YF", "suggestion_product"): ("YF-0417", "YF-0288"),
    ("YY", "logistics"): ("YF-0251",),
    ("YY", "fees"): ("YF-0147", "YF-0364"),
    ("YY", "marketing"): ("YF-0147", "YF-0364"),
    ("SC", "marketing"): ("YF-0198", "YF-0322"),
    ("CW", "fees"): ("YF-0112", "YF-0112", "YF-0239", "YF-0346"),
    ("FW", "fees"): ("YF-0275",),
    ("ZL", "devices"): ("YF-0245",),
}
_RESEARCHERS = ("YF-0322", "YF-0198")
_OUT_AND_ABOUT = ("YF-0174", "YF-0226", "YF-0125", "YF-0388", "YF-0251", "YF-0245")
_CALLERS = ("YF-0186", "YF-0233", "YF-0261", "YF-0425", "YF-0131", "YF-0307", "YF-0118")


def agent(draw: Random) -> str:
    """Somebody on the hotline."""
    return draw.choice(AGENTS)


def complaint_agent(draw: Random) -> str:
    """Somebody who handles complaints of grade 1 alone."""
    return draw.choice(_COMPLAINTS)


def store_code(customer: Customer) -> str:
    """The store near a customer."""
    return _STORES[area_of(customer.city, customer.district).store]


def store_clerk(draw: Random, customer: Customer) -> str:
    """Somebody at the counter of the store near a customer."""
    return draw.choice(working_in(store_code(customer), Role.STORE_STAFF)).number


def researcher(draw: Random) -> str:
    """Who enters the voices of market research."""
    return draw.choice(_RESEARCHERS)


def passer_by(draw: Random) -> str:
    """Somebody of the staff who heard a customer on the way."""
    return draw.choice(_OUT_AND_ABOUT)


def head_of(department: str) -> str:
    """The head of a department."""
    return _HEADS[department]


def lead(category: Category, kind: Kind, grade: int | None, customer: Customer, draw: Random) -> str:
    """The responsible department (T-04): customer service itself for the small ones (G-02)."""
    if grade == 1 or kind in (Kind.INQUIRY, Kind.PRAISE):
        return SERVICE
    if category.code == "service_store" and grade == 2 and draw.random() < 0.5:
        return store_code(customer)
    if category.code == "fees_plan" and grade == 3 and draw.random() < 0.4:
        return "FW"
    if kind is Kind.FEEDBACK and draw.random() < 0.35:
        return SERVICE
    return category.department


def assisting(category: Category, lead_department: str) -> tuple[str, ...]:
    """The departments that help."""
    helpers = (category.department, *category.assisting)
    return tuple(dict.fromkeys(code for code in helpers if code != lead_department))


def owner(department: str, skill: str, draw: Random) -> str:
    """Who of a department takes a case that asks for a skill: a cause's family or a category."""
    if department == SERVICE:
        return complaint_agent(draw)
    if department in _STORES.values():
        return head_of(department)
    found = _OWNERS.get((department, skill))
    if found is None:
        found = tuple(each.number for each in working_in(department, Role.DEPARTMENT_HANDLER))
    return draw.choice(found or (head_of(department),))


def reviewer(department: str, handler: str, draw: Random) -> str:
    """The second person (H-06): the head, or customer service; never the handler."""
    if department == SERVICE:
        choice = [LEAD_AGENT, SERVICE_HEAD, "YF-0188"]
    elif head_of(department) == handler:
        choice = [LEAD_AGENT]
    else:
        choice = [head_of(department)] * 3 + [LEAD_AGENT]
    return draw.choice([number for number in choice if number != handler])


def caller(owner_number: str, draw: Random) -> str:
    """Who calls for a revisit (R-02): never the handler."""
    return draw.choice([number for number in _CALLERS if number != owner_number])


def name_of(number: str) -> str:
    """The name of a member of staff."""
    return _NAMES[number]


def english_name_of(number: str) -> str:
    """The name in English of a member of staff."""
    return _ENGLISH_NAMES[number]


_ENGLISH_NAMES = {each.number: each.name_en for each in people()}
_NAMES = {each.number: each.name for each in people()}
_HEADS = {each.code: each.head for each in departments()}
