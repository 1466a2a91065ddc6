"""The form of a question of any kind, its answers or lines, and its conditions; and that of a section."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, FormField, HiddenField, SelectField, SelectMultipleField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from models.surveys.document import Dimension, FivePointMatrix, FreeText, Question
from models.surveys.draft import (
    KINDS,
    LONGEST_WORDS,
    MOST_OPTIONS,
    MOST_ROWS,
    Draft,
    Drafted,
    DraftMatch,
    DraftOption,
    DraftRow,
    DraftWhen,
)
from models.surveys.rules.drafting import new_code
from portal.cases.forms.rows import Rows
from portal.questionnaires.forms import MOST_CODE, text_of, text_or_none, whole_number
from portal.questionnaires.words import choices, numbers, said, shortened
from web.errors.reasons import sentence_for_fault
from web.forms import Form, Line, Paragraph
from web.language import _, lazy
from web.words import word

MOST_CONDITIONS = 10
FIRST_OPTIONS = 2
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
DO = re.compile(r"(option|condition)-(add|up|down|drop|show)(?:-(\d{1,2}))?")
"""What a button of the form may ask for besides saving."""
Data = dict[str, Any]


class PartForm(Form):
    """A row of another form; the token is the whole form's."""

    class Meta(Form.Meta):
        csrf = False


class LineForm(PartForm):
    """An answer to choose from, or a line of a matrix."""

    code = HiddenField()
    zh = Line(lazy("In Chinese"), most=200)
    en = Line(lazy("In English"), most=200)
    alone = BooleanField(lazy("Rules out all others"))
    dimension = SelectField(lazy("Dimension"), validators=[Optional()])


