"""The command `specgan`: what the floors below offer on a command line, put together."""
