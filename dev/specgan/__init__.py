"""Gives the checkout its package name `specgan`, whatever the folder is called.

The checkout is the plugin folder and QGIS loads it under the folder's own name; tests and the command line
(`PYTHONPATH=dev python -m specgan.training ...`) need one fixed name instead.
"""

from pathlib import Path

__path__ = [str(Path(__file__).resolve().parents[2])]
