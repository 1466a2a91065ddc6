"""`flask people`: what must be possible before anybody can log in."""

import click

from models.clock import local_day, now
from models.db import db, writing
from models.errors import Invalid
from models.events.actions import SYSTEM
from models.people.actions import (
    DepartmentDetails,
    Details,
    add_department,
    add_staff,
    issue_temporary_password,
    set_roles,
)
from models.people.queries import departments, next_number, staff_with_login
from models.people.roles import Role
from web.commands.schema import SchemaGroup
from web.context import installation

people = SchemaGroup("people", help="Logins that a shell may make.")


@people.command("create-admin")
@click.option("--login", default="admin", show_default=True, help="The login, in lower-case letters.")
@click.option("--name", default="系统管理员", show_default=True, help="The name in Chinese.")
@click.option("--name-en", default="Administrator", show_default=True, help="The name in English.")
@click.option("--email", default="", help="The mail address.")
def create_admin(login: str, name: str, name_en: str, email: str) -> None:
    """Make an administrator and print a temporary password. An existing login gets role and password anew."""
    moment = now()
    with writing():
        staff = staff_with_login(login)
        try:
            if staff is None:
                found = departments()
                if found:
                    department = found[0]
                else:
                    company = DepartmentDetails(name_zh="公司", name_en="Company")
                    department = add_department(company, code="COMPANY", by=SYSTEM, now=moment)
                staff, password = add_staff(
                    Details(name=name, name_en=name_en, department=department, email=email),
                    number=next_number(installation().staff_prefix),
                    login=login,
                    joined_on=local_day(moment),
                    roles={Role.ADMINISTRATOR},
                    by=SYSTEM,
                    now=moment,
                )
            else:
                set_roles(staff, staff.roles | {Role.ADMINISTRATOR}, by=SYSTEM, now=moment)
                password = issue_temporary_password(staff, by=SYSTEM, now=moment)
        except Invalid as error:
            raise click.ClickException(f"{error.field}: {error.why}") from error
        number = staff.number
        db.session.commit()
    click.echo(f"{number}  login: {login}  temporary password: {password}")
