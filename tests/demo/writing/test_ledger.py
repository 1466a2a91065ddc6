"""The ledger remembers what was said, and the writer says nothing twice."""

from random import Random

from demo.writing.ledger import Ledger, Once
from demo.writing.pool import pool
from demo.writing.writer import Writer


def fact(name: str) -> str:
    return name


def test_a_sentence_counts_as_said_wherever_it_stands() -> None:
    ledger = Ledger(run=50)
    ledger.keep("网又断了三次。你们管不管！")
    assert ledger.overlap("今天网又断了三次。") == 0
    assert ledger.overlap("真的，你们管不管。网又断了三次！") > 0


def test_short_sentences_are_everyones() -> None:
    ledger = Ledger(run=50)
    ledger.keep("谢谢。")
    assert ledger.overlap("谢谢。") == 0


def test_a_long_run_counts_as_said() -> None:
    ledger = Ledger(run=6)
    ledger.keep("每天晚上八点准时断网")
    assert ledger.overlap("我家晚上八点准时掉") > 0
    assert ledger.overlap("我家晚上八点没有网") == 0


def test_the_writer_finds_what_was_not_said() -> None:
    writer = Writer(Random(3), Once())
    lines = pool(["[甲|乙|丙]", "丁"])
    assert {writer.say(lines, fact) for _ in range(4)} == {"甲", "乙", "丙", "丁"}
    assert writer.ledger.repeats == []
    writer.say(lines, fact)
    assert len(writer.ledger.repeats) == 1


def test_a_voice_speaks_only_its_own_and_everybodys_words() -> None:
    writer = Writer(Random(3), Once())
    lines = pool(["老>姑娘你好", "少>家人们", "都能说"])
    assert {writer.candidate(lines, fact, "老家") for _ in range(40)} == {"姑娘你好", "都能说"}
    assert {writer.candidate(lines, fact, "企") for _ in range(40)} == {"都能说"}
    assert writer.candidate(pool(["老>姑娘你好"]), fact, "企") == ""
