"""What only the window asks: forecasts, readiness, diagnosis, and work in the background."""
