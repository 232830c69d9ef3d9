"""Report notebooks as files: their parameters, and what an executed one hands over."""
