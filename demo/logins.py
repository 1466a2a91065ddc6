"""The demo's logins: one person a role, for the README, the login page in demo mode, and the command."""

from demo.people import PASSWORD, logins


def demo_logins() -> list[dict[str, str]]:
    """`role`, `name`, `login`, `password` of each; the password is no secret, the company is made up."""
    return [
        {"role": entry.role.value, "name": entry.name, "login": entry.login, "password": PASSWORD}
        for entry in logins()
    ]
