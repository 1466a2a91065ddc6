"""What stands on a paper, complete: frozen when it is issued, so that the paper can be made from it alone.

All of it is in the language of the paper. Nothing is looked up when it is printed.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1, max_length=4000)]
Line = Annotated[str, Field(min_length=1, max_length=200)]


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(_Facts):
    """A line of a notice's table, such as 依据: 规则手册（2026 版）处理措施第 2.1 条."""

    name: Line
    text: Words


class NoticeFacts(_Facts):
    """A notice in company style: to whom, what is the case, what was found and decided, and which rights."""

    company: Line
    """Whose paper it is, as it stands in the red head."""
    title: Line
    """Without a full stop, such as 关于对工单 HY-20261103-0127 处理中拖延行为的处理决定."""
    to: Line
    """A person's or a department's name."""
    to_number: Annotated[str, Field(max_length=16)] = ""
    """A person's staff number; empty for a department, or for a notice to all."""
    opening: tuple[Words, ...]
    """Paragraphs before the table: what happened."""
    rows: tuple[Row, ...] = ()
    """What was found, the rule, what speaks for the person, what is decided."""
    closing: tuple[Words, ...] = ()
    """Paragraphs after the table: rights, and what is to be done by when."""
    attached: tuple[Line, ...] = ()
    """Papers that go with it."""
    copies: tuple[Line, ...] = ()
    """Who gets a copy."""
    signed: Line
    """Who issues it, as it stands by the seal: a department or the company."""


class CertificateFacts(_Facts):
    """A certificate worthy of a frame: who is honoured, for what, and with which title."""

    company: Line
    to: Line
    to_number: Annotated[str, Field(max_length=16)] = ""
    reason: Annotated[str, Field(min_length=1, max_length=260)]
    """What was done, as the beginning of a sentence, without a full stop at its end."""
    honour: Annotated[str, Field(min_length=1, max_length=40)]
    """The title that is awarded, such as 服务之星; of a training, what was passed."""
    heading: Annotated[str, Field(max_length=40)] = ""
    """What the paper is called where it is no certificate of honour, such as 培训合格证书 (L-04)."""
    signed: Line


Facts = NoticeFacts | CertificateFacts
