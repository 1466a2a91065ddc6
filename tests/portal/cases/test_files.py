"""The files of a case stand where they came: with its first words, or with those added later (V-02, V-08)."""

from io import BytesIO

from lxml import html

from models.cases import actions
from models.cases.queries import files_of
from models.events.actions import CUSTOMER
from models.files.actions import keep
from models.files.tables import StoredFile
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import HOUR, new
from tests.models.files.samples import GOOD
from tests.moments import MONDAY
from tests.portal.cases.conftest import address
from web.downloads import file_store


def kept(client: Client, name: str) -> StoredFile:
    """A file that the customer sent."""
    with client.application.app_context():
        store = file_store()
    uploads = rules_at(MONDAY).uploads
    return keep(BytesIO(GOOD[name][0]), name, store=store, uploads=uploads, by=CUSTOMER, now=MONDAY)


def test_a_file_stands_with_the_words_it_came_with(cast: Cast, client: Client) -> None:
    """V-08: a photo that the customer added later is not passed off as part of the first words."""
    case = new(files=(kept(client, "a.txt"),))
    added = actions.add_words(case, "合同补上", [kept(client, "合同.pdf")], now=MONDAY + HOUR)
    assert [(row.file.name, row.contact_id) for row in files_of(case)] == [
        ("a.txt", None),
        ("合同.pdf", added.id),
    ]
    page = client.come_in(cast.agent).get(address(case)).text
    voice, story = region(page, "#case-voice"), region(page, "#case-story")
    assert ("a.txt" in voice, "合同.pdf" in voice) == (True, False)
    assert "客户 补充信息 合同补上 合同.pdf 1 kB 今天 11:00" in story
    assert "a.txt" not in story
    links = html.document_fromstring(page).xpath("//ul[@class='attachments']//a/@href")
    assert [client.get(link).status_code for link in links] == [200, 200]
