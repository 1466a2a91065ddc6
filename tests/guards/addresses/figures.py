"""Who may ask for which address of the key figures."""

FIGURES = {
    "GET /portal/kpi": "case.handle | case.triage | kpi.read",
    "GET /portal/kpi/cases": "case.handle | case.triage | kpi.read",
    "GET /portal/kpi/figures.xlsx": "case.handle | case.triage | kpi.read",
    "GET /portal/kpi/flags": "case.handle | case.triage | kpi.read",
    "GET /portal/kpi/flags/<int:flag_id>": "case.handle | case.triage | kpi.read",
    "GET /portal/kpi/months": "kpi.read",
    "GET /portal/kpi/months/<month>/correction": "kpi.close",
    "GET /portal/kpi/reports": "kpi.read",
    "GET /portal/kpi/reports/<month>.pdf": "kpi.read",
    "GET /portal/kpi/wall": "kpi.read",
    "POST /portal/kpi/flags/<int:flag_id>/decision": "case.handle | case.triage | kpi.read",
    "POST /portal/kpi/flags/<int:flag_id>/deduction": "case.handle | case.triage | kpi.read",
    "POST /portal/kpi/months/<month>/closing": "kpi.close",
    "POST /portal/kpi/months/<month>/correction": "kpi.close",
}
