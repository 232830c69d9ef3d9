"""The quarterly safety report of a municipality: from exports to pages."""

import os

# openpyxl writes other bytes where lxml happens to be installed; the same input must give the same bytes.
os.environ.setdefault("OPENPYXL_LXML", "False")
