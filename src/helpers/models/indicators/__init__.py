"""The status of an indicator: its case, forecast, change, and how earlier forecasts did."""
