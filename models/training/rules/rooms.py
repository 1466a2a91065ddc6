"""Whether two places as people typed them are one room (L-02). Pure."""

from models.texts import composed


def room_of(place: str) -> str:
    """A place as it is compared: without spaces, whatever the width and case of its letters, so that
    “会议室A”, “会议室 A” and “会议室ａ” are one room. Never shown: people read what was typed."""
    return "".join(composed(place, "NFKC").casefold().split())
