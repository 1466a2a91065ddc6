"""Who may ask for which address of inspections of departments by the supervision group."""

SUPERVISING = {
    "GET /portal/supervision": "anyone",
    "GET /portal/supervision/<number>": "anyone",
    "GET /portal/supervision/<number>/files/<int:file_id>": "anyone",
    "GET /portal/supervision/<number>/report.pdf": "anyone",
    "GET /portal/supervision/export.xlsx": "anyone",
    "GET /portal/supervision/new": "anyone",
    "POST /portal/supervision/<number>/answer": "anyone",
    "POST /portal/supervision/<number>/conclusion": "anyone",
    "POST /portal/supervision/<number>/disposal": "anyone",
    "POST /portal/supervision/<number>/findings": "anyone",
    "POST /portal/supervision/<number>/sending": "anyone",
    "POST /portal/supervision/<number>/team": "anyone",
    "POST /portal/supervision/new": "anyone",
}
