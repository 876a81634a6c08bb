"""Safeguards: representation, vulnerability, monitoring (building block 9)."""
