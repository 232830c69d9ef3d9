"""What is said of the surroundings: differences between published figures, and ordinary yearly variation."""
