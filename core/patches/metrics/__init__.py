"""Figures that the engine reports with every result; numpy only."""
