"""What a text suggests: category, grade, urgency, department, with the reasons (T-05). Pure."""

from models.cases.rules.suggestion.lexicon import fold
from models.cases.rules.suggestion.outcome import Decided, Hint, Suggested, Vote
from models.cases.rules.suggestion.reader import places_of
from models.cases.rules.suggestion.weigh import suggest

__all__ = ["Decided", "Hint", "Suggested", "Vote", "fold", "places_of", "suggest"]
