"""Return: return decision, voluntary departure, removal, detention (building block 5)."""
