"""The floor under every stage: periods, areas, settings, faults, Dutch numbers, and the shapes of the tables."""
