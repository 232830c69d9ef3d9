"""What an own file most likely is, and by which rules it becomes an export: proposed once, decided by a person."""
