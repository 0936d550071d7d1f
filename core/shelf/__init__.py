"""What every room needs: files, locks, what a machine has, how a command speaks, and formulas that stand once."""
