"""The forms of products: names, and the words by which customers call them."""

from models.products.actions import LONGEST_ALIAS, MOST_ALIASES, ProductDetails
from models.products.tables import Product
from web.errors import fault
from web.forms import Form, Line, Paragraph, Seen
from web.language import lazy

fault("product_named", lazy("Another product is called so already."))
fault("alias_length", lazy("Each of these words has 2 to 40 characters."))
fault("aliases_many", lazy("At most 20 words."))


class ProductForm(Form):
    """What is written about a product."""

    name_zh = Line(lazy("Name in Chinese"), most=60, required=True)
    name_en = Line(lazy("Name in English"), most=120)
    aliases = Paragraph(
        lazy("What customers call it"),
        most=(LONGEST_ALIAS + 1) * MOST_ALIASES * 2,
        description=lazy("One word a line. A case whose text holds one is suggested this product."),
    )
    version = Seen()

    def details(self) -> ProductDetails:
        """What was filled in, for the action."""
        return ProductDetails(
            self.name_zh.data or "", self.name_en.data or "", (self.aliases.data or "").splitlines()
        )

    @classmethod
    def of(cls, product: Product) -> "ProductForm":
        """The form as the row is now."""
        given = {"name_zh": product.name_zh, "name_en": product.name_en, "version": product.version}
        return cls(None, data=given | {"aliases": "\n".join(product.aliases)})


class NewProductForm(ProductForm):
    """A product that comes onto the list."""

    code = Line(
        lazy("Code"),
        most=32,
        required=True,
        description=lazy("Capital letters and digits, such as FIBRE-300. It never changes."),
    )
