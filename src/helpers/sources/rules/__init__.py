"""What must hold within a table and between tables."""
