"""One module per notebook, same stem: measures, models and protection composed into a result."""
