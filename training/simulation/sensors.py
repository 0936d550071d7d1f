"""What an RGB and a hyperspectral sensor see of a simulated scene: as training arrays, and as files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.shelf.files import make_folder
from ...core.shelf.progress import Progress
from ...core.shelf.upsampling import block_mean
from ..config import PERCENTILES
from .sampleplan import lay_out_sample
from .scene import Scene
from .scene import simulate as simulate_scene
from .townplan import lay_out

SHIFT_LR = (0.8 / 3, -0.6 / 3)
"""Displacement (east, south) of the HSI of simulated files in LR pixels; its length is a third."""


def shard_arrays(
    scene: Scene, scale: int, wavelengths: Sequence[float], band_width: float, rng: np.random.Generator
) -> Dict[str, Any]:
    """A scene as the arrays of a training shard.

    Returns `rgb` uint8 (3, H, W); `hsi` float16 (bands, H / g, W / g), PERCENTILES of all bands together mapped to
    [-1, 1], on cells of g = scale / 2 HR pixels; `valid` bool (H / g, W / g); `meta`, a dictionary for JSON with g as
    `cell`. H and W are cut to multiples of `scale`. The HSI is seen through a Gaussian point spread function of about
    one LR pixel, displaced by a fraction of an LR pixel, and noisy: different for every call, as `rng` has it.
    """
    grid = scale // 2
    height, width = (size // scale * scale for size in scene.rgb.shape[1:])
    blur = float(rng.uniform(0.8, 1.25))
    shift = np.clip(rng.normal(0, 0.18, 2), -0.4, 0.4)
    snr = float(np.exp(rng.uniform(np.log(70.0), np.log(300.0))))
    fine = max(1, scale // 4)
    cube = scene.hsi_grid(fine, wavelengths, band_width)
    rows = psf_matrix(height // grid, grid, cube.shape[1], fine, blur * scale, shift[1] * scale)
    cols = psf_matrix(width // grid, grid, cube.shape[2], fine, blur * scale, shift[0] * scale)
    hsi = add_noise(rows @ cube @ cols.T, wavelengths, snr, rng)
    low, high = np.percentile(hsi, PERCENTILES)
    mapped = 2 * (hsi - low) / (high - low) - 1  # beyond the range stays beyond [-1, 1], as in inference
    meta = {
        "source": "simulated",
        "seed": scene.seed,
        "gsd": scene.gsd,
        "scale": scale,
        "cell": grid,
        "wavelengths": [float(w) for w in wavelengths],
        "band_width": float(band_width),
        "hsi_range": [float(low), float(high)],
        "psf_fwhm_lr": blur,
        "shift_lr": [float(s) for s in shift],
        "snr": snr,
    }
    return {
        "rgb": np.ascontiguousarray(scene.rgb[:, :height, :width]),
        "hsi": mapped.astype(np.float16),
        "valid": np.ones(hsi.shape[1:], bool),
        "meta": meta,
    }


def psf_matrix(count: int, cell: float, inputs: int, input_cell: float, fwhm: float, shift: float) -> np.ndarray:
    """Weights (count, inputs) of a Gaussian point spread function along one axis, rows sum to 1.

    Output i is centred on (i + 1/2) * cell + shift, input j on (j + 1/2) * input_cell; `fwhm` is the full width at half
    maximum. All lengths in HR pixels. Weights beyond the inputs are left out.
    """
    centre = (np.arange(count) + 0.5) * cell + shift
    place = (np.arange(inputs) + 0.5) * input_cell
    weights = np.exp(-0.5 * ((place[None, :] - centre[:, None]) / (fwhm / 2.3548)) ** 2)
    return np.asarray((weights / weights.sum(1, keepdims=True)).astype(np.float32))


def add_noise(
    reflectance: np.ndarray, wavelengths: Sequence[float], snr: float, rng: np.random.Generator
) -> np.ndarray:
    """Sensor noise on (bands, ...); `snr` is the signal-to-noise ratio at reflectance 0.3 in the best bands.

    The noise grows with the square root of the signal above a floor, and towards both ends of 380-1050 nm.
    """
    x = (np.asarray(wavelengths, float) - 640.0) / 300.0
    profile = (1 + 0.8 * x**2 + 1.2 * x**4).reshape((-1,) + (1,) * (reflectance.ndim - 1)) / snr
    deviation = (profile * np.sqrt(0.3 * np.clip(reflectance, 0, None) + 0.01)).astype(np.float32)
    return np.asarray(reflectance + deviation * rng.standard_normal(reflectance.shape, dtype=np.float32))


@dataclass(frozen=True)
class SampleOptions:
    """What `simulate` writes."""

    seed: int = 9024
    """Seed of landscape and noise; the same options give the same bytes."""
    size_lr: Tuple[int, int] = (64, 56)
    """Width and height in LR pixels."""
    scale: int = 16
    """LR pixel over HR pixel."""
    gsd: float = 0.3
    """HR pixel size, m."""
    hsi_pixel: float = 5.0
    """HSI pixel size, m."""
    bands: int = 48
    """Number of HSI bands, evenly spaced over 385 to 1045 nm."""
    snr: float = 180.0
    """Signal-to-noise ratio of the HSI, see `add_noise`."""
    name: str = "town"
    """Start of the file names."""
    crs: str = "EPSG:32633"
    """CRS of the RGB and of the truth."""
    hsi_crs: str = "EPSG:3035"
    """CRS of the HSI."""
    corner: Tuple[float, float] = (430400.0, 5838400.0)
    """Upper left corner of the RGB in its CRS, m."""
    drawn: bool = True
    """Whether the plan is the one drawn by hand (`simulation/sampleplan.py`), not a random one."""
    shift_lr: Tuple[float, float] = SHIFT_LR
    """How far the HSI's georeference is off, LR pixels (east, south)."""


