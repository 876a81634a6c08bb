"""Responsibility of a Member State, formerly Dublin (building block 6)."""
