"""Places as a user would see them, as one picture: LR, bicubic, SpecGAN; without the true images, which are others'.

    python dev/gallery.py OUT.png MODEL IMAGE [IMAGE ...]

Each image is averaged by the model's factor, made a GeoTIFF, and super-resolved without HSI.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from osgeo import gdal, osr
from PIL import Image
from specgan.core.engine import superresolve
from specgan.core.job import Job
from specgan.core.models import find_model

GSD = 0.3
COLUMNS = 2
"""Places side by side."""
GAP = 8
"""Pixels between places."""


def place(image: str, model: Path, folder: Path) -> np.ndarray:
    """uint8 (height, 3 * width + 2 * GAP, 3): LR pixels, bicubic, result."""
    factor = 16 if "x16" in model.name else 32
    source = gdal.Open(image)
    width, height = source.RasterXSize // factor, source.RasterYSize // factor
    window = [0, 0, width * factor, height * factor]
    lr = str(folder / "lr.tif")
    size = {"srcWin": window, "width": width, "height": height}
    small = gdal.Translate(lr, source, bandList=[1, 2, 3], resampleAlg="average", **size)
    small.SetGeoTransform((500000, GSD * factor, 0, 4000000, 0, -GSD * factor))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32617)
    small.SetProjection(reference.ExportToWkt())
    del small
    smooth = gdal.Translate("", lr, format="MEM", width=window[2], height=window[3], resampleAlg="cubic")
    pixels = gdal.Open(lr).ReadAsArray().repeat(factor, 1).repeat(factor, 2)
    result = superresolve(Job(lr, "", model, folder / "out.tif"))
    columns = [pixels, smooth.ReadAsArray(), gdal.Open(str(result.output)).ReadAsArray()]
    gap = np.full((3, window[3], GAP // 2), 255, np.uint8)
    parts = [part for column in columns for part in (column, gap)][:-1]
    return np.ascontiguousarray(np.concatenate(parts, 2).transpose(1, 2, 0))


def main(out: str, name: str, images: list[str]) -> None:
    """Draw the sheet `out` of what the model `name` makes of `images`."""
    model = find_model(name)
    with TemporaryDirectory() as folder:
        places = [place(image, model, Path(folder)) for image in images]
    places += [np.full_like(places[0], 255)] * (-len(places) % COLUMNS)
    rows = []
    for first in range(0, len(places), COLUMNS):
        row = places[first : first + COLUMNS]
        gap = np.full((row[0].shape[0], 2 * GAP, 3), 255, np.uint8)
        rows.append(np.concatenate([part for each in row for part in (each, gap)][:-1], 1))
        rows.append(np.full((GAP, rows[-1].shape[1], 3), 255, np.uint8))
    Image.fromarray(np.concatenate(rows[:-1], 0)).save(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
