"""Fifty people with receipt codes, each from an address of their own, until standard input ends."""

import sys
from collections import Counter
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from urllib.parse import urlencode

PEOPLE = 50
PAUSE = 1.0
BEGUN = "begun"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def main() -> None:
    port, over, came = int(sys.argv[1]), Event(), Counter[int]()
    people = [Thread(target=_ask, args=(port, number, over, came)) for number in range(PEOPLE)]
    for each in people:
        each.start()
    print(BEGUN, flush=True)
    sys.stdin.read()
    over.set()
    for each in people:
        each.join()
    print(", ".join(f"{times} codes answered {status}" for status, times in sorted(came.items())))


def _ask(port: int, number: int, over: Event, came: "Counter[int]") -> None:
    body = urlencode({"code": f"{number:08d}" + "7K2M9QXW3F5TH8JD"})
    while not over.is_set():
        line = HTTPConnection("127.0.0.1", port, timeout=120, source_address=(f"127.0.1.{number + 1}", 0))
        try:
            line.request("POST", "/hotline/report", body, FORM)
            status = line.getresponse().status
        except (OSError, HTTPException):
            status = 0
        finally:
            line.close()
        came[status] += 1
        if status != 422:
            over.wait(PAUSE)


if __name__ == "__main__":
    main()
