"""The company's monthly report as people read it: names, amounts, charts, the paper (Q-05)."""
