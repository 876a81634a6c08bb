"""Reception: standards, reduction, detention (building block 3)."""
