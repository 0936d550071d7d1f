"""The page as HTML: whole, without anything from elsewhere, and its pictures and plots as what they stand for."""

from __future__ import annotations

import re
import zlib
from html.parser import HTMLParser

import numpy as np
import pytest
from specgan.core.evaluation import Inputs, evaluate
from specgan.core.evaluation.colours import KIND_COLOURS, RAMP, as_kinds, as_picture, as_ramp
from specgan.core.evaluation.plots import Axes, Line, plot, ticks
from specgan.core.evaluation.thumbnails import Thumbnail
from specgan.core.geodata.grid import Window
from specgan.core.shelf.markup import png

EMPTY = {"meta", "img", "br"}
INLINE_SVG = {"rect", "line", "polyline", "circle"}


class Page(HTMLParser):
    """Checks that tags are closed in their order, and collects what refers to something."""

    def __init__(self):
        super().__init__()
        self.open, self.links, self.seen, self.words = [], [], [], ""

    def handle_starttag(self, tag, attributes):
        self.seen.append(tag)
        names = [name for name, _ in attributes]
        assert len(set(names)) == len(names), (tag, names)
        self.links += [value for name, value in attributes if name in ("href", "src", "srcset", "data", "action")]
        if tag == "img":
            assert "alt" in names
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        assert tag in INLINE_SVG, tag
        self.seen.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


@pytest.fixture
def whole(tmp_path, raster, ground):
    """A page with everything on it."""
    random = np.random.default_rng(1)
    truth = ground.repeat(2, 1).repeat(2, 2).repeat(2, 1).repeat(2, 2)  # 256 x 384
    noisy = np.clip(truth + random.normal(0, 8, truth.shape), 0, 255).astype(np.uint8)
    lr = truth.reshape(3, 64, 4, 96, 4).mean((2, 4)).astype(np.uint8)
    doubt = np.abs(random.normal(0, 8, (3, 256, 384))).astype(np.float32)
    tags = {"warnings": "Pixels are <much> finer.", "model": "town", "rgb_range": "0,255"}
    layers = {
        "truth": raster("truth", truth),
        "lr": raster("lr", lr, 4.0),
        "uncertainty": raster("doubt", doubt),
    }
    done = evaluate(Inputs(raster("re & sult", noisy, tags=tags), tmp_path / "report.html", **layers))
    return done.page.read_text(encoding="utf-8")


def test_the_page_is_whole_and_loads_nothing(whole):
    page = Page()
    page.feed(whole)
    page.close()
    assert whole.startswith("<!DOCTYPE html>") and page.open == []
    assert page.seen.count("html") == page.seen.count("body") == page.seen.count("h1") == 1
    assert page.links and all(link.startswith(("data:image/png;base64,", "geo:")) for link in page.links)
    assert not re.search(r"https?:|@import|url\(|<script|<link|<iframe", whole)
    assert page.seen.count("svg") == 3  # two bands of uncertainty, and the power by wavelength
    assert page.seen.count("img") > 10
    for heading in ("Maps", "Figures", "Error against uncertainty", "Power by wavelength", "Places to look at"):
        assert f"<h2>{heading}</h2>" in whole
    assert "Evaluation of re & sult.tif" in page.words and "Pixels are <much> finer." in page.words


def test_places_can_be_found(whole):
    """The LR pixels of the second place: 256 pixels from the corner on."""
    assert "<code>500256,500384,5799744,5800000 [EPSG:32633]</code>" in whole
    assert "<code>500320,5799872</code>" in whole
    assert re.search(r'href="geo:52\.34\d{4},15\.00\d{4}"', whole)


