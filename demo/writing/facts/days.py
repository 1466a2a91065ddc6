"""Days and hours as people say them."""

from datetime import date

from demo.writing.grammar import chinese_number

WEEKDAYS = "一二三四五六日"
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def part_of_day(hour: int) -> str:
    """早上, 上午 … as people divide the day."""
    for limit, word in ((9, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (19, "傍晚"), (22, "晚上")):
        if hour < limit:
            return word
    return "夜里"


def spoken_hour(hour: int) -> str:
    """An hour of twelve in Chinese numerals."""
    return chinese_number(hour if hour <= 12 else hour - 12)


def month(day: date, shift: int = 0) -> str:
    """The month of a day, or one `shift` months later."""
    return f"{(day.month - 1 + shift) % 12 + 1}月"


def english_day(day: date) -> str:
    """5 June."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]}"
