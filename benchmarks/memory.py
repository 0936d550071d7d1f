"""Peak memory of the whole job against the height of the raster: `make bench-memory`.

Each job runs in a process of its own, with the real readers, blending, journal and writer; the network is a stand-in
that repeats pixels, so that the height, not the network, takes the time. Prints a Markdown table; asserts nothing.
`--width 2048 --heights 1024,2048,4096 --backend numpy`: results of 32,768 pixels width, up to 65,536 in height.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "tests")]
SCALE, BANDS, PIECE = 16, 28, 256


def main() -> None:
    """Measure what the command line asks for, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=512, help="LR pixels")
    parser.add_argument("--heights", default="128,256,512", help="LR pixels, with commas between")
    parser.add_argument("--backend", choices=("onnx", "numpy"), default="onnx", help="who repeats the pixels")
    parser.add_argument("--consistent", action="store_true", help="a model that is LR-consistent")
    parser.add_argument("--memory-mb", type=int, default=0)
    parser.add_argument("--job", type=int, help="run one job of this height in the folder --folder (used by itself)")
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    if args.job is not None:
        run_job(args)
        return
    print("| LR pixels | result | peak memory | against the first | file | time |\n|---|---|---|---|---|---|")
    first = 0.0
    for height in map(int, args.heights.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            make_inputs(Path(folder), args.width, height, args.consistent)
            command = [sys.executable, __file__, *sys.argv[1:], "--job", str(height), "--folder", folder]
            answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
        peak, seconds, size = (float(value) for value in answer)
        first = first or peak
        print(
            f"| {args.width} x {height} | {args.width * SCALE} x {height * SCALE} | {peak:.0f} MB | {peak / first:.2f} "
            f"| {size / 1e6:.0f} MB | {seconds:.0f} s |",
            flush=True,
        )


def make_inputs(folder: Path, width: int, height: int, consistent: bool) -> None:
    """Random layers on two grids, written a piece at a time, and a model that repeats pixels."""
    import numpy as np
    from osgeo import gdal
    from specgan.core.modelspec import ModelSpec
    from support import TRANSFORM, wkt, write_onnx

    random = np.random.RandomState(0)
    wavelengths = tuple(460.0 + 20 * i for i in range(BANDS))
    layers = (("rgb.tif", 3, height, width, 10, gdal.GDT_Byte, 255), ("hsi.tif", BANDS, 0, 0, 30, gdal.GDT_Int16, 9999))
    for name, bands, rows, cols, pixel, kind, top in layers:
        rows, cols = rows or height // 3 + 1, cols or width // 3 + 1
        dataset = gdal.GetDriverByName("GTiff").Create(str(folder / name), cols, rows, bands, kind)
        dataset.SetGeoTransform((TRANSFORM[0], pixel, 0.0, TRANSFORM[3], 0.0, -pixel))
        dataset.SetProjection(wkt(32633))
        for band in range(1, bands + 1):
            if bands == BANDS:
                dataset.GetRasterBand(band).SetMetadata({"wavelength": f"{wavelengths[band - 1]:g}"})
            for row in range(0, rows, PIECE):
                values = random.randint(1, top, (min(PIECE, rows - row), cols))
                dataset.GetRasterBand(band).WriteArray(values, 0, row)
        del dataset
    spec = ModelSpec("repeat", SCALE, 8, wavelengths, 20.0, lr_consistent=consistent)
    write_onnx(folder / "model.onnx", spec)


def run_job(args: argparse.Namespace) -> None:
    """One job; prints peak resident memory in MB, seconds, and the size of the file."""
    from specgan.core.backends import Backend, read_spec
    from specgan.core.engine import superresolve
    from specgan.core.job import Job

    class Repeating(Backend):
        device, runtime = "cpu", "numpy"

        def infer(self, hsi, rgb):
            return rgb.repeat(SCALE, 2).repeat(SCALE, 3)

    folder, started = args.folder, time.monotonic()
    backend = None
    if args.backend == "numpy":
        backend = Repeating()
        backend.spec = read_spec(folder / "model.onnx")
    job = Job.of(
        str(folder / "rgb.tif"),
        str(folder / "hsi.tif"),
        folder / "model.onnx",
        folder / "out.tif",
        memory_mb=args.memory_mb,
    )
    superresolve(job, backend=backend)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(peak, time.monotonic() - started, os.path.getsize(folder / "out.tif"))


if __name__ == "__main__":
    main()
