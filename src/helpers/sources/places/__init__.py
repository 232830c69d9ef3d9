"""Where it happened: from a point, a code, a name or a postcode to a wijk."""
