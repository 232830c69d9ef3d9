"""What the dashboard of a month counts: per wijk and month, and for the whole municipality."""
