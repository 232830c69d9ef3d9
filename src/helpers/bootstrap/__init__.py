"""Before any package is there: the environment, who uses it, and how a command is stopped. Standard library only."""
