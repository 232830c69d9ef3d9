"""A quarter as a Word file: the pages for the council, with what the report's own page shows of them."""