def test_a_png_is_what_went_in():
    pixels = np.random.default_rng(0).integers(0, 256, (5, 7, 3)).astype(np.uint8)
    written = png(pixels)
    assert written[:8] == b"\x89PNG\r\n\x1a\n"
    start = written.index(b"IDAT")
    length = int.from_bytes(written[start - 4 : start], "big")
    lines = np.frombuffer(zlib.decompress(written[start + 4 : start + 4 + length]), np.uint8).reshape(5, 22)
    assert (lines[:, 0] == 2).all()
    rows = np.cumsum(lines[:, 1:].astype(int), 0) % 256
    np.testing.assert_array_equal(rows.reshape(5, 7, 3), pixels)


def test_a_png_can_be_opened_by_others():
    image = pytest.importorskip("PIL.Image")
    import io

    pixels = np.random.default_rng(0).integers(0, 256, (5, 7, 3)).astype(np.uint8)
    with image.open(io.BytesIO(png(pixels))) as opened:
        np.testing.assert_array_equal(np.asarray(opened), pixels)


def test_colours():
    layer = np.array([[[0.0, 60.0, np.nan]], [[0.0, 100.0, 0.0]], [[-9.0, 200.0, 0.0]]])
    np.testing.assert_array_equal(as_picture(layer, 0, 100)[0], [[0, 0, 0], [153, 255, 255], [255, 255, 255]])
    ramp = as_ramp(np.array([[0.0, 9.0, 99.0, np.nan]]), 0, 9)[0]
    np.testing.assert_array_equal(ramp, [RAMP[0], RAMP[-1], RAMP[-1], [255, 255, 255]])
    shares = np.array([[[1.0, 0.0, 0.0]], [[0.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]]])
    np.testing.assert_array_equal(as_kinds(shares)[0], [KIND_COLOURS[0], KIND_COLOURS[2], [255, 255, 255]])


def test_a_thumbnail_is_made_of_means():
    """1000 x 480 pixels in cells of 3; two windows that end inside a cell."""
    small = Thumbnail(1, 1000, 480)
    assert small.cell == 3
    values = np.arange(480 * 1000, dtype=float).reshape(1, 480, 1000)
    valid = np.ones((480, 1000), bool)
    valid[0:3, 3:6] = False
    valid[3, 3] = False
    for col, width in ((0, 500), (500, 500)):
        small.add(Window(col, 0, width, 480), values[..., col : col + width], valid[:, col : col + width])
    means = small.means[0]
    assert means.shape == (160, 334)
    assert means[0, 0] == pytest.approx(values[0, :3, :3].mean())
    assert np.isnan(means[0, 1])
    assert means[1, 1] == pytest.approx((values[0, 3:6, 3:6].sum() - values[0, 3, 3]) / 8)
    assert means[5, 166] == pytest.approx(values[0, 15:18, 498:501].mean())  # half of it in either window


def test_ticks_are_round():
    assert ticks(0, 10, False) == pytest.approx([0, 2, 4, 6, 8, 10])
    assert ticks(0.3, 0.8, False) == pytest.approx([0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
    assert ticks(0.5, 2000, True) == pytest.approx([1, 10, 100, 1000])
    assert ticks(3, 40, True) == pytest.approx([3, 10, 30])


def test_points_lie_where_their_values_are():
    """From 0 to 10, and a twentieth more room at the end: 5 of 10.5 along the axis from 70 to 504."""
    drawn = plot("a plot", Axes("x", "y", from_zero=True), [Line("one", [(0, 0), (5, 5), (10, 10)], marks=True)])
    xs = [float(value) for value in re.findall(r'cx="([\d.]+)"', drawn)]
    assert xs == pytest.approx([70, 70 + 434 * 5 / 10.5, 70 + 434 * 10 / 10.5], abs=0.06)
    ys = [float(value) for value in re.findall(r'cy="([\d.]+)"', drawn)]
    assert ys == pytest.approx([288, 288 - 274 * 5 / 10.5, 288 - 274 * 10 / 10.5], abs=0.06)


def test_nothing_to_plot():
    assert plot("a plot", Axes("x", "y"), [Line("one", [(1, 1)])]) == ""
    assert plot("a plot", Axes("x", "y", logarithmic=True), [Line("one", [(0, 1), (2, -1)])]) == ""
