"""External borders: screening, asylum border procedure, adequate capacity (building block 2)."""
