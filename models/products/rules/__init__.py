"""Rules about products: which one a text speaks of, and what may be done to one. Pure."""

from models.products.rules.mention import Mention, mentioned, spelled
from models.products.rules.steps import ProductStep, product_steps

__all__ = ["Mention", "ProductStep", "mentioned", "product_steps", "spelled"]
