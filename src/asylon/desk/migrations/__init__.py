"""Tables of the desk: accounts, their roles and units."""
