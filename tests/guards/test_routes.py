"""Every address is listed under its rule, and refused to whom it must be."""

import re

import pytest
from flask import Flask

from models.permissions import Permission
from tests.cast import Cast
from tests.client import Client
from tests.guards.addresses import ADDRESSES
from web.access import access_of

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
PERMISSIONS = set(Permission)
NEEDING = {address: set(rule.split(" | ")) for address, rule in ADDRESSES.items() if "." in rule}
PRIVATE = [address for address, rule in ADDRESSES.items() if rule != "public"]
PLACE = re.compile(r"<(?:(\w+)(?:\((\w+)[^)]*\))?:)?(\w+)>")


def filled(address: str) -> str:
    """An address with something in each place that no row is called by."""
    return PLACE.sub(lambda place: "1" if place[1] == "int" else place[2] or "nothing", address)


def ask(client: Client, address: str) -> tuple[int, str]:
    """What an address answers: the status, and where it sends."""
    method, path = filled(address).split(" ", 1)
    answer = client.get(path) if method == "GET" else client.send(path)
    return answer.status_code, answer.headers.get("Location", "")


def test_every_address_is_listed_under_its_rule(app: Flask) -> None:
    """X-01: an address that is new, gone, or opened to others shows here."""
    found = {}
    for rule in app.url_map.iter_rules():
        access = access_of(app.view_functions[rule.endpoint])
        for method in (rule.methods or set()) & METHODS if rule.endpoint != "static" else ():
            found[f"{method} {rule.rule}"] = "nobody said" if access is None else str(access)
    assert found == ADDRESSES


def test_the_list_is_in_order_and_names_permissions_that_exist() -> None:
    assert list(ADDRESSES) == sorted(ADDRESSES)
    assert set().union(*NEEDING.values()) <= PERMISSIONS


@pytest.mark.parametrize("address", PRIVATE)
def test_nobody_gets_in_without_a_login(client: Client, address: str) -> None:
    """X-01."""
    status, sent_to = ask(client, address)
    assert status == 303
    assert sent_to.startswith("/portal/login")


def test_people_without_the_permission_are_refused(cast: Cast, client: Client) -> None:
    """X-01: least privilege. Those are tried who hold the most permissions without the one that is needed."""
    wrong = []
    for address, needed in NEEDING.items():
        lacking = [person for person in cast if not needed & person.permissions]
        for person in sorted(lacking, key=lambda person: -len(person.permissions))[:3]:
            answer = ask(client.come_in(person), address)
            if answer[0] != 403:
                wrong.append((person.login, address, answer))
    assert wrong == []
