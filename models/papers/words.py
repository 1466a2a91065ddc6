"""The words of papers: what a paper is, in which series it is counted, and whether it still stands."""

from enum import StrEnum


class PaperKind(StrEnum):
    """What a paper is."""

    MATTER_NOTICE = "matter_notice"
    """立案通知书: a matter about a person was opened (A-03)."""
    DECISION = "decision"
    """处理决定书 (A-03)."""
    APPEAL_OUTCOME = "appeal_outcome"
    """申诉结果通知书 (A-03)."""
    CORRECTION = "correction"
    """更正通知书: an earlier paper no longer stands (A-03)."""
    CONDUCT_NOTICE = "conduct_notice"
    """奖惩通知书 (C-05)."""
    COMMENDATION = "commendation"
    """通报表扬 (C-01)."""
    CERTIFICATE = "certificate"
    """荣誉证书 (C-01)."""


class Series(StrEnum):
    """Which papers are counted together, a year each."""

    RESPONSIBILITY = "responsibility"
    CONDUCT = "conduct"
    HONOUR = "honour"


class PaperState(StrEnum):
    """Whether a paper stands."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"


SERIES_OF = {
    PaperKind.MATTER_NOTICE: Series.RESPONSIBILITY,
    PaperKind.DECISION: Series.RESPONSIBILITY,
    PaperKind.APPEAL_OUTCOME: Series.RESPONSIBILITY,
    PaperKind.CORRECTION: Series.RESPONSIBILITY,
    PaperKind.CONDUCT_NOTICE: Series.CONDUCT,
    PaperKind.COMMENDATION: Series.CONDUCT,
    PaperKind.CERTIFICATE: Series.HONOUR,
}
