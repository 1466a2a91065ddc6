"""W-04, W-07: whoever comes back with the code mends what only their key can mend."""

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from models.hotline.actions.check import end_keeper
from models.hotline.actions.readers import add_reader, free_keepers, recuse
from models.hotline.queries.keepers import keeper_of
from models.hotline.queries.opening import open_as_reader, readers_of
from models.hotline.queries.reading import read
from models.hotline.tables import HotlineReport, IdentityHalf
from models.hotline.words import EntryKind
from models.people.tables import Staff
from tests.cast import Cast
from tests.client import Client, form_on
from tests.markup import region
from tests.models.hotline.making import desk, holder
from tests.moments import MONDAY
from tests.survey.hotline.test_report import SAID, code_in, send


def only_report(session: Session) -> HotlineReport:
    session.expire_all()
    return session.scalars(select(HotlineReport)).one()


def reading(session: Session) -> list[Staff]:
    return [share.keeper.staff for share in readers_of(only_report(session).id)]


def leave(session: Session, person: Staff) -> None:
    keeper = keeper_of(person)
    assert keeper is not None
    end_keeper(keeper.id, now=MONDAY)
    session.commit()


def test_w04_a_report_that_lost_all_its_readers_has_new_ones(
    session: Session, cast: Cast, client: Client
) -> None:
    people = desk(cast)
    code = code_in(send(client, people=cast.handler.name).text)
    gone = reading(session)
    for person in gone:
        leave(session, person)
    assert reading(session) == []
    back = client.post("/hotline/report", data={"code": code})
    assert SAID in region(back.text, "#talk")
    (left,) = [person for person in people if person.id not in {each.id for each in gone}]
    assert reading(session) == [left]
    access = open_as_reader(only_report(session), holder(left), now=MONDAY)
    assert access is not None
    assert read(access).of(EntryKind.REPORT)[0].content.text == SAID
    token = back.text.partition('name="token" value="')[2].partition('"')[0]
    assert client.post("/hotline/report/words", data={"token": token, "text": "还在吗"}).status_code == 200


def test_w07_new_readers_get_halves_of_the_identity(session: Session, cast: Cast, client: Client) -> None:
    desk(cast)
    code = code_in(send(client, people=cast.handler.name, who="named", name="王小明").text)
    first, second, third = reading(session)
    report = only_report(session)
    access = open_as_reader(report, holder(first), now=MONDAY)
    assert access is not None
    (free,) = free_keepers(access, now=MONDAY)
    add_reader(access, free.id, "同事休假", now=MONDAY)
    session.commit()

    def dealt() -> set[int]:
        session.expire_all()
        return set(session.scalars(select(IdentityHalf.keeper_id)))

    assert free.id not in dealt()
    assert client.post("/hotline/report", data={"code": code}).status_code == 200
    assert dealt() == {share.keeper_id for share in readers_of(only_report(session).id)}
    assert {second.id, third.id} <= {person.id for person in reading(session)}


def test_w02_a_visit_that_mends_nothing_writes_nothing(session: Session, cast: Cast, client: Client) -> None:
    """Not even a day on which somebody came back."""
    desk(cast)
    code = code_in(send(client).text)
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert client.post("/hotline/report", data={"code": code}).status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert written == []


def test_w04_one_who_left_is_taken_out_of_the_identity(session: Session, cast: Cast, client: Client) -> None:
    """Whose halves went with them leaves pairs behind that are dealt anew for those who stay."""
    desk(cast)
    code = code_in(send(client, people=cast.handler.name, who="named", name="王小明").text)
    gone, *stay = reading(session)
    access = open_as_reader(only_report(session), holder(gone), now=MONDAY)
    assert access is not None
    recuse(access, holder(gone), "同学", now=MONDAY)
    session.commit()
    client.post("/hotline/report", data={"code": code})
    session.expire_all()
    assert {half.keeper_id for half in session.scalars(select(IdentityHalf))} == {
        keeper.id for person in stay if (keeper := keeper_of(person)) is not None
    }


def test_w02_words_outlive_the_quarter_of_an_hour(session: Session, cast: Cast, client: Client) -> None:
    """They come back with the report, unsent, after the code was typed again; a wrong code keeps them too."""
    desk(cast)
    code = code_in(send(client, people=cast.handler.name).text)
    typed = {"token": "over", "text": "写了很久的补充\n第二行", "punished": "y"}
    over = client.post("/hotline/report/words", data=typed)
    assert (over.status_code, "十五分钟" in over.text) == (422, True)
    kept = dict(form_on(over.text).form_values())
    wrong = client.post("/hotline/report", data=kept | {"code": "AAAA"})
    kept = dict(form_on(wrong.text).form_values())
    back = client.post("/hotline/report", data=kept | {"code": code}).text
    assert ("尚未发送" in back, "写了很久" in region(back, "#talk")) == (True, False)
    again = dict(form_on(back, "/words").form_values())
    assert (again["text"].split(), again["punished"]) == (typed["text"].split(), "y")
    sent = client.post("/hotline/report/words", data=again)
    assert "写了很久的补充" in region(sent.text, "#talk")
