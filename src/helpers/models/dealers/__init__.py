"""What the inspected dealers say of all dealers."""
