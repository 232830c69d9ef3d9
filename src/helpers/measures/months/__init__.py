"""What is counted in each month, per wijk and in the municipality: the series of the dashboard."""
