"""Version of the program and of its extraction rules."""

__version__ = "0.1.0"

EXTRACTOR_VERSION = "2026.11.2"
"""Raised whenever a rule change can alter a record: stored raw pages are then extracted again."""
