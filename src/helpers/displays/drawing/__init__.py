"""How a figure is drawn: marks, colours, cells and the SVG on the page."""
