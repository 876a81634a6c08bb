"""Preparedness: contingency, crisis and force majeure (building block 8)."""
