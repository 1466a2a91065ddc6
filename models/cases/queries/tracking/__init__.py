"""What the customer sees of an own case (H-08)."""

from models.cases.queries.tracking.reads import said_before, shown_file, submitted, tracking
from models.cases.queries.tracking.shown import (
    GoesOn,
    PlannedStep,
    Promise,
    Reply,
    Stage,
    Standing,
    Step,
    Tracking,
    Verdicted,
    Word,
)

__all__ = [
    "GoesOn",
    "PlannedStep",
    "Promise",
    "Reply",
    "Stage",
    "Standing",
    "Step",
    "Tracking",
    "Verdicted",
    "Word",
    "said_before",
    "shown_file",
    "submitted",
    "tracking",
]
