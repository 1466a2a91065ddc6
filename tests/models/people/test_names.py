"""X-04: which part of a Chinese name is the surname, and what people are called."""

import pytest

from models.people.rules.names import familiar_name, surname_of


@pytest.mark.parametrize(
    ("name", "surname", "called"),
    [
        ("林晓雯", "林", "晓雯"),
        ("李雷", "李", "李雷"),
        ("欧阳倩", "欧阳", "欧阳倩"),
        ("欧阳晓明", "欧阳", "晓明"),
        ("诸葛亮", "诸葛", "诸葛亮"),
        ("上官", "上", "上官"),
        ("陈林晓雯", "陈林", "晓雯"),
        ("司徒", "司", "司徒"),
    ],
)
def test_x04_surnames_of_one_sign_and_of_two(name: str, surname: str, called: str) -> None:
    """A given name of one sign is never used alone, and a surname is never cut in two."""
    assert (surname_of(name), familiar_name(name)) == (surname, called)


@pytest.mark.parametrize("name", ["Oliver", "Anna Zhao", "阿依古丽·买买提", "李 Lei", ""])
def test_x04_other_names_stay_whole(name: str) -> None:
    assert familiar_name(name) == name
