"""What was promised for the Pact, measured on what happened and on what would happen."""
