"""The archive copy of a final edition: executed notebooks, PDF/A, metadata and sums."""
