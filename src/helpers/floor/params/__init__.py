"""What stands in `params/`: the shapes of the files, and how each is read and checked."""
