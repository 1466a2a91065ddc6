"""`make bench`: measures everything, a line a figure: name, value, target, ok or short."""

from bench import duplicates, like_texts, pages, worktime
from tests.servers.run import close_run, open_run

PARTS = (worktime, pages, like_texts, duplicates)

if __name__ == "__main__":
    folder = open_run()
    try:
        for part in PARTS:
            for figure in part.FIGURES:
                print(figure.line(), flush=True)
    finally:
        close_run(folder)
