"""The pieces of the chapter on the training."""
