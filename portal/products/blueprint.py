"""The blueprint that the views of this area hang on."""

from flask import Blueprint

blueprint = Blueprint("products", __name__, url_prefix="/portal/products")
