"""Gives the checkout its package name `specgan`, whatever the folder is called.

The checkout is the plugin folder and QGIS loads it under the folder's own name; tests need one fixed name instead, and
that of the checkout they lie in, whatever is installed.
"""

from pathlib import Path

__file__ = str(Path(__file__).resolve().parents[2] / "__init__.py")
__path__ = [str(Path(__file__).parent)]
exec(compile(Path(__file__).read_text(encoding="utf-8"), __file__, "exec"))
