"""What a step minimises, and the networks that it looks through."""
