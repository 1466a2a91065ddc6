"""The Chinese texts: merged from many files, and checked."""

from pathlib import Path

import pytest
from babel.support import Translations

from tools import catalogs

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a template, a module and two files of texts."""
    sources = tmp_path / "translations" / "zh_Hans"
    for folder in (sources, tmp_path / "templates", tmp_path / "web"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(catalogs, "ROOT", tmp_path)
    monkeypatch.setattr(catalogs, "SOURCES", sources)
    monkeypatch.setattr(catalogs, "COMPILED", sources / "LC_MESSAGES" / "messages.mo")
    (tmp_path / "templates" / "page.html").write_text(
        '<p>{{ _("Good morning") }}</p>{{ _("%(n)s cases", n=3) }}'
    )
    (tmp_path / "web" / "view.py").write_text('counted("One day", "%(n)s days", 3)\nname = lazy("Name")\n')
    write(tree := tmp_path, "one", {"Good morning": "早上好", "%(n)s cases": "%(n)s 个工单"})
    write(tree, "two", {"One day": "1 天", "%(n)s days": "%(n)s 天", "Name": "姓名"})
    return tree


def write(tree: Path, name: str, texts: dict[str, str]) -> None:
    """A file of texts."""
    pairs = (f'msgid "{sentence}"\nmsgstr "{text}"\n' for sentence, text in texts.items())
    (tree / "translations" / "zh_Hans" / f"{name}.po").write_text(HEADER + "\n".join(pairs))


def test_a_whole_set_of_texts_is_in_order(tree: Path) -> None:
    assert catalogs.problems() == []


def test_a_sentence_that_nobody_translated_is_named_with_its_place(tree: Path) -> None:
    (tree / "templates" / "other.html").write_text('\n{{ _("Good night") }}')
    assert catalogs.problems() == ["templates/other.html:2: 'Good night' has no Chinese"]


def test_two_files_that_disagree_are_named(tree: Path) -> None:
    write(tree, "three", {"Name": "名字"})
    assert catalogs.problems() == [
        "translations/zh_Hans/two.po: 'Name' is '姓名' here and '名字' in three.po"
    ]


def test_lost_placeholders_are_named(tree: Path) -> None:
    write(tree, "one", {"Good morning": "早上好", "%(n)s cases": "%(m)s 个工单"})
    assert catalogs.problems() == [
        "translations/zh_Hans/one.po: '%(n)s cases' has other placeholders in '%(m)s 个工单'"
    ]


def test_an_empty_text_and_one_that_nothing_shows_are_named(tree: Path) -> None:
    write(tree, "three", {"Farewell": "再见"})
    write(tree, "one", {"Good morning": "", "%(n)s cases": "%(n)s 个工单"})
    assert catalogs.problems() == [
        "translations/zh_Hans/one.po: 'Good morning' has no Chinese",
        "templates/page.html:1: 'Good morning' has no Chinese",
        "translations/zh_Hans/three.po: 'Farewell' is shown nowhere",
    ]


def test_a_template_that_cannot_be_read_is_named(tree: Path) -> None:
    (tree / "templates" / "page.html").write_text("\n{% if %}")
    with pytest.raises(SystemExit, match=r"^templates/page\.html:2: "):
        catalogs.problems()


def test_all_files_become_one_catalogue(tree: Path) -> None:
    catalogs.compile_catalogue()
    compiled = tree / "translations" / "zh_Hans" / "LC_MESSAGES" / "messages.mo"
    with compiled.open("rb") as file:
        texts = Translations(file)
    assert texts.gettext("Good morning") == "早上好"
    assert texts.gettext("%(n)s days") == "%(n)s 天"
    before = compiled.stat().st_mtime_ns
    catalogs.compile_catalogue()
    assert compiled.stat().st_mtime_ns == before
