"""Exports and reports that lie in a store: brought to this computer, and sent when what is new is whole."""
