"""What others count and score of the whole municipality, and beside it of comparable ones."""
