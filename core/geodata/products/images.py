"""EnMAP and DESIS: a GeoTIFF beside the file that describes its bands (`sidecars`)."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import Iterator, Optional

import numpy as np

from ...errors.messages import Message
from ..grid import Window
from ..raster import Layer, open_layer
from ..sidecars import IMAGE, NODATA, Sidecar, metadata_image, sidecar_of
from ..spellings import number_of
from .product import Product, damaged, ordered


@contextmanager
def image_product(path: str) -> Iterator[Optional[Product]]:
    """The product of a METADATA.XML or of the image beside it; None where it is neither."""
    image = metadata_image(path) or path
    if IMAGE.fullmatch(os.path.basename(image)) is None:
        yield None
        return
    with open_layer(image) as layer:
        yield _product(image, layer)


def _product(image: str, layer: Layer) -> Product:
    info, sidecar = layer.info, sidecar_of(image, layer.info.bands)
    if info.wavelengths is None:
        raise damaged(
            Message("its metadata file is not beside the image, or has another number of bands"), info.spectral.unread
        )
    good = np.asarray(info.spectral.good or (True,) * info.bands)
    widths = None if info.spectral.widths is None else np.asarray(info.spectral.widths)
    index, wavelengths, fwhm, kept = ordered(np.asarray(info.wavelengths), widths, good)
    numbers = [int(band) + 1 for band in index]
    own = info.nodata[numbers[0] - 1]
    nodata = NODATA if own is None else own

    def read(window: Window) -> np.ndarray:
        values, valid = layer.read_each(numbers, window)
        return np.where(valid, values, nodata).astype(info.dtype)

    name = os.path.basename(image).upper()
    return Product(
        kind="DESIS" if name.startswith("DESIS") else "EnMAP",
        grid=info.grid,
        dtype=info.dtype,
        nodata=nodata,
        wavelengths=wavelengths,
        widths=fwhm,
        good=kept,
        read=read,
        scale=_one(sidecar, "gains", 1.0),
        offset=_one(sidecar, "offsets", 0.0),
    )


def _one(sidecar: Optional[Sidecar], name: str, usual: float) -> float:
    """The gain or offset of all bands; `usual` where they differ or are not given."""
    values = {number_of(text) for text in getattr(sidecar, name, ())}
    found = values.pop() if len(values) == 1 else None
    return usual if found is None else found
