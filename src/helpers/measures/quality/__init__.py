"""What is counted of the exports themselves."""
