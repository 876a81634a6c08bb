"""What was decided, said and promised in Council and Parliament, each entry with its place or its source."""
