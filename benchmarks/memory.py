"""Peak memory of the whole job against the height of the raster: `make bench-memory`.

Each job runs in a process of its own, with the real readers, onnxruntime, blending and writer; the model only repeats
pixels, so that the height, not the network, takes the time. Prints a Markdown table; asserts nothing.
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
WIDTH, SCALE, BANDS = 512, 16, 28
HEIGHTS = (128, 256, 512)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--job", type=int, help="run one job of this height in the folder --folder (used by itself)")
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    if args.job is not None:
        run_job(args.job, args.folder)
        return
    print("| LR pixels | result | peak memory | against the first | time |\n|---|---|---|---|---|")
    first = 0.0
    for height in HEIGHTS:
        with tempfile.TemporaryDirectory() as folder:
            make_inputs(Path(folder), height)
            command = [sys.executable, __file__, "--job", str(height), "--folder", folder]
            answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        peak, seconds = float(answer[0]), float(answer[1])
        first = first or peak
        print(
            f"| {WIDTH} x {height} | {WIDTH * SCALE} x {height * SCALE} | {peak:.0f} MB | {peak / first:.2f} "
            f"| {seconds:.0f} s |",
            flush=True,
        )


def make_inputs(folder: Path, height: int) -> None:
    """Random layers on two grids and a model that repeats pixels."""
    import numpy as np
    from specgan.core.modelspec import ModelSpec
    from support import TRANSFORM, write_onnx, write_raster

    random = np.random.RandomState(0)
    wavelengths = tuple(460.0 + 20 * i for i in range(BANDS))
    write_raster(folder / "rgb.tif", random.randint(1, 255, (3, height, WIDTH)).astype("uint8"))
    coarse = (TRANSFORM[0], 30.0, 0.0, TRANSFORM[3], 0.0, -30.0)
    hsi = random.randint(1, 9999, (BANDS, height // 3 + 1, WIDTH // 3 + 1)).astype("int16")
    write_raster(folder / "hsi.tif", hsi, coarse, wavelengths=wavelengths)
    write_onnx(folder / "model.onnx", ModelSpec("repeat", SCALE, 8, wavelengths, 20.0))


def run_job(height: int, folder: Path) -> None:
    """One job; prints peak resident memory in MB and seconds."""
    from specgan.core.engine import superresolve
    from specgan.core.job import Job

    started = time.monotonic()
    superresolve(Job(str(folder / "rgb.tif"), str(folder / "hsi.tif"), folder / "model.onnx", folder / "out.tif"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(peak, time.monotonic() - started, os.path.getsize(folder / "out.tif"))


if __name__ == "__main__":
    main()
