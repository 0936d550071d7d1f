"""HDF5 and netCDF-4 files through GDAL's multidimensional view: groups, attributes and slices of arrays."""

from __future__ import annotations

from collections import OrderedDict
from itertools import product
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
from osgeo import gdal

from ...errors import SpecGanError
from ...errors.messages import Message
from ..gdalstate import gdal_exceptions
from .product import damaged

STRIPE = 16 << 20
"""Bytes of a stripe of rows, for files whose chunks are not known."""
CACHE = 256 << 20
"""Bytes of whole chunks that an array keeps: a chunk is unpacked as a whole, and neighbouring blocks need the same."""


class Array:
    """An array of the file. Read slices of it; only small ones as a whole."""

    def __init__(self, array: Any) -> None:
        self._array = array
        with gdal_exceptions():
            self.shape: Tuple[int, ...] = tuple(int(d.GetSize()) for d in array.GetDimensions() or ())
            self._chunk = tuple(int(n) for n in array.GetBlockSize() or ()) if self.shape else ()
            self.attributes = _attributes(array)
        self._kept: OrderedDict[Tuple[int, ...], np.ndarray] = OrderedDict()
        self._bytes = 0

    def by_rows(self, axis: int) -> Array:
        """Itself, read in stripes of rows along `axis` where GDAL does not say how the file divides it (before 3.7)."""
        if self._chunk and min(self._chunk) < 1:
            rest = int(np.prod(self.shape)) // max(self.shape[axis], 1) * np.dtype(self.dtype or "float64").itemsize
            rows = max(1, min(self.shape[axis], STRIPE // max(rest, 1)))
            self._chunk = (*self.shape[:axis], rows, *self.shape[axis + 1 :])
        return self

    @property
    def dtype(self) -> str:
        """numpy name of its values; empty for text."""
        return {
            gdal.GDT_Byte: "uint8",
            gdal.GDT_UInt16: "uint16",
            gdal.GDT_Int16: "int16",
            gdal.GDT_UInt32: "uint32",
            gdal.GDT_Int32: "int32",
            gdal.GDT_Float32: "float32",
            gdal.GDT_Float64: "float64",
        }.get(self._array.GetDataType().GetNumericDataType(), "")

    def read(self, starts: Sequence[int], counts: Sequence[int]) -> np.ndarray:
        """The block of `counts` from `starts` on."""
        starts, counts = [int(n) for n in starts], [int(n) for n in counts]
        chunk = self._chunk
        if not chunk or min(chunk) < 1 or np.prod(chunk) * 8 > CACHE or np.prod(self.shape) <= np.prod(chunk):
            return self._read(starts, counts)
        ends = [start + count for start, count in zip(starts, counts)]
        result = np.empty(counts, self.dtype)
        ranges = [range(start // size, -(-end // size)) for start, end, size in zip(starts, ends, chunk)]
        for index in product(*ranges):
            first = [n * size for n, size in zip(index, chunk)]
            last = [min(a + size, length) for a, size, length in zip(first, chunk, self.shape)]
            low, high = [max(a, b) for a, b in zip(first, starts)], [min(a, b) for a, b in zip(last, ends)]
            part = self._chunk_at(index, first, last)
            inside = tuple(slice(a - c, b - c) for a, b, c in zip(low, high, first))
            result[tuple(slice(a - c, b - c) for a, b, c in zip(low, high, starts))] = part[inside]
        return result

    def _chunk_at(self, index: Tuple[int, ...], first: Sequence[int], last: Sequence[int]) -> np.ndarray:
        """A whole chunk; the ones that were asked for last are kept."""
        found = self._kept.pop(index, None)
        if found is None:
            found = self._read(first, [b - a for a, b in zip(first, last)])
            self._bytes += found.nbytes
            while self._kept and self._bytes > CACHE:
                self._bytes -= self._kept.popitem(last=False)[1].nbytes
        self._kept[index] = found
        return found

    def _read(self, starts: Sequence[int], counts: Sequence[int]) -> np.ndarray:
        with gdal_exceptions():
            try:
                block = self._array.ReadAsArray(array_start_idx=list(starts), count=list(counts))
            except RuntimeError as error:
                raise damaged(Message("an array cannot be read to the end"), str(error)) from error
        return np.asarray(block).reshape(list(counts))

    def all(self) -> np.ndarray:
        """The whole array."""
        return self.read([0] * len(self.shape), self.shape)

    def text(self) -> str:
        """The text of an array of one text."""
        with gdal_exceptions():
            value = self._array.Read()
        return str(value[0] if isinstance(value, (list, tuple)) and value else value)


class Hdf:
    """An open file; a context manager."""

    def __init__(self, path: str) -> None:
        with gdal_exceptions():
            try:
                self._dataset = gdal.OpenEx(
                    path, gdal.OF_MULTIDIM_RASTER | gdal.OF_VERBOSE_ERROR, allowed_drivers=["HDF5", "netCDF"]
                )
            except RuntimeError as error:
                raise SpecGanError(
                    "{path} cannot be opened as HDF5 or netCDF.",
                    "Check that the file is complete, and that this GDAL has its HDF5 driver.",
                    str(error),
                    path=path,
                ) from error
            self._root = self._dataset.GetRootGroup()

    def groups(self, path: str = "/") -> List[str]:
        """Names of the groups in a group."""
        group = self._group(path)
        with gdal_exceptions():
            return [] if group is None else list(group.GetGroupNames() or [])

    def attributes(self, path: str = "/") -> Dict[str, Any]:
        """Attributes of a group: numbers, texts, tuples; {} where there is no such group."""
        group = self._group(path)
        return {} if group is None else _attributes(group)

    def _group(self, path: str) -> Any:
        if path == "/":
            return self._root
        with gdal_exceptions():
            try:
                return self._root.OpenGroupFromFullname(path)
            except RuntimeError:
                return None

    def find(self, path: str) -> Optional[Array]:
        """The array of that full name; None where there is none."""
        with gdal_exceptions():
            try:
                array = self._root.OpenMDArrayFromFullname(path)
            except RuntimeError:
                return None
        return None if array is None else Array(array)

    def array(self, path: str) -> Array:
        """The same; `SpecGanError` where there is none."""
        found = self.find(path)
        if found is None:
            raise damaged(Message("it has no {path}", path=path))
        return found

    def close(self) -> None:
        self._root = self._dataset = None

    def __enter__(self) -> Hdf:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()


def _attributes(owner: Any) -> Dict[str, Any]:
    with gdal_exceptions():
        found: Dict[str, Any] = {}
        for attribute in owner.GetAttributes() or []:
            try:
                found[attribute.GetName()] = attribute.Read()
            except RuntimeError:  # references and the like: nothing that a product is read by
                continue
        return found


def numbers(value: Any) -> np.ndarray:
    """Numbers of an attribute, one or many, float64."""
    if isinstance(value, str):
        value = value.replace(",", " ").strip(" []{}()").split()
    try:
        return np.atleast_1d(np.asarray(value, np.float64)).ravel()
    except (TypeError, ValueError) as error:
        raise damaged(Message("an attribute is no list of numbers"), repr(value)[:200]) from error
