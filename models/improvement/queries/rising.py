"""What rose lately: categories, products, one within another or in a region, words of customers (M-03)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import NamedTuple

from sqlalchemy import exists, or_, select

from models.cases.rules.likeness import CHINESE
from models.cases.rules.suggestion import fold
from models.cases.tables import Case, Confirmation
from models.cases.words import Kind
from models.clock import SHANGHAI
from models.customers.rules import city_of
from models.db import db
from models.improvement.rules.rising import LEAST_OBSERVED, PAST, RECENT, Rise, rise
from models.improvement.rules.telling import glues, may_name
from models.improvement.tables import RisingSignal
from models.improvement.words import SignalKind
from models.library.rules.personal import find_personal, pieces
from models.people.tables import Staff
from models.products.queries import every_product
from models.products.rules import spelled
from models.products.tables import Product
from models.revisits.tables import ChatRating, Revisit
from models.surveys.tables import Invitation, Response, ResponseItem

WEEKS = PAST + RECENT
WEEK = timedelta(weeks=1)
MOST_READ = 600
"""So many characters of a text are read for its words."""
MOST_WORDS = 12
TOGETHER = 0.8
"""Two pairs of characters are one word where that share of the texts with one has them side by side."""


class Cause(NamedTuple):
    """What may rise: `key` is a category or a word, and nothing for a whole product; `product` is a code."""

    kind: SignalKind
    key: str
    region: str = ""
    product: str = ""


Series = Mapping[Cause, Sequence[int]]


@dataclass(frozen=True)
class Found:
    """Something that rose."""

    cause: Cause
    rise: Rise

    @property
    def kind(self) -> SignalKind:
        return self.cause.kind

    @property
    def key(self) -> str:
        return self.cause.key


def latest_signals(limit: int = 60) -> Sequence[RisingSignal]:
    """What the last look found, the clearest first."""
    last = select(RisingSignal.until).order_by(RisingSignal.until.desc()).limit(1).scalar_subquery()
    found = select(RisingSignal).where(RisingSignal.until == last)
    return db.session.scalars(found.order_by(RisingSignal.score.desc(), RisingSignal.id).limit(limit)).all()


def looked_for(until: date) -> list[Found]:
    """All that rose in the four weeks before `until`, against the twelve before them, the clearest first.

    Praise and merged cases count for nothing. What rises with its whole category or its whole product is not
    named again.
    """
    end = datetime.combine(until, time(), SHANGHAI)
    begin = end - WEEKS * WEEK
    rows = db.session.execute(
        select(
            Case.category,
            Case.product_id,
            Case.region,
            Case.received_at,
            Case.title,
            Case.problem,
            Case.expected,
        )
        .where(
            Case.received_at >= begin,
            Case.received_at < end,
            Case.kind != Kind.PRAISE,
            Case.merged_into_id.is_(None),
        )
        .execution_options(yield_per=2000)
    )
    totals = [0] * WEEKS
    series: dict[Cause, list[int]] = defaultdict(lambda: [0] * WEEKS)
    said: list[tuple[int, str]] = []
    products = {each.id: each for each in every_product()}
    for category, product_id, region, received_at, *texts in rows:
        week = (received_at - begin) // WEEK
        totals[week] += 1
        said.append((week, "\n".join(texts)[:MOST_READ]))
        for cause in _causes(category, products.get(product_id or 0), region):
            series[cause][week] += 1
    names = _names()
    said = [(week, _nameless(text, names)) for week, text in chain(said, _comments(begin, end))]
    found = _each_once([*_risen(series, totals), *_words(said)], products.values())
    return sorted(found, key=lambda each: -each.rise.score)


def _causes(category: str | None, product: Product | None, region: str) -> Iterator[Cause]:
    """All that one case counts for."""
    if product is not None:
        yield Cause(SignalKind.PRODUCT, "", product=product.code)
    if category is None:
        return
    yield Cause(SignalKind.CATEGORY, category)
    if product is not None:
        yield Cause(SignalKind.WITHIN_PRODUCT, category, product=product.code)
    if city := city_of(region):
        yield Cause(SignalKind.REGION, category, region=city)


def _each_once(found: Sequence[Found], products: Iterable[Product]) -> list[Found]:
    """Without what rises with its whole category or product, and words that only name such a product."""
    categories = {each.key for each in found if each.kind is SignalKind.CATEGORY}
    whole = {each.cause.product for each in found if each.kind is SignalKind.PRODUCT}
    called = [spelled(word) for product in products if product.code in whole for word in product.words]

    def said_already(each: Found) -> bool:
        match each.kind:
            case SignalKind.REGION:
                return each.key in categories
            case SignalKind.WITHIN_PRODUCT:
                return each.key in categories or each.cause.product in whole
            case SignalKind.WORD:
                return any(each.key in word for word in called)
            case _:
                return False

    return [each for each in found if not said_already(each)]


def _comments(begin: datetime, end: datetime) -> Iterator[tuple[int, str]]:
    """What customers said of results, and in their own words in surveys, without personal data.

    Revisits, ratings of chats and campaigns count; anonymous campaigns do not, as nobody knows when these
    were answered. What staff say of a training is no customer's voice.
    """
    of_results = select(Confirmation.at, Confirmation.comment).where(
        Confirmation.at >= begin, Confirmation.at < end, Confirmation.comment != ""
    )
    of_surveys = (
        select(Response.started_at, ResponseItem.words)
        .join(Response, Response.id == ResponseItem.response_id)
        .join(Invitation, Invitation.id == Response.invitation_id)
        .where(
            Response.started_at >= begin,
            Response.started_at < end,
            ResponseItem.words.is_not(None),
            ResponseItem.off_way.is_(False),
            Invitation.blurred_to.is_(None),
            or_(
                Invitation.campaign_id.is_not(None),
                exists().where(Revisit.invitation_id == Invitation.id),
                exists().where(ChatRating.invitation_id == Invitation.id),
            ),
        )
    )
    for found in (of_results, of_surveys):
        for at, words in db.session.execute(found):
            yield (at - begin) // WEEK, _impersonal(str(words)[:MOST_READ])


def _impersonal(text: str) -> str:
    """A text with a gap wherever something looks like personal data."""
    return "".join(piece if found is None else "\n" for piece, found in pieces(text, find_personal(text)))


def _names() -> Sequence[str]:
    """What people here are called, the longest first."""
    names = {name for name in db.session.scalars(select(Staff.name)) if len(name) > 1}
    return sorted(names, key=lambda name: (-len(name), name))


def _nameless(text: str, names: Sequence[str]) -> str:
    """A text with a gap for each colleague in it: nobody is a rising cause."""
    for name in names:
        if name in text:
            text = text.replace(name, "\n")
    return text


def _risen(series: Series, totals: Sequence[int]) -> Iterator[Found]:
    for cause, counts in series.items():
        found = rise(counts, totals)
        if found.rose:
            yield Found(cause, found)


def _words(said: Sequence[tuple[int, str]]) -> list[Found]:
    """The words that rose, neighbouring pairs that belong together as one word; the clearest."""
    pairs = [(week, _pairs(text)) for week, text in said]
    recent = Counter(pair for week, found in pairs if week >= PAST for pair in found)
    often = {pair for pair, n in recent.items() if n >= LEAST_OBSERVED and may_name(pair)}
    totals = [0] * WEEKS
    series = {Cause(SignalKind.WORD, pair): [0] * WEEKS for pair in often}
    for week, found in pairs:
        totals[week] += 1
        for pair in found & often:
            series[Cause(SignalKind.WORD, pair)][week] += 1
    risen = sorted(_risen(series, totals), key=lambda each: (-each.rise.score, each.key))
    texts = [text for week, text in said if week >= PAST]
    return _joined(risen, texts)[:MOST_WORDS]


def _joined(risen: Sequence[Found], texts: Iterable[str]) -> list[Found]:
    """Each word once, by the longest stretch of characters in which its pair nearly always stands."""
    folded = [fold(text) for text in texts]
    words: list[Found] = []
    for each in risen:
        word = _grown(each.key, folded)
        if may_name(word) and not any(word in known.key or known.key in word for known in words):
            words.append(Found(Cause(each.kind, word), each.rise))
    return words


def _grown(word: str, texts: Sequence[str]) -> str:
    while len(word) < 6:
        around: Counter[str] = Counter()
        holding = 0
        for text in texts:
            at = text.find(word)
            if at < 0:
                continue
            holding += 1
            if at > 0 and _joins(text[at - 1]):
                around[text[at - 1] + word] += 1
            after = at + len(word)
            if after < len(text) and _joins(text[after]):
                around[word + text[after]] += 1
        [(longer, times)] = around.most_common(1) or [("", 0)]
        if not holding or times < TOGETHER * holding:
            return word
        word = longer
    return word


def _joins(sign: str) -> bool:
    return CHINESE.match(sign) is not None and not glues(sign)


def _pairs(text: str) -> frozenset[str]:
    runs = CHINESE.findall(fold(text))
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))
