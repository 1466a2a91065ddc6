"""The supervision hotline: sealed reports, who may open them, and what becomes of them (W)."""
