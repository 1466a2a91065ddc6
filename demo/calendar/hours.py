"""At what hour a voice arrives, by channel."""

from random import Random

from models.cases.words import Channel

# Weights of the 24 hours of a day.
_CALLS = (0, 0, 0, 0, 0, 0, 0, 0, 4, 9, 11, 9, 5, 6, 8, 8, 8, 7, 7, 9, 9, 5, 0, 0)
_NIGHT = (3, 2, 1, 1, 1, 1, 4, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 6)
_OFFICE = (0, 0, 0, 0, 0, 0, 0, 1, 4, 10, 11, 8, 3, 5, 9, 10, 9, 6, 3, 2, 2, 1, 1, 0)
_EVENING = (2, 1, 1, 0, 0, 0, 1, 2, 4, 6, 6, 5, 6, 5, 5, 5, 5, 5, 6, 8, 11, 11, 8, 5)
_STAFFED = (0, 0, 0, 0, 0, 0, 0, 0, 3, 7, 8, 6, 6, 5, 6, 6, 6, 5, 6, 8, 11, 10, 0, 0)
_COUNTER = (0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 10, 8, 4, 5, 9, 9, 8, 7, 4, 2, 0, 0, 0, 0)

HOURS = {
    Channel.HOTLINE: _CALLS,
    Channel.VOICEMAIL: _NIGHT,
    Channel.EMAIL: _OFFICE,
    Channel.CHAT: _STAFFED,
    Channel.SOCIAL: _STAFFED,
    Channel.STORE: _COUNTER,
    Channel.WEB: _EVENING,
    Channel.FORUM: _STAFFED,
    Channel.RESEARCH: _COUNTER,
    Channel.STAFF: _COUNTER,
    Channel.SURVEY: _EVENING,
}


def minute_of_day(channel: Channel, draw: Random) -> float:
    """A minute of the day at which this channel brings a voice."""
    hour = draw.choices(range(24), HOURS[channel])[0]
    return hour * 60 + draw.random() * 60
