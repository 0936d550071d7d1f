"""Model files: writing and checking them, what they say of themselves, reading weights back."""
