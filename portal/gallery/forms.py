"""A form with a field of every kind, and a small one as a next step has it."""

from flask_wtf.file import MultipleFileField
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    RadioField,
    SelectField,
    TelField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Email, Optional

from web.forms import Form, Line, Moment, Paragraph, Required, ticks
from web.language import lazy

CATEGORIES = [
    SelectChoice("network", "技术类 / 网络故障"),
    SelectChoice("billing", "费用争议类 / 计费错误"),
    SelectChoice("attitude", "服务类 / 服务态度"),
    SelectChoice("feature", "产品类 / 关于套餐变更后流量结转规则在客户端里说明不清楚的建议"),
]


class PlainForm(Form):
    """Every kind of field."""

    summary = Line(lazy("What it is about"), most=60, required=True, description=lazy("One sentence."))
    words = Paragraph(lazy("What happened"), required=True, most=2000)
    category = SelectField(lazy("Category"), choices=CATEGORIES, validators=[Required()])
    phone = TelField(lazy("Telephone"), validators=[Optional()])
    email = EmailField(lazy("E-mail"), validators=[Optional(), Email()])
    wished_on = DateField(lazy("Wished by"), validators=[Optional()])
    received_at = Moment(lazy("Received at"))
    urgent = RadioField(
        lazy("Urgency"),
        choices=[SelectChoice("no", lazy("not urgent")), SelectChoice("yes", lazy("urgent"))],
        validators=[Required()],
    )
    criteria = ticks(
        lazy("Criteria met"),
        choices=[
            SelectChoice("part", lazy("Part of a core function fails")),
            SelectChoice("anger", lazy("Clear discontent")),
            SelectChoice("claim", lazy("Reasonable compensation is asked for")),
        ],
        validators=[Required()],
    )
    files = MultipleFileField(lazy("Attachments"))
    confirmed = BooleanField(lazy("Read back to the customer and confirmed"), validators=[Required()])


class FilterForm(Form):
    """What a list is filtered by; it stands in the address."""

    class Meta(Form.Meta):
        csrf = False

    words = Line(lazy("Words"), most=60)
    category = SelectField(lazy("Category"), choices=[SelectChoice("", lazy("all")), *CATEGORIES])
    since = DateField(lazy("Received since"), validators=[Optional()])


class StepForm(Form):
    """What a next step asks for."""

    reason = Paragraph(lazy("Reason"), required=True, most=500)
    until = DateField(lazy("New date"), validators=[Optional()])
