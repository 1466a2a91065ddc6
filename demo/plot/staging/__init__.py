"""The open cases of the last days, set so that everybody's day has something in it.

Each is told to its end like any other and then cut off: before it is triaged, given to an owner, reviewed,
told, answered. Due today, late, waiting for a second person, on the phone list: all of them are there.
"""

from demo.plot.staging.stage import Stage, Staged

__all__ = ["Stage", "Staged"]
