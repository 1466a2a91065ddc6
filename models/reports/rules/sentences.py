"""What the system says of figures by itself, in both languages (S-07). Pure.

Nothing is said that the figures do not show: no cause, no ranking, no difference whose interval includes 0.
What few answers say is said to be little. Hidden figures are spoken of as hidden, and no further.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from models.reports.document import Change, Figure, Figures, Groups, Sentence
from models.reports.installed import sentences as installed
from models.reports.rules.publishing import between, rest_of
from models.reports.words import Passage, Undivided
from models.surveys.document import Text


def drafted(figures: Figures) -> tuple[Sentence, ...]:
    """Every sentence that these figures carry, section by section."""
    found = [
        *_on_dimensions(figures),
        *_on_groups(figures),
        *_on_course(figures),
        *_on_response(figures),
        *_on_open(figures),
    ]
    return tuple(found)


def say(section: str, key: str, **values: Any) -> Text:
    """One sentence in both languages; a value may be a Text itself."""
    pair = installed()[section][key]
    made = {
        language: pair[language].format(
            **{
                name: value.said(language) if isinstance(value, Text) else value
                for name, value in values.items()
            }
        )
        for language in ("zh", "en")
    }
    return Text(**made)


def listed(names: Sequence[Text]) -> Text:
    """Several names in a row."""
    return Text(zh="、".join(each.zh for each in names), en=", ".join(each.en for each in names))


def percent(value: float) -> str:
    """A share from 0 to 1 as 87.5%."""
    return f"{100 * value:.1f}%"


def points(value: float) -> str:
    """A difference in percentage points, with its sign where it falls."""
    return f"{100 * value:.1f}".replace("-", "−")


def _on_dimensions(figures: Figures) -> Iterator[Sentence]:
    about, main = Passage.DIMENSIONS, figures.headline
    if main is not None and main.figure is not None:
        yield Sentence(about=about, text=_satisfied(main.figure, openly=figures.open))
        if main.figure.few:
            yield Sentence(about=about, text=say("dimensions", "few"))
    if figures.whole is not None:
        whole = figures.whole
        yield Sentence(
            about=about,
            text=say(
                "dimensions",
                "whole",
                share=percent(whole.value),
                low=percent(whole.low),
                high=percent(whole.high),
            ),
        )
    if figures.recommended is not None:
        nps = figures.recommended
        key = "recommended_open" if nps.low is None or nps.high is None else "recommended"
        values = {name: _signed(value) for name, value in (("low", nps.low), ("high", nps.high))}
        yield Sentence(about=about, text=say("dimensions", key, score=_signed(nps.score), **values))
    for line in figures.dimensions:
        if line.code != figures.main and line.figure is not None and line.change and line.change.clear:
            text = _moved("dimensions", line.change, line.figure, name=line.name)
            yield Sentence(about=about, text=text)
    if any(line.figure is None for line in figures.dimensions):
        yield Sentence(about=about, text=say("dimensions", "hidden"))


def _satisfied(found: Figure, *, openly: bool) -> Text:
    values = {
        "n": found.n,
        "share": percent(found.satisfied.value),
        "dissatisfied": percent(found.dissatisfied.value),
    }
    low, high = found.satisfied.low, found.satisfied.high
    if openly or low is None or high is None:
        return say("dimensions", "satisfied_open", **values)
    return say("dimensions", "satisfied", low=percent(low), high=percent(high), **values)


def _on_groups(figures: Figures) -> Iterator[Sentence]:
    about, main = Passage.GROUPS, figures.headline
    if figures.undivided in (Undivided.ANONYMOUS, Undivided.OVERLAPS) and main is not None:
        yield Sentence(about=about, text=say("groups", figures.undivided.value))
    comparisons = sum(len(laid_out.shown) for laid_out in figures.groups)
    alike = []
    for laid_out in figures.groups:
        whole = main.figure if main is not None else None
        apart = list(_apart(laid_out, whole, comparisons)) if whole is not None else []
        yield from apart
        if not apart and len(laid_out.shown) > 1:
            alike.append(laid_out.name)
    if alike:
        yield Sentence(about=about, text=say("groups", "alike", by=listed(alike)))
    if any(laid_out.hides for laid_out in figures.groups):
        yield Sentence(about=about, text=say("groups", "hidden"))


def _apart(laid_out: Groups, whole: Figure, comparisons: int) -> Iterator[Sentence]:
    """The groups that are clearly above or below all others."""
    for line in laid_out.shown:
        assert line.figure is not None
        rest = rest_of(whole, line.figure)
        if rest is None:
            continue
        found = between(line.figure, rest, comparisons)
        if found.clear:
            text = say(
                "groups",
                "higher" if found.value > 0 else "lower",
                name=line.name,
                share=percent(line.figure.satisfied.value),
                n=line.figure.n,
                rest=percent(rest.satisfied.value),
            )
            yield Sentence(about=Passage.GROUPS, text=text)


def _on_course(figures: Figures) -> Iterator[Sentence]:
    main = figures.headline
    if main is None or main.figure is None or figures.open:
        return
    if figures.before is None or main.change is None:
        yield Sentence(about=Passage.COURSE, text=say("course", "first"))
        return
    change = main.change
    if change.clear:
        text = _moved("course", change, main.figure, before=figures.before)
    else:
        text = say(
            "course",
            "unclear",
            before=figures.before,
            was=percent(change.was),
            now=percent(main.figure.satisfied.value),
            low=points(change.low),
            high=points(change.high),
        )
    yield Sentence(about=Passage.COURSE, text=text)


def _moved(section: str, change: Change, found: Figure, **names: Text) -> Text:
    """A share that clearly rose or fell, by at least and at most so much."""
    rose = change.value > 0
    low, high = (change.low, change.high) if rose else (-change.high, -change.low)
    return say(
        section,
        "rose" if rose else "fell",
        was=percent(change.was),
        now=percent(found.satisfied.value),
        low=points(low),
        high=points(high),
        **names,
    )


def _on_response(figures: Figures) -> Iterator[Sentence]:
    rate = figures.rate
    if rate is None or not rate.eligible:
        return
    about = Passage.RESPONSE
    counts = rate.model_dump(exclude={"value", "reasons"})
    told = {**counts, "answers": rate.answers, "rate": percent(rate.value)}
    yield Sentence(about=about, text=say("response", "rate", **told))
    if any((rate.refused, rate.not_reached, rate.undelivered, rate.not_asked)):
        yield Sentence(about=about, text=say("response", "others", **told))
    if rate.waiting:
        yield Sentence(about=about, text=say("response", "waiting", **told))
    if rate.value < 0.5:
        yield Sentence(about=about, text=say("response", "low"))


def _on_open(figures: Figures) -> Iterator[Sentence]:
    if figures.open_surveys:
        yield Sentence(about=Passage.OPEN, text=say("open", "apart"))


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.0f}".replace("-", "−")
