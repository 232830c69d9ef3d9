"""Models: measure tables → estimate tables, with interval, gates and the reasons for refusing."""
