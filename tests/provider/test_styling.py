"""What is shown beside a result, as pictures."""

import numpy as np
import pytest
from qgis_support import start_qgis
from specgan.core.geodata.grid import transform_points
from support import wkt, write_raster

qgis_core = pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis


def picture(layer, epsg):
    """Map coordinates (x, y) of the pixels in the middle row of a map of 60 m in that CRS, and their red."""
    from qgis.PyQt.QtCore import QSize

    settings = qgis_core.QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(qgis_core.QgsCoordinateReferenceSystem(f"EPSG:{epsg}"))
    settings.setOutputSize(QSize(120, 120))
    (x,), (y,) = transform_points([500050.0], [5799950.0], wkt(32633), wkt(epsg))
    half = 30 / 111000 if epsg == 4326 else 30
    settings.setExtent(qgis_core.QgsRectangle(x - half, y - half, x + half, y + half))
    job = qgis_core.QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image, to_map = job.renderedImage(), settings.mapToPixel()
    places = [to_map.toMapCoordinates(col, 60) for col in range(120)]
    half_x, half_y = (to_map.mapUnitsPerPixel() * side / 2 for side in (1, -1))
    x, y = np.array([[place.x() + half_x, place.y() + half_y] for place in places]).T
    return x, y, np.array([image.pixelColor(col, 60).red() for col in range(120)])


def cubic_edge(x):
    """A step from 40 to 200 at 500050 between pixels of 10 m, by cubic convolution (Keys 1981, a = -0.5)."""

    def kernel(d):
        d = np.abs(d)
        near, far = 1.5 * d**3 - 2.5 * d**2 + 1, -0.5 * d**3 + 2.5 * d**2 - 4 * d + 2
        return np.where(d <= 1, near, np.where(d < 2, far, 0))

    centres = np.arange(500005.0, 500100.0, 10.0)
    return (kernel((x[:, None] - centres) / 10) * np.where(centres < 500050, 40, 200)).sum(1)


@pytest.mark.parametrize("epsg", [32633, 3035, 4326, 3857])
@pytest.mark.parametrize("cubic", [True, False])
def test_the_bicubic_reference_is_bicubic_in_every_map(tmp_path, epsg, cubic):
    start_qgis()
    from specgan.processing_provider.styling import copy_of_source

    pixels = np.full((3, 10, 10), 40, np.uint8)
    pixels[:, :, 5:] = 200
    source = qgis_core.QgsRasterLayer(write_raster(tmp_path / "edge.tif", pixels), "edge")
    source.setRenderer(qgis_core.QgsMultiBandColorRenderer(source.dataProvider(), 1, 2, 3))
    x, y, red = picture(copy_of_source(source, "copy", cubic), epsg)
    x, _ = transform_points(x, y, wkt(epsg), wkt(32633))
    if cubic:
        # reprojection moves pixels of 0.5 m by half of one at most, and the edge rises by 10 a pixel
        assert np.abs(red - cubic_edge(x)).max() < 11
    else:
        assert set(red) == {40, 200}