class Picks(SelectMultipleField):
    """Checkboxes whose offers follow from another field, so what was ticked is kept as it came."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, **options)
        self.type = "SelectMultipleField"  # so that it is drawn like one

    def pre_validate(self, form: Any) -> None:
        offered = {str(choice[0]) for choice in self.choices or ()}
        self.data = [each for each in self.data or [] if each in offered]


class ConditionForm(PartForm):
    """One condition: an earlier question, or a line of one, and the answers that meet it."""

    about = SelectField(lazy("Earlier question"), validators=[Optional()], validate_choice=False)
    role = SelectField(lazy("How it counts"))
    picks = Picks(lazy("Is answered with"))


class ConditionsForm(Form):
    """What a question and a section have in common."""

    offered = False
    seen = HiddenField()
    conditions = Rows(FormField(ConditionForm), lazy("Conditions"), max_entries=MOST_CONDITIONS)

    def offer(self, document: Draft, earlier: Sequence[Question]) -> None:
        """Says which questions conditions may name, and which answers those have."""
        offers, answers = _offers(document, earlier)
        self.offered = bool(offers)
        for row in self.conditions:
            row.form.about.choices = [("", _("Please choose")), *_with_unknown(offers, row.form.about.data)]
            row.form.role.choices = [("all", _("must be met")), ("any", _("is enough, as others so marked"))]
            row.form.picks.choices = answers.get(row.form.about.data or "", [])

    def when(self) -> DraftWhen | None:
        """The conditions as they were filled in."""
        groups: dict[str, list[DraftMatch]] = {"all": [], "any": []}
        for row in self.conditions:
            if row.form.about.data:
                question, _dot, line = row.form.about.data.partition(".")
                picks = tuple(int(each) for each in row.form.picks.data or () if each.isdecimal())
                match = DraftMatch(question=question, row=line or None, any_of=picks)
                groups["any" if row.form.role.data == "any" else "all"].append(match)
        found = DraftWhen(all=tuple(groups["all"]), any=tuple(groups["any"]))
        return found if found.matches else None


class SectionForm(ConditionsForm):
    """A section: its title, and when it is shown."""

    title_zh = Line(lazy("Heading in Chinese"), most=120)
    title_en = Line(lazy("Heading in English"), most=120)


class QuestionForm(ConditionsForm):
    """A question; which fields are shown follows from its kind."""

    text_zh = Paragraph(lazy("In Chinese"), most=LONGEST_WORDS)
    text_en = Paragraph(lazy("In English"), most=LONGEST_WORDS)
    hint_zh = Line(lazy("Hint in Chinese"), most=LONGEST_WORDS)
    hint_en = Line(lazy("Hint in English"), most=LONGEST_WORDS)
    spoken_zh = Paragraph(lazy("Wording in Chinese"), most=LONGEST_WORDS)
    spoken_en = Paragraph(lazy("Wording in English"), most=LONGEST_WORDS)
    required = BooleanField(lazy("Must be answered"))
    dimension = SelectField(lazy("Dimension"), validators=[Optional()])
    not_applicable = BooleanField(lazy("Offer “Does not apply to me”"))
    most = whole_number(lazy("Choices at most"), 1, MOST_OPTIONS)
    longest = whole_number(lazy("Characters at most"), 1, 4000)
    code = Line(lazy("Code"), most=MOST_CODE)
    options = Rows(FormField(LineForm), lazy("Answers to choose from"), max_entries=MOST_OPTIONS)

    def prepare(self, document: Draft, earlier: Sequence[Question]) -> None:
        """Fills in what can be chosen."""
        self.offer(document, earlier)
        measures = [("", _("none"))] + [(each.value, word(each)) for each in Dimension]
        self.dimension.choices = measures
        for row in self.options:
            row.form.dimension.choices = measures

    def validate_code(self, field: Line) -> None:
        if field.data and not CODE.fullmatch(field.data):
            raise ValidationError(sentence_for_fault("code_form"))

    def question(self, kind: str, code: str, before: Drafted | None, retired: Mapping[str, int]) -> Drafted:
        """The question as it was filled in. `retired` says by question the highest answer code ever given."""
        values: Data = {
            "code": code,
            "text": text_of(self.text_zh.data, self.text_en.data),
            "hint": text_or_none(self.hint_zh.data, self.hint_en.data),
            "spoken": text_or_none(self.spoken_zh.data, self.spoken_en.data),
            "required": bool(self.required.data),
            "when": self.when(),
        }
        fields = KINDS[kind].model_fields
        if "dimension" in fields:
            values["dimension"] = self.dimension.data or None
        if "not_applicable" in fields:
            values["not_applicable"] = bool(self.not_applicable.data)
        if "most" in fields:
            values["most"] = self.most.data
        if "longest" in fields:
            longest = before.longest if isinstance(before, FreeText) else 1000
            values["longest"] = self.longest.data or longest
        if "options" in fields:
            values["options"] = self._options(retired.get(code, 0))
        if "rows" in fields:
            values["rows"] = self._rows()
        return KINDS[kind](**values)

    def _options(self, highest: int) -> tuple[DraftOption, ...]:
        rows = _written(self.options)
        used = [int(row.code.data) for row in rows if (row.code.data or "").isdecimal()]
        following = max([highest, *used], default=0)
        made: list[DraftOption] = []
        for row in rows:
            if (row.code.data or "").isdecimal() and 1 <= int(row.code.data) <= 99:
                code = int(row.code.data)
            else:
                following += 1
                code = following
            text = text_of(row.zh.data, row.en.data)
            made.append(DraftOption(code=code, text=text, alone=bool(row.alone.data)))
        return tuple(made)

    def _rows(self) -> tuple[DraftRow, ...]:
        made: list[DraftRow] = []
        kept = {row.code.data for row in _written(self.options)}
        for row in _written(self.options):
            code = row.code.data or ""
            if not CODE.fullmatch(code):
                wanted = row.dimension.data or row.en.data or ""
                code = new_code("_".join(wanted.split()[:3]), {*kept, *(each.code for each in made)}, "line")
            text = text_of(row.zh.data, row.en.data)
            made.append(DraftRow(code=code, text=text, dimension=row.dimension.data or None))
        return tuple(made)


def _written(rows: Any) -> list[Any]:
    """The rows that say something, or did before: an empty new one counts nothing."""
    return [row.form for row in rows if row.form.zh.data or row.form.en.data or row.form.code.data]


def _offers(
    document: Draft, earlier: Sequence[Question]
) -> tuple[list[tuple[str, str]], dict[str, list[tuple[str, str]]]]:
    """What conditions may name, and with which answers."""
    n, offers, answers = numbers(document), [], {}
    for question in earlier:
        label = f"{n[question.code]}. {shortened(said(question.text))}"
        if isinstance(question, FivePointMatrix):
            found = [
                (f"{question.code}.{row.code}", f"{label} · {shortened(said(row.text))}")
                for row in question.rows
            ]
        else:
            found = [(question.code, label)] if choices(question) else []
        offers += found
        for value, _label in found:
            line = value.partition(".")[2] or None
            answers[value] = [(str(code), text) for code, text in choices(question, line)]
    return offers, answers


def _with_unknown(offers: list[tuple[str, str]], value: str | None) -> list[tuple[str, str]]:
    """The offers, and a question that is chosen but gone or asked later: so that it is seen."""
    if not value or value in dict(offers):
        return offers
    return [*offers, (value, _("a question that is gone or asked later (%(code)s)", code=value))]


def data_of(question: Drafted, seen: str) -> Data:
    """What the form shows of a question."""
    data: Data = {"seen": seen, "code": question.code, "required": question.required}
    for name in ("text", "hint", "spoken"):
        text = getattr(question, name)
        data |= {f"{name}_zh": text.zh if text else "", f"{name}_en": text.en if text else ""}
    for name in ("not_applicable", "most", "longest"):
        data[name] = getattr(question, name, None)
    dimension = getattr(question, "dimension", None)
    data["dimension"] = dimension.value if dimension else ""
    lines = getattr(question, "options", None) or getattr(question, "rows", None) or ()
    data["options"] = [_line(each) for each in lines]
    data["conditions"] = conditions_of(question.when)
    return data


def _line(line: DraftOption | DraftRow) -> Data:
    dimension = getattr(line, "dimension", None)
    return {
        "code": str(line.code),
        "zh": line.text.zh,
        "en": line.text.en,
        "alone": getattr(line, "alone", False),
        "dimension": dimension.value if dimension else "",
    }


def conditions_of(when: DraftWhen | None) -> list[Data]:
    """What the form shows of conditions."""
    groups = (("all", when.all), ("any", when.any)) if when else ()
    return [
        {
            "about": match.question + (f".{match.row}" if match.row else ""),
            "role": role,
            "picks": [str(code) for code in match.any_of],
        }
        for role, matches in groups
        for match in matches
    ]


def reshaped(data: Data, do: str) -> Data | None:
    """What was typed, with a row more, less or moved, as a button asked; None for a button that saves."""
    asked = DO.fullmatch(do)
    if asked is None:
        return None
    what, verb, at = asked[1], asked[2], int(asked[3] or 0)
    name = f"{what}s"
    rows = [dict(row) for row in data.get(name) or []]
    most = MOST_OPTIONS if what == "option" else MOST_CONDITIONS
    if verb == "add" and len(rows) < most:
        rows.append({"role": "all"} if what == "condition" else {})
    elif verb == "drop" and at < len(rows):
        del rows[at]
    elif verb in ("up", "down"):
        other = at - 1 if verb == "up" else at + 1
        if at < len(rows) and 0 <= other < len(rows):
            rows[at], rows[other] = rows[other], rows[at]
    return {**data, name: rows}


def most_lines(kind: str) -> int:
    """How many answers or lines a question of this kind may have."""
    return MOST_ROWS if kind == "five_point_matrix" else MOST_OPTIONS
