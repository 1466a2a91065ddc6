"""The least that Flask can answer, served as Huiyin is: what a page's rate is compared with."""

import sys

from flask import Flask

from tools.serve import granian, load

WORD = "ok"
app = Flask("bare")


@app.get("/")
def word() -> str:
    """Two letters."""
    return WORD


if __name__ == "__main__":
    granian("bench.bare:app", "127.0.0.1", int(sys.argv[1]), int(sys.argv[2])).serve(target_loader=load)
