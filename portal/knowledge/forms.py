"""The forms of the knowledge base: searching, writing, voting, retiring (K-01)."""

from collections.abc import Sequence
from datetime import date, timedelta

from wtforms import DateField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Optional

from models.clock import local_day, now
from models.knowledge.actions import ArticleDraft
from models.knowledge.queries import ArticleFilter
from models.knowledge.tables import Article, ArticleVersion
from models.knowledge.words import Reader
from models.people.tables import Staff
from models.rulebook.document import Rules
from portal.people.called import one_called
from web.errors import fault, refusal
from web.forms import Form, Line, Near, Paragraph, PublicForm, Seen
from web.language import _, lazy
from web.language.filters import named
from web.words import choices

fault("english_is_whole", lazy("An English text has a title and a body, or neither."))
refusal("knowledge", lazy("Those who handle cases write articles."))
refusal(
    "knowledge_publish",
    lazy("What customers read is published by somebody else than who wrote it."),
)

LONG = 20_000
HALF_A_YEAR = timedelta(days=182)
CHOOSE = InputRequired(lazy("Please choose one."))


class SearchForm(PublicForm):
    """What a list of articles is narrowed to."""

    q = Line(lazy("Words"), most=100)
    category = SelectField(lazy("Category"), validators=[Optional()], validate_choice=False)

    def prepare(self, codes: Sequence[str], rules: Rules) -> None:
        """Offers the categories of what is published."""
        known = {each.code: named(each) for each in rules.categories}
        self.category.choices = [
            ("", _("All categories")),
            *((each, known.get(each, each)) for each in codes),
        ]

    @property
    def wanted(self) -> ArticleFilter:
        return ArticleFilter(self.q.data or "", self.category.data or "")


class ArticleForm(Form):
    """An article, or its next version."""

    version = Seen()
    title = Line(lazy("Title"), most=120, required=True)
    body = Paragraph(lazy("What is so, and what to do"), most=LONG, required=True)
    reply = Paragraph(lazy("For a reply to the customer"), most=4000)
    words = Line(lazy("Further words by which it is found"), most=500)
    category = SelectField(lazy("Category"), validators=[Optional()])
    reader = RadioField(lazy("Who reads it"), choices=[], validators=[CHOOSE])
    title_en = Line(lazy("English title"), most=200)
    body_en = Paragraph(lazy("In English"), most=LONG)
    owner = Line(lazy("Who keeps it true"), most=80, required=True)
    review_on = DateField(lazy("To be looked at again on"), validators=[CHOOSE, Near()])
    change = Line(lazy("What is different from the version before"), most=300)

    def prepare(self, rules: Rules) -> None:
        """Fills in what can be chosen."""
        self.reader.choices = choices(Reader)
        self.category.choices = [
            ("", _("None")),
            *((each.code, named(each)) for each in rules.categories),
        ]

    @classmethod
    def new(cls, by: Staff, title: str) -> "ArticleForm":
        """An empty one, which the writer keeps for half a year."""
        given = {"owner": by.number, "review_on": _later(), "reader": Reader.STAFF.value, "title": title}
        return cls(None, data=given)

    @classmethod
    def of(cls, article: Article, text: ArticleVersion) -> "ArticleForm":
        """Filled with the version in the making, or with what is read."""
        ahead = article.review_on if article.review_on > local_day(now()) else _later()
        given = {
            "version": article.version,
            "category": article.category or "",
            "owner": article.owner.number,
            "review_on": ahead,
            "reader": text.reader.value,
        }
        texts = {
            name: getattr(text, name) for name in ("title", "body", "reply", "words", "title_en", "body_en")
        }
        return cls(None, data=given | texts)

    def draft(self) -> ArticleDraft | None:
        """What is to be written; None, with the fault at its field, where the owner is nobody."""
        if (owner := one_called(self.owner, local_day(now()))) is None:
            return None
        assert self.review_on.data is not None, "a valid form has a day"
        return ArticleDraft(
            title=self.title.data or "",
            body=self.body.data or "",
            owner=owner,
            review_on=self.review_on.data,
            category=self.category.data or None,
            reader=Reader(self.reader.data),
            title_en=self.title_en.data or "",
            body_en=self.body_en.data or "",
            reply=self.reply.data or "",
            words=self.words.data or "",
            change=self.change.data or "",
        )


class VoteForm(PublicForm):
    """Whether it helped, and what is missing."""

    helped = RadioField(
        lazy("Did this help?"),
        choices=[SelectChoice("y", lazy("Yes")), SelectChoice("n", lazy("No"))],
        validators=[CHOOSE],
    )
    words = Line(lazy("What is missing?"), most=300)


class ReasonForm(Form):
    """Why an article is retired."""

    reason = Paragraph(lazy("Why"), most=1000, required=True)


class ReviewForm(Form):
    """Until when it needs no look."""

    review_on = DateField(lazy("Still true until"), validators=[CHOOSE, Near()])


def _later() -> date:
    return local_day(now()) + HALF_A_YEAR
