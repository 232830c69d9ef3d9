"""The owners’ form: who is due, the form itself, and what comes back."""
