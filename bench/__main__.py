"""`make bench`: measures everything, a line a figure: name, value, target, ok or short."""

from bench import pages, worktime

PARTS = (worktime, pages)

if __name__ == "__main__":
    for part in PARTS:
        for figure in part.FIGURES:
            print(figure.line(), flush=True)
