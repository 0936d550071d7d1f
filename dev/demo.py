"""`make demo`: the main job on the bundled sample, through the real qgis_process, and a picture of the result."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from osgeo import gdal
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "sample"
OUT = ROOT / "build" / "demo"
MODEL = "specgan_aerial_x16"
CROP = (slice(128, 512), slice(256, 640))  # HR rows and columns of the picture


def main() -> None:
    """Run the job, draw the picture, and print where both are."""
    OUT.mkdir(parents=True, exist_ok=True)
    result = OUT / "sample_x16.tif"
    command = [
        str(ROOT / "dev" / "qgis_process"),
        "run",
        "specgan:superresolve",
        f"--RGB={SAMPLE / 'town_rgb_lr.tif'}",
        f"--HSI={SAMPLE / 'town_hsi.tif'}",
        f"--MODEL={MODEL}",
        f"--OUTPUT={result}",
    ]
    print(" ".join(command), flush=True)
    subprocess.run(command, check=True)
    picture = draw(result)
    print(f"\nGeoTIFF: {result}\nPicture: {picture} (LR, bicubic, SpecGAN, ground truth)")


def draw(result: Path) -> Path:
    """PNG with LR, bicubic, SpecGAN and the true image side by side."""
    lr, sr, truth = (read(path) for path in (SAMPLE / "town_rgb_lr.tif", result, SAMPLE / "town_rgb_truth.tif"))
    size = (truth.shape[1], truth.shape[0])
    panels = {
        "LR": np.asarray(Image.fromarray(lr).resize(size, Image.Resampling.NEAREST)),
        "bicubic": np.asarray(Image.fromarray(lr).resize(size, Image.Resampling.BICUBIC)),
        "SpecGAN": sr,
        "ground truth (simulated)": truth,
    }
    height, width = (s.stop - s.start for s in CROP)
    sheet = Image.new("RGB", (4 * width + 30, height + 24), "white")
    pen = ImageDraw.Draw(sheet)
    for index, (label, picture) in enumerate(panels.items()):
        left = index * (width + 10)
        sheet.paste(Image.fromarray(np.ascontiguousarray(picture[CROP])), (left, 24))
        pen.text((left + 4, 6), label, fill="black")
    path = OUT / "sample_x16.png"
    sheet.save(path)
    return path


def read(path: Path) -> np.ndarray:
    """(h, w, 3) uint8."""
    dataset = gdal.Open(str(path))
    if dataset is None:
        sys.exit(f"{path} cannot be read.")
    return np.ascontiguousarray(dataset.ReadAsArray()[:3].transpose(1, 2, 0))


if __name__ == "__main__":
    main()
