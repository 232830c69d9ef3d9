"""A home for another municipality: params to fill in, its wijken, and exports made up for them."""
