"""The executable Pact: pure functions over facts and dated data. Imports nothing of ours, does no I/O."""
