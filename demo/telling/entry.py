"""What the register asks beside the problem: title, when and where, what the customer expects (V-02)."""

from collections.abc import Callable

from demo.scenes import MARKS, Scene
from demo.story import Voice
from demo.telling.desk import Desk, words
from demo.telling.heard import closest, heard_grade, pieces
from demo.telling.polish import tidy
from demo.telling.problem import Telling
from demo.writing.facts import Facts
from demo.writing.pool import Pool

SHORTEST_TITLE, LONGEST_TITLE = 8, 24
TAILS: dict[int, tuple[str, ...]] = {
    0: ("，供参考", "，非投诉", "，建议优化", "，待排查", "，多人遇到", "，请研判"),
    1: ("，请协助", "，望处理", "，请回电", "，希望改善", "，请核实", "，等待答复"),
    2: (
        "，要求减免",
        "，多次反映",
        "，要求补偿",
        "，客户不满",
        "，要求回电",
        "，催办多次",
        "，要求退费",
        "，要主管答复",
        "，拒绝敷衍",
        "，限期答复",
        "，要求书面答复",
        "，称将携转",
    ),
    3: (
        "，客户情绪激动",
        "，扬言曝光",
        "，要求公开道歉",
        "，称将申诉",
        "，索赔损失",
        "，欲投12315",
        "，要见负责人",
        "，将联系媒体",
        "，律师已介入",
        "，要求高层出面",
    ),
}
_CALMER = 6
_DRAFTS = 4
"""Of how many drafts the one is taken that speaks most of what the customer said."""
_ONLINE = ("system_defect", "product_performance", "product_stability", "operations_experience")
_AT_SHOP = ("service_store",)


def calmly(desk: Desk, compose: Callable[[], str], grade: int, accept: Callable[[str], bool] = bool) -> str:
    """A short text; for a small matter one that does not sound like a great one, if there is any."""
    tries = 0

    def accepted(made: str) -> bool:
        nonlocal tries
        tries += 1
        return accept(made) and (grade > 1 or tries > _CALMER or heard_grade(made) == 1)

    return desk.brief.settle(compose, accepted)


def title(
    desk: Desk,
    pool: Pool,
    said: str,
    tails: tuple[str, ...],
    facts: Facts,
    *,
    voice: Voice,
    grade: int = 0,
) -> str:
    """The line an agent writes for what was said: 8 to 24 signs, no two the same, perhaps with a tail."""
    about = pieces(said)

    def compose() -> str:
        made = closest([tidy(desk.brief.candidate(pool, facts, MARKS[voice])) for _ in range(_DRAFTS)], about)
        if not desk.brief.chance(0.55):
            return made
        longer = made + desk.brief.one(tails)
        return longer if len(longer) <= LONGEST_TITLE else made

    return calmly(desk, compose, grade, lambda made: SHORTEST_TITLE <= len(made) <= LONGEST_TITLE)


def where(desk: Desk, scene: Scene, facts: Facts) -> str:
    """Where it happened."""
    if scene.category in _AT_SHOP:
        return facts("store")
    kind = "business" if facts.customer.firm else "online" if scene.category in _ONLINE else "home"
    return desk.brief.candidate(words("wording", "where", kind), facts)


def when(desk: Desk, facts: Facts) -> str:
    """When it happened, as the customer puts it."""
    return desk.brief.candidate(words("wording", "when", "any" if facts.lag else "today"), facts)


def expected(desk: Desk, telling: Telling, said: str, facts: Facts) -> str:
    """What the customer wants done; no two in the same words."""
    scene_wish = telling.scene.wish
    general = words("wording", "wish", ("feedback", "mild", "firm", "severe")[telling.grade])
    marks, about = MARKS[telling.voice], pieces(said)
    if telling.grade == 0 and desk.brief.chance(0.45):
        return ""

    def compose() -> str:
        chance = desk.draw.random()
        if chance < (0.5 if telling.grade == 0 else 0.12):
            return desk.brief.candidate(general, facts, marks)
        own = closest([desk.brief.candidate(scene_wish, facts, marks) for _ in range(_DRAFTS)], about)
        if telling.grade < 3 and chance < 0.55:
            return own
        return f"{own}；{desk.brief.candidate(general, facts, marks)}"

    return tidy(calmly(desk, compose, telling.grade))


def plain_wish(desk: Desk, kind: str, facts: Facts) -> str:
    """What who asks, suggests or praises expects, if anything was written down."""
    if not desk.brief.chance(0.6):
        return ""
    return tidy(desk.brief.candidate(words("wording", "wish", kind), facts))
