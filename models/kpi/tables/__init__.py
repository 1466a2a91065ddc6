"""The tables of key figures: months, their cells, days and names, corrections, flags, reports."""

from models.kpi.tables.flag import KpiFlag
from models.kpi.tables.month import KpiCell, KpiCorrection, KpiDay, KpiMonth, KpiName
from models.kpi.tables.report import KpiReport

__all__ = ["KpiCell", "KpiCorrection", "KpiDay", "KpiFlag", "KpiMonth", "KpiName", "KpiReport"]
