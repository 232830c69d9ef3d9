"""What is counted for the other indicators."""
