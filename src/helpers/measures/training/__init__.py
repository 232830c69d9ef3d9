"""What is counted of the cyber-resilience training."""
