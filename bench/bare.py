"""The least that Flask can do, served as Huiyin is: what rates of our pages are compared with.

`/` returns two letters. With a DATABASE, `/row/<locator>` selects one row and renders the template
`still.html` of the folder STILL, and a form sent to `/row` is one durable insert, as large as one answer to
a question (S-04) of the response RESPONSE.
"""

import os
import sys
from datetime import UTC, datetime
from secrets import token_hex

from flask import Flask, render_template
from sqlalchemy import create_engine, insert, select

from models.db import writing
from models.surveys.tables import Invitation, ResponseItem
from tools.serve import granian, load

WORD = "ok"
app = Flask("bare", root_path=os.getcwd(), template_folder=os.environ.get("STILL"))
engine = create_engine(os.environ["DATABASE"]) if "DATABASE" in os.environ else None
RESPONSE = int(os.environ.get("RESPONSE", "0"))


@app.get("/")
def word() -> str:
    """Two letters."""
    return WORD


@app.get("/row/<locator>")
def row(locator: str) -> str:
    """One select, then a template without a variable."""
    assert engine is not None
    with engine.connect() as connection:
        connection.execute(select(Invitation).where(Invitation.locator == locator)).one()
    return render_template("still.html")


@app.post("/row")
def put_row() -> str:
    """One insert that is on the disk when the answer leaves."""
    assert engine is not None
    now = datetime.now(UTC)
    with writing(), engine.begin() as connection:
        connection.execute(
            insert(ResponseItem).values(
                response_id=RESPONSE, question=token_hex(8), part="", choice=4, created_at=now, changed_at=now
            )
        )
    return WORD


if __name__ == "__main__":
    granian("bench.bare:app", "127.0.0.1", int(sys.argv[1]), int(sys.argv[2])).serve(target_loader=load)
