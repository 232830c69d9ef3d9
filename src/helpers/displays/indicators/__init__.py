"""The pieces of the summary and of the chapter on the indicators."""
