"""The tables beside the pages: CSV, Excel, and the long one over all quarters."""
