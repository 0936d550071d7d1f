"""Small files of the layouts in which agencies ship their products, as their documents describe them.

No file of the agencies was at hand: the layouts are those of the product specifications (named with each maker) and of
public readers of these products.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from support import write_raster

ENMAP = "ENMAP01-____L2A-DT0000000001_20220724T104526Z_001_V010400_20240101T000000Z"
DESIS = "DESIS-HSI-L2A-DT0000000001_001-20200101T000000-V0210"


def scene(bands=12, height=9, width=7, scale=10000.0):
    """float64 (bands, h, w): reflectance that is another in every pixel and band, times `scale`."""
    b, y, x = np.mgrid[:bands, :height, :width]
    return (0.05 + 0.03 * b + 0.011 * y + 0.007 * x) * scale / (0.1 + 0.03 * bands) / 4


def centres(bands=12, first=420.0, last=1000.0):
    return np.round(np.linspace(first, last, bands), 2)


def write_enmap(folder, nm=None, image="-SPECTRAL_IMAGE.TIF", declared=None, dead=()):
    """EnMAP L2A (EN-PCV-ICD-2009-2): GeoTIFF of int16 beside METADATA.XML; `dead`: numbers of bands without data."""
    nm = centres() if nm is None else nm
    values = np.rint(scene(len(nm))).astype(np.int16)
    values[:, 0, 0] = -32768
    for number in dead:
        values[number - 1] = -32768
    path = write_raster(Path(folder) / f"{ENMAP}{image}", values, nodata=declared)
    bands = "".join(
        f'<bandID number="{n}"><wavelengthCenterOfBand>{w}</wavelengthCenterOfBand><FWHMOfBand>{6.5 + n / 10:g}'
        "</FWHMOfBand><GainOfBand>0.0001</GainOfBand><OffsetOfBand>0</OffsetOfBand></bandID>"
        for n, w in enumerate(nm, start=1)
    )
    statistics = "".join(
        f'<bandID number="{n}"><mean>{"-1000000" if n in dead else "1500"}</mean>'
        f"<stdDeviation>{'0' if n in dead else '200'}</stdDeviation></bandID>"
        for n in range(1, len(nm) + 1)
    )
    (Path(folder) / f"{ENMAP}-METADATA.XML").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><level_X xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<metadata/><base/><specific><bandCharacterisation>{bands}</bandCharacterisation></specific>"
        f"<product><bandStatistics>{statistics}</bandStatistics></product></level_X>"
    )
    return Path(path)


def write_desis(folder, nm=None, header=True, xml=True):
    """DESIS L2A (PAV-DES-TN-001): GeoTIFF of int16 beside .hdr and METADATA.xml, either of which is enough."""
    nm = centres() if nm is None else nm
    values = np.rint(scene(len(nm))).astype(np.int16)
    values[:, 0, 0] = -32768
    path = Path(write_raster(Path(folder) / f"{DESIS}-SPECTRAL_IMAGE.tif", values))
    listed = ",\n ".join(f"{w:g}" for w in nm)
    if header:
        path.with_suffix(".hdr").write_text(
            f"ENVI\ndescription = {{DESIS L2A}}\nsamples = 7\nlines = 9\nbands = {len(nm)}\ndata type = 2\n"
            f"data ignore value = -32768\nwavelength units = nanometers\nwavelength = {{{listed}}}\n"
            f"fwhm = {{{', '.join(['3.1'] * len(nm))}}}\ndata gain values = {{{', '.join(['0.0001'] * len(nm))}}}\n"
            f"data offset values = {{{', '.join(['0'] * len(nm))}}}\n"
        )
    if xml:
        bands = "".join(
            f"<band><bandNumber>{n}</bandNumber><wavelengthCenterOfBand>{w}</wavelengthCenterOfBand>"
            "<wavelengthWidthOfBand>3.1</wavelengthWidthOfBand><response>0.1,1,0.1</response><wavelengths>1,2,3"
            "</wavelengths><gainOfBand>0.0001</gainOfBand><offsetOfBand>0</offsetOfBand></band>"
            for n, w in enumerate(nm, start=1)
        )
        (Path(folder) / f"{DESIS}-METADATA.xml").write_text(
            f'<?xml version="1.0"?><hsi_doc><specific><interiorOrientation><band/><band/></interiorOrientation>'
            f"<bandCharacterisation>{bands}</bandCharacterisation></specific></hsi_doc>"
        )
    return path
