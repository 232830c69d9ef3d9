"""What is counted of one wijk for its profile, beside what other subjects count."""
