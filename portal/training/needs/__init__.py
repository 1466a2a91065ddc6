"""Requirements, the matrix of people and gaps, remedial training, certificates (L-04)."""

from portal.training.needs import arranging, matrix, requirements

__all__ = ["arranging", "matrix", "requirements"]
