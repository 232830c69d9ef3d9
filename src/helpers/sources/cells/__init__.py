"""One cell: from text to a typed value, or a Dutch refusal."""
