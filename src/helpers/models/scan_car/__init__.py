"""Whether the hours of the scan car go with a clean neighbourhood, and what a next plan could tell."""
