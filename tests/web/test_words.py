"""Enums on screen: every member has a word in both languages."""

from enum import StrEnum

import pytest
from flask import Flask

from models.people.rules import Role
from web.language import speaking
from web.words import choices, name, word


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


class Wine(StrEnum):
    RED = "red"


def test_a_member_without_a_word_is_noticed_at_once() -> None:
    with pytest.raises(ValueError, match="GREEN"):
        name(Light, {Light.RED: "stop"})


def test_an_enum_has_its_words_from_one_place() -> None:
    """Of two the last to be loaded would win, which nobody could see."""
    with pytest.raises(ValueError, match="Role has its words already"):
        name(Role, {role: role.value for role in Role})


def test_equal_values_of_different_enums_keep_their_own_words() -> None:
    """Members of StrEnums with the same value are equal to each other."""
    name(Light, {Light.RED: "stop", Light.GREEN: "go"})
    name(Wine, {Wine.RED: "Bordeaux"})
    assert (word(Light.RED), word(Wine.RED)) == ("stop", "Bordeaux")
    assert word(None) == ""
    assert [(choice.value, choice.label) for choice in choices(Light)] == [("red", "stop"), ("green", "go")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_role_has_a_word(small: Flask, language: str) -> None:
    """X-01."""
    with small.app_context(), speaking(language):
        words = [word(role) for role in Role]
    assert len(set(words)) == len(Role)
    assert all((ord(text[0]) > 0x3400) == (language == "zh") for text in words)
