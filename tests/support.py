"""Small rasters and models in the shape that a test needs."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
from osgeo import gdal, osr
from specgan.core.backends import Backend, open_backend
from specgan.core.modelspec import METADATA_KEY, ModelSpec

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("SPECGAN_DATA") or ROOT.parent / "shared" / "data")
TRANSFORM = (500000.0, 10.0, 0.0, 5800000.0, 0.0, -10.0)
GDAL_TYPES = {
    "uint8": gdal.GDT_Byte,
    "uint16": gdal.GDT_UInt16,
    "int16": gdal.GDT_Int16,
    "int32": gdal.GDT_Int32,
    "float32": gdal.GDT_Float32,
    "float64": gdal.GDT_Float64,
}


def wkt(epsg: int) -> str:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    return reference.ExportToWkt()


def write_raster(path, array, transform=TRANSFORM, epsg=32633, nodata=None, wavelengths=None):
    """GeoTIFF of array (bands, h, w) in the array's type; `epsg` None: no CRS; wavelengths in nm as band metadata."""
    array = np.asarray(array)
    driver = gdal.GetDriverByName("GTiff")
    dataset = driver.Create(str(path), array.shape[2], array.shape[1], array.shape[0], GDAL_TYPES[array.dtype.name])
    if transform is not None:
        dataset.SetGeoTransform(transform)
    if epsg is not None:
        dataset.SetProjection(wkt(epsg))
    for number in range(1, array.shape[0] + 1):
        band = dataset.GetRasterBand(number)
        band.WriteArray(array[number - 1])
        if nodata is not None:
            band.SetNoDataValue(nodata)
        if wavelengths is not None:
            band.SetMetadata({"wavelength": f"{wavelengths[number - 1]:g}", "wavelength_units": "nanometers"})
    dataset.FlushCache()
    del dataset
    return str(path)


def write_onnx(path, spec: ModelSpec, kind: str = "repeat"):
    """A real ONNX model without weights: "repeat" gives every RGB pixel scale x scale times."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    assert kind == "repeat"
    size, out = spec.in_size, spec.out_size
    inputs = [
        helper.make_tensor_value_info("hsi", TensorProto.FLOAT, ["n", spec.bands, size, size]),
        helper.make_tensor_value_info("rgb", TensorProto.FLOAT, ["n", 3, size, size]),
    ]
    outputs = [helper.make_tensor_value_info("sr", TensorProto.FLOAT, ["n", 3, out, out])]
    scales = numpy_helper.from_array(np.array([1, 1, spec.scale, spec.scale], np.float32), "scales")
    node = helper.make_node(
        "Resize",
        ["rgb", "", "scales"],
        ["sr"],
        mode="nearest",
        coordinate_transformation_mode="asymmetric",
        nearest_mode="floor",
    )
    graph = helper.make_graph([node], "repeat", inputs, outputs, [scales])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    helper.set_model_props(model, {METADATA_KEY: spec.to_json()})
    onnx.save(model, str(path))
    return path


class PatternBackend(Backend):
    """A stand-in that draws another picture into every patch, so that a wrong neighbour in a blend shows.

    Exact: numpy alone, one patch after the other. `pause`: seconds that a batch takes.
    """

    device, runtime = "cpu", "stand-in"

    def __init__(self, spec: ModelSpec, pause: float = 0.0) -> None:
        self.spec, self._pause = spec, pause

    def infer(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
        time.sleep(self.seconds(len(rgb)))
        return self.drawn(hsi, rgb)

    def seconds(self, batch: int) -> float:
        return self._pause

    def drawn(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
        line = np.arange(self.spec.out_size, dtype=np.float32)
        drawn = []
        for spectrum, colour in zip(hsi, rgb):
            stripes = np.sin(line[:, None] * (1 + spectrum.mean()) + line[None, :] * (2 + colour.std()))
            drawn.append(colour.repeat(self.spec.scale, 1).repeat(self.spec.scale, 2) + 0.3 * stripes)
        return np.asarray(drawn, np.float32)


def open_pattern(plan, threads):
    """`opener` of a cluster's workers."""
    return PatternBackend(plan.spec)


def open_slow_pattern(plan, threads):
    """The same, slow enough to be interrupted."""
    return PatternBackend(plan.spec, 0.05)


def open_gone(plan, threads):
    """The same where the worker does not have the model's file."""
    return open_backend(plan.job.model.with_name("gone.onnx"), "cpu")


class PickyBackend(PatternBackend):
    """A stand-in whose pictures are stronger in larger batches, and which is quickest in batches of `best`."""

    def __init__(self, spec: ModelSpec, best: int) -> None:
        super().__init__(spec)
        self._best = best

    def seconds(self, batch: int) -> float:
        return 0.0 if batch == self._best else 0.003 * batch

    def drawn(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
        return super().drawn(hsi, rgb) * np.float32(1 + 0.1 * len(rgb))


def open_quick_in_twos(plan, threads):
    return PickyBackend(plan.spec, 2)


def open_quick_in_ones(plan, threads):
    return PickyBackend(plan.spec, 1)


def declare(path, scale=None, offset=None, unit="", names=(), colours=()):
    """Declare what the values of a raster's bands stand for, their descriptions and their colours, as far as given."""
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for index in range(dataset.RasterCount):
        band = dataset.GetRasterBand(index + 1)
        if scale is not None:
            band.SetScale(scale)
        if offset is not None:
            band.SetOffset(offset)
        if unit:
            band.SetUnitType(unit)
        if names:
            band.SetDescription(names[index])
        if colours:
            band.SetColorInterpretation(colours[index])
    del dataset
    return str(path)
