"""Views of the public rooms: each reads, renders, and changes nothing."""
