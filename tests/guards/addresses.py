"""Who may ask for which address: the one table of access. A new address adds its line, in the order of names.

`public`: the world. `entering`: whoever gave a right password. `anyone`: whoever is logged in. Otherwise the
permissions of which one is needed. On which rows is said by the queries, and tested with them.
"""

ADDRESSES = {
    "GET /healthz": "public",
    "GET /portal/account": "anyone",
    "GET /portal/account/password": "entering",
    "GET /portal/account/second-factor": "anyone",
    "GET /portal/departments": "people.read",
    "GET /portal/departments/<code>": "people.read",
    "GET /portal/departments/new": "people.edit",
    "GET /portal/login": "public",
    "GET /portal/login/second-factor": "entering",
    "GET /portal/people": "people.read",
    "GET /portal/people/<number>": "people.read",
    "GET /portal/people/new": "people.edit",
    "GET /readyz": "public",
    "POST /portal/account/language": "anyone",
    "POST /portal/account/logins/<int:login_id>/ending": "anyone",
    "POST /portal/account/logins/others/ending": "anyone",
    "POST /portal/account/password": "entering",
    "POST /portal/account/second-factor": "anyone",
    "POST /portal/account/second-factor/confirmation": "anyone",
    "POST /portal/account/second-factor/removal": "anyone",
    "POST /portal/account/theme": "anyone",
    "POST /portal/departments": "people.edit",
    "POST /portal/departments/<code>/closure": "people.edit",
    "POST /portal/departments/<code>/details": "people.edit",
    "POST /portal/departments/<code>/head": "people.edit",
    "POST /portal/login": "public",
    "POST /portal/login/second-factor": "entering",
    "POST /portal/logout": "entering",
    "POST /portal/people": "people.edit",
    "POST /portal/people/<number>/departure": "people.edit",
    "POST /portal/people/<number>/details": "people.edit",
    "POST /portal/people/<number>/password": "people.edit",
    "POST /portal/people/<number>/return": "people.edit",
    "POST /portal/people/<number>/roles": "people.edit",
    "POST /portal/people/<number>/second-factor-removal": "people.edit",
}
