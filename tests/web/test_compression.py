"""Files under static/ travel compressed where the browser takes it, and are the same files."""

import gzip

import pytest

from tests.client import Client

SHEET = "/static/css/public.css"


def test_a_style_sheet_is_compressed_and_unpacks_to_itself(client: Client) -> None:
    with client.get(SHEET, headers={"Accept-Encoding": "identity"}) as plain:
        sheet = plain.data
    with client.get(SHEET, headers={"Accept-Encoding": "gzip, br"}) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == sheet
        assert packed.content_length == len(packed.data) < len(sheet) / 2
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert packed.headers["ETag"].startswith("W/")


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "br"])
def test_whoever_takes_no_gzip_gets_the_file_as_it_is(client: Client, accepted: str) -> None:
    with client.get(SHEET, headers={"Accept-Encoding": accepted}) as plain:
        assert "Content-Encoding" not in plain.headers
        assert plain.data.startswith(b"/*")


def test_pages_with_secrets_are_never_compressed(client: Client) -> None:
    answer = client.get("/healthz", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