def simulate(out_dir: Path, options: SampleOptions = SampleOptions(), progress: Optional[Progress] = None) -> None:
    """Write NAME_rgb_lr.tif, NAME_hsi.tif and NAME_rgb_truth.tif.

    The LR RGB is the truth averaged over scale x scale blocks. The HSI (int16, reflectance * 10000) is a sensor of
    its own: another CRS and pixel size, a Gaussian point spread function of 1.1 pixels, noise, and a georeference
    that is off by `shift_lr`; it covers the RGB's footprint with a margin.
    """
    from ...core.geodata.simple_writer import wkt_of, write_geotiff

    progress = progress or Progress()
    _check(options)
    progress.step(0, 4)
    transform, shape, places = _hsi_geometry(options)
    margin, scene = _scene_around(options, places)
    progress.step(1, 4)
    (width, height), scale, start = options.size_lr, options.scale, margin * options.scale
    truth = np.ascontiguousarray(scene.rgb[:, start : start + height * scale, start : start + width * scale])
    wavelengths = tuple(round(float(w), 1) for w in np.linspace(385.0, 1045.0, options.bands))
    spacing = round(660.0 / (options.bands - 1), 1)
    hsi = _seen_by_hsi(scene, options, places + start, shape, wavelengths, spacing)
    progress.step(2, 4)
    out_dir = Path(out_dir)
    make_folder(out_dir)
    crs, (x, y), pixel = wkt_of(options.crs), options.corner, options.gsd
    tags = {"SIMULATED": "yes", "SEED": str(options.seed)}
    write_geotiff(out_dir / f"{options.name}_rgb_truth.tif", truth, crs, (x, pixel, 0.0, y, 0.0, -pixel), tags=tags)
    coarse = np.rint(block_mean(truth.astype(np.float64), scale)).astype(np.uint8)
    large = pixel * scale
    write_geotiff(out_dir / f"{options.name}_rgb_lr.tif", coarse, crs, (x, large, 0.0, y, 0.0, -large), tags=tags)
    progress.step(3, 4)
    tags["SHIFT_LR_EAST_SOUTH"] = "{:.6f},{:.6f}".format(*options.shift_lr)
    write_geotiff(
        out_dir / f"{options.name}_hsi.tif",
        hsi,
        wkt_of(options.hsi_crs),
        transform,
        wavelengths,
        [spacing] * options.bands,
        {**tags, "SCALE_FACTOR": "10000"},
    )
    progress.step(4, 4)


