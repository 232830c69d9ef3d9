"""What the quarterly safety report is computed and published with."""
