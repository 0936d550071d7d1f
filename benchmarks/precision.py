"""What half precision changes: `python benchmarks/precision.py [--reference] CHECKPOINT ...`, tables in Markdown.

For each PyTorch checkpoint of a compact model: the bundled sample computed in full and in half precision by the whole
job, compared patch by patch (network values, -1 to 1) and in the 8 bit results. With --reference: the published 16x
network with the reference weights, against the reference array. On a CPU half precision is bfloat16 as PyTorch computes
it there: products of rounded numbers are summed in float32, as CUDA's libraries do, but in another order.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, List, Tuple

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "tests")]
SAMPLE = ROOT / "resources" / "sample"
REFERENCE = ROOT / "tests" / "reference"
STEPS = 127.5
"""Steps of 8 bit values in one unit of the network."""


def main() -> None:
    """Measure what the command line asks for, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="*", type=Path, help="PyTorch files of compact models")
    parser.add_argument("--reference", action="store_true", help="the published 16x network, one patch; takes minutes")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    import torch

    torch.set_num_threads(args.threads)
    print(f"torch {torch.__version__}, {args.threads} threads\n")
    print("| network | compared with | largest | RMS | largest, 8 bit steps | RMS, 8 bit steps |")
    print("|---|---|---|---|---|---|")
    if args.reference:
        reference()
    notes = [sample(path) for path in args.checkpoints]
    print("\n" + "\n".join(notes))


def row(name: str, other: str, difference: np.ndarray) -> None:
    """One line of the table; `difference` in network values."""
    largest, rms = float(np.abs(difference).max()), float(np.sqrt(np.square(difference, dtype=np.float64).mean()))
    print(f"| {name} | {other} | {largest:.2e} | {rms:.2e} | {STEPS * largest:.2f} | {STEPS * rms:.3f} |", flush=True)


def reference() -> None:
    """The published 16x network in full and half precision against the reference array and each other."""
    import torch
    from specgan.core.backends.torch_precision import computing_in
    from specgan.core.network.layers import for_use_alone
    from specgan.core.network.published import load_published

    description = importlib.util.spec_from_file_location("recipe", REFERENCE / "recipe.py")
    assert description is not None and description.loader is not None
    recipe: Any = importlib.util.module_from_spec(description)
    description.loader.exec_module(recipe)
    row_of_fir = torch.tensor([1.0, 3.0, 3.0, 1.0])
    state = {}
    for key, shape in json.loads((REFERENCE / "state_dict_manifest.json").read_text())["generator_x16"].items():
        values = recipe.tensor(key, shape)
        fir = torch.outer(row_of_fir, row_of_fir) / 16
        state["generator." + key] = fir if values is None else torch.from_numpy(values.reshape(shape))
    generator, _ = load_published(state)
    del state
    for_use_alone(generator.eval())
    given = torch.from_numpy(recipe.generator_input(16)[:1])
    answers = {}
    for name, half in (("full", None), ("half", torch.bfloat16)):
        started = time.process_time()
        with computing_in(half, "cpu"):
            answers[name] = generator(given[:, :48], given[:, 48:]).float().numpy()
        print(f"{name}: {time.process_time() - started:.1f} s", file=sys.stderr)
    with np.load(REFERENCE / "generator_x16.npz") as arrays:
        wanted = arrays["output"][:1]
    row("published 16x, float32", "reference array", answers["full"] - wanted)
    row("published 16x, bfloat16", "reference array", answers["half"] - wanted)
    row("published 16x, bfloat16", "float32", answers["half"] - answers["full"])


def sample(path: Path) -> str:
    """A compact model on the bundled sample; a line on the 8 bit results."""
    from osgeo import gdal
    from specgan.core.backends import Backend, open_backend
    from specgan.core.engine import superresolve
    from specgan.core.job import Job
    from specgan.core.shelf.upsampling import block_mean

    class Recorded(Backend):
        """Keeps every answer, and how far its block means are from the patch."""

        def __init__(self, inner: Backend) -> None:
            self._inner, self.spec, self.device, self.runtime = inner, inner.spec, inner.device, inner.runtime
            self.precision, self.answers = inner.precision, []  # type: List[np.ndarray]
            self.off = 0.0

        def infer(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
            answer = self._inner.infer(hsi, rgb)
            self.answers.append(answer)
            self.off = max(self.off, float(np.abs(block_mean(answer, self.spec.scale) - rgb).max()))
            return answer

    backends: List[Recorded] = []
    pixels: List[np.ndarray] = []
    with tempfile.TemporaryDirectory() as folder:
        for precision in ("full", "half"):
            backend = Recorded(open_backend(path, "cpu", threads=1, precision=precision))
            layers = sample_layers(Path(folder), backend.spec.scale)
            job = Job.of(*layers, path, Path(folder) / f"{precision}.tif", device="cpu", batch_size=4)
            pixels.append(gdal.Open(str(superresolve(job, backend=backend).output)).ReadAsArray().astype(int))
            backends.append(backend)
    full, half = (np.concatenate(backend.answers) for backend in backends)
    name = f"{backends[0].spec.name} ({len(full)} patches)"
    row(f"{name}, {backends[1].precision}", backends[0].precision, half - full)
    change = np.abs(pixels[1] - pixels[0])
    shares = ", ".join(f"by {step}: {(change == step).mean():.4%}" for step in range(1, change.max() + 1))
    means = ", ".join(f"{backend.precision} {backend.off:.1e}" for backend in backends)
    return (
        f"{name}: values of the 8 bit result that change {shares}; RMS {np.sqrt(np.square(change).mean()):.3f} steps, "
        f"mean {(pixels[1] - pixels[0]).mean():+.4f}. Block means of a patch less its LR pixels, largest: {means}."
    )


def sample_layers(folder: Path, scale: int) -> Tuple[str, str]:
    """RGB and HSI of the bundled sample; the RGB layer is its truth, averaged for the model's factor."""
    from osgeo import gdal

    gdal.UseExceptions()
    truth = gdal.Open(str(SAMPLE / "town_rgb_truth.tif"))
    width, height = truth.RasterXSize // scale, truth.RasterYSize // scale
    window = [0, 0, width * scale, height * scale]
    gdal.Translate(str(folder / "rgb.tif"), truth, width=width, height=height, srcWin=window, resampleAlg="average")
    return str(folder / "rgb.tif"), str(SAMPLE / "town_hsi.tif")


if __name__ == "__main__":
    main()
