"""An invented landscape, and what sensors see of it."""
