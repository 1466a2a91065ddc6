"""People and departments: the tree, the list, a card for each person and department, and changing them."""
