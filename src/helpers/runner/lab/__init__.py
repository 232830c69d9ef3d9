"""JupyterLab on the report notebooks."""
