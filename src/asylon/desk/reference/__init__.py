"""The public rooms: law, calculate, plan and council. No sign-in, no case data, nothing stored."""
