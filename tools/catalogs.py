"""The Chinese texts: one hand-written file an area, merged into the one catalogue that is read at run time.

`python -m tools.catalogs check` names every sentence without Chinese, with two different ones, with other
placeholders than its English, or that nothing shows any more. `… compile` merges and compiles.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import TemplateSyntaxError

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "translations" / "zh_Hans"
COMPILED = SOURCES / "LC_MESSAGES" / "messages.mo"
PYTHON_FOLDERS = ("web", "portal", "survey", "jobs", "demo", "models")
# `counted` takes two sentences, each with a translation of its own.
KEYWORDS = {"_": None, "lazy": None, "text": None, "counted": (1, 2)}
JINJA = {"trimmed": "true", "silent": "false"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def written() -> Iterator[tuple[Path, Message]]:
    """Every translation of every file."""
    for source in sorted(SOURCES.glob("*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale="zh_Hans", abort_invalid=True)
        for message in catalogue:
            if message.id:
                yield source, message


def merged() -> Catalog:
    """All files as one catalogue; the first one wins where two differ (`problems` names those)."""
    catalogue = Catalog(locale="zh_Hans", charset="utf-8")
    for _, message in written():
        if message.id not in catalogue and message.string:
            catalogue.add(message.id, message.string)
    return catalogue


def shown() -> dict[str, str]:
    """Each sentence that code and templates show, and the first place where they do."""
    found: dict[str, str] = {}
    python = [path for name in PYTHON_FOLDERS for path in sorted((ROOT / name).rglob("*.py"))]
    templates = [path for path in sorted((ROOT / "templates").rglob("*")) if path.suffix in {".html", ".txt"}]
    for path in (*python, *templates):
        method = "python" if path.suffix == ".py" else "jinja2"
        try:
            messages = extract_from_file(method, path, KEYWORDS, options=JINJA)
        except TemplateSyntaxError as error:
            raise SystemExit(f"{path.relative_to(ROOT)}:{error.lineno}: {error}") from None
        for line, message, _, _ in messages:
            for sentence in message if isinstance(message, tuple) else (message,):
                found.setdefault(sentence, f"{path.relative_to(ROOT)}:{line}")
    return found


def problems() -> list[str]:
    """What is wrong with the texts, a line each."""
    lines: list[str] = []
    chinese: dict[str, tuple[str, Path]] = {}
    for source, message in written():
        sentence, text = str(message.id), str(message.string or "")
        place = f"{source.relative_to(ROOT)}: {sentence!r}"
        if not text or message.fuzzy:
            lines.append(f"{place} has no Chinese")
            continue
        first, elsewhere = chinese.setdefault(sentence, (text, source))
        if first != text:
            lines.append(f"{place} is {text!r} here and {first!r} in {elsewhere.name}")
        if set(PLACEHOLDER.findall(sentence)) != set(PLACEHOLDER.findall(text)):
            lines.append(f"{place} has other placeholders in {text!r}")
    in_use = shown()
    lines += [
        f"{place}: {sentence!r} has no Chinese"
        for sentence, place in in_use.items()
        if sentence not in chinese
    ]
    lines += [
        f"{source.relative_to(ROOT)}: {sentence!r} is shown nowhere"
        for sentence, (_, source) in chinese.items()
        if sentence not in in_use
    ]
    return lines


def compile_catalogue() -> None:
    """Write the compiled catalogue, whole or not at all, when it would differ."""
    content = BytesIO()
    write_mo(content, merged())
    if COMPILED.is_file() and COMPILED.read_bytes() == content.getvalue():
        return
    COMPILED.parent.mkdir(exist_ok=True)
    draft = COMPILED.with_suffix(".part")
    draft.write_bytes(content.getvalue())
    draft.replace(COMPILED)


def main() -> None:
    """Check or compile, as asked."""
    if sys.argv[1:] == ["compile"]:
        compile_catalogue()
    elif sys.argv[1:] == ["check"]:
        found = problems()
        print(*found, sep="\n", end="\n" if found else "")
        raise SystemExit(1 if found else 0)
    else:
        raise SystemExit("usage: python -m tools.catalogs check|compile")


if __name__ == "__main__":
    main()
