"""A run: its options, its networks, its steps, its folder."""
