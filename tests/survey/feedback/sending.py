"""A customer fills in the feedback form."""

from io import BytesIO
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from tests.client import Client
from tests.models.files.samples import picture

NAME = "0123456789ABCDEFGHJKMNPQRS"
PROBLEM = "从上周三开始，每天晚上八点以后宽带就断网，报修了三次都没有修好。"


def told(**changes: Any) -> dict[str, Any]:
    """What stands in the form; a field changed to None is left out."""
    form = {
        "kind": "complaint",
        "problem": PROBLEM,
        "happened_when": "每天晚上八点以后",
        "happened_where": "家里，500M 光纤",
        "expected": "派人上门修好",
        "expected_on": "",
        "name": "赵玉兰",
        "phone": "138 1234 5678",
        "email": "Zhao@Example.com",
        "region": "深圳 南山",
        "account": "",
        "consent": "y",
        "website": "",
        "submission": NAME,
    }
    return {name: value for name, value in (form | changes).items() if value is not None}


def send(
    client: Client, *files: tuple[str, bytes], address: str = "/feedback/new", **changes: Any
) -> TestResponse:
    """Send the form as a browser does, with these files (name and content)."""
    fields: MultiDict[str, Any] = MultiDict(told(**changes))
    for name, content in files:
        fields.add("files", FileStorage(BytesIO(content), filename=name))
    boundary, body = encode_multipart(fields)
    return client.post(address, data=body, content_type=f'multipart/form-data; boundary="{boundary}"')


PHOTO = ("路由器.png", picture())
