"""What is counted of the scan car and of how clean residents find their neighbourhood."""
