"""What is counted of the dealers and their inspections."""
