"""What happened lately at the demo company, told by the actions that people use: money, help, posts, stores.

The year before is written as rows (`demo/loading`); these few cases show what stands and waits right now.
"""

from demo.lately import departments, money, voices
from demo.lately.stage import play

__all__ = ["departments", "money", "play", "voices"]
