"""Measuring whole results of the engine against the truth: figures, baselines, arms, tables and pages."""
