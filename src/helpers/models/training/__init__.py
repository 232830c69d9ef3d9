"""Whom the training reached, and what the marks before and after say."""