def _check(options: SampleOptions) -> None:
    if min(options.size_lr) < 1 or not 2 <= options.scale <= 64 or options.bands < 2 or not options.hsi_pixel > 0:
        raise SpecGanError(
            "The sample to simulate has no size.", "Give positive sizes, a scale from 2 to 64 and at least 2 bands."
        )


def _hsi_geometry(options: SampleOptions) -> Tuple[Tuple[float, ...], Tuple[int, int], np.ndarray]:
    """The HSI's geotransform, its (rows, columns), and where its pixels look.

    The last is (2, rows * columns): x and y in HR pixels from the RGB's corner, shift included.
    """
    from ...core.geodata.grid import transform_points
    from ...core.geodata.simple_writer import wkt_of

    pixel, (x0, y0) = options.hsi_pixel, options.corner
    crs, hsi_crs = wkt_of(options.crs), wkt_of(options.hsi_crs)
    width, height = (n * options.scale * options.gsd for n in options.size_lr)
    edge = np.linspace(0, 1, 33)
    x = x0 + width * np.concatenate([edge, edge, 0 * edge, 0 * edge + 1])
    y = y0 - height * np.concatenate([0 * edge, 0 * edge + 1, edge, edge])
    east, north = transform_points(x, y, crs, hsi_crs)
    left, top = (np.floor(east.min() / pixel) - 1) * pixel, (np.ceil(north.max() / pixel) + 1) * pixel
    cols = int(np.ceil((east.max() - left) / pixel)) + 1
    rows = int(np.ceil((top - north.min()) / pixel)) + 1
    centre_x, centre_y = np.meshgrid(left + (np.arange(cols) + 0.5) * pixel, top - (np.arange(rows) + 0.5) * pixel)
    back_x, back_y = transform_points(centre_x.ravel(), centre_y.ravel(), hsi_crs, crs)
    places = np.stack([(back_x - x0) / options.gsd, (y0 - back_y) / options.gsd])
    places -= np.array(options.shift_lr)[:, None] * options.scale  # what it sees lies that far before where it says
    return (float(left), pixel, 0.0, float(top), 0.0, -pixel), (rows, cols), places


def _scene_around(options: SampleOptions, places: np.ndarray) -> Tuple[int, Scene]:
    """The landscape with a margin (LR pixels, returned too) that holds everything the HSI looks at."""
    size = np.array(options.size_lr)[:, None] * options.scale
    beyond = max(float((-places).max()), float((places - size).max()), 0.0) + 1.5 * options.hsi_pixel / options.gsd
    margin = int(np.ceil(beyond / options.scale))
    width, height = ((n + 2 * margin) * options.scale for n in options.size_lr)
    plan = lay_out_sample if options.drawn else lay_out
    return margin, simulate_scene(options.seed, (width, height), options.gsd, plan=plan)


def _seen_by_hsi(
    scene: Scene,
    options: SampleOptions,
    places: np.ndarray,
    shape: Tuple[int, int],
    wavelengths: Sequence[float],
    band_width: float,
) -> np.ndarray:
    """The HSI, int16 (bands, rows, cols): blurred on a fine grid, picked bilinearly at `places` (HR pixels), noisy."""
    footprint = options.hsi_pixel / options.gsd
    fine = max(1, int(footprint // 6))
    cube = scene.hsi_grid(fine, wavelengths, band_width)
    _, rows, cols = cube.shape
    blurred = (
        psf_matrix(rows, fine, rows, fine, 1.1 * footprint, 0.0)
        @ cube
        @ psf_matrix(cols, fine, cols, fine, 1.1 * footprint, 0.0).T
    )
    col, row = (np.clip(axis / fine - 0.5, 0, size - 1.001) for axis, size in zip(places, (cols, rows)))
    c, r = col.astype(int), row.astype(int)
    fc, fr = (col - c).astype(np.float32), (row - r).astype(np.float32)
    upper = blurred[:, r, c] * (1 - fc) + blurred[:, r, c + 1] * fc
    lower = blurred[:, r + 1, c] * (1 - fc) + blurred[:, r + 1, c + 1] * fc
    seen = (upper * (1 - fr) + lower * fr).reshape((-1,) + shape)
    noisy = add_noise(seen, wavelengths, options.snr, np.random.default_rng([options.seed, 22]))
    return np.clip(np.rint(noisy * 10000), 0, 32767).astype(np.int16)
