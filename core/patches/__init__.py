"""Patches as pure numpy: where they lie, how their values map, how they are blended."""
