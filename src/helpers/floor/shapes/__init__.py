"""The shapes that stages hand to each other: deliveries, tables, pieces, and what stood before."""
