"""The command line: a door. It asks the rooms below and prints what they answer; it holds no rules."""
