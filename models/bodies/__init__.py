"""The company's bodies: members with terms, meetings, votes, decisions that act, action items (M-01)."""
