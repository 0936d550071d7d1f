"""An HTML page that needs no other file: its frame, tables and pictures. Nothing is loaded from elsewhere."""

from __future__ import annotations

import base64
import html
import struct
import zlib
from typing import Iterable, List, Mapping, Sequence, Tuple

import numpy as np

STYLE = """
body { font: 14px/1.45 sans-serif; margin: 2em; color: #222; background: #fff; }
table { border-collapse: collapse; margin: 0 0 2em; }
th, td { border: 1px solid #ccc; padding: 3px 8px; text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
td.failed { text-align: left; color: #a00; white-space: normal; }
.words { text-align: left; white-space: normal; max-width: 38em; }
.pictures { display: flex; flex-wrap: wrap; margin-bottom: 2em; }
figure { margin: 0 12px 12px 0; }
figcaption { font-size: 12px; max-width: 256px; }
img { display: block; width: 256px; image-rendering: pixelated; }
"""


def document(title: str, parts: Iterable[str], more_style: str = "") -> str:
    """The page with a title and the parts of its body, HTML."""
    body = "\n".join(part for part in parts if part)
    head = f'<meta charset="utf-8"><title>{text(title)}</title><style>{STYLE}{more_style}</style>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def table(headings: Sequence[str], lines: Sequence[Tuple[str, Sequence[str], str]]) -> str:
    """Lines of (name, cells, why it failed); a failed one has its cause in the place of the cells."""
    head = "".join(f"<th>{text(heading)}</th>" for heading in ["", *headings])
    body: List[str] = []
    for name, cells, error in lines:
        rest = "".join(f"<td>{text(cell)}</td>" for cell in cells)
        if error:
            rest = f'<td class="failed" colspan="{max(len(headings), 1)}">failed: {text(error)}</td>'
        body.append(f"<tr><td>{text(name)}</td>{rest}</tr>")
    return f"<table><tr>{head}</tr>\n" + "\n".join(body) + "</table>"


def listed(items: Mapping[str, str]) -> str:
    """A list of names and values."""
    return "<ul>" + "".join(f"<li>{text(name)}: {text(value)}</li>" for name, value in items.items()) + "</ul>"


def picture(pixels: np.ndarray, caption: str = "", alt: str = "") -> str:
    """uint8 (h, w, 3) with a caption."""
    below = f"<figcaption>{text(caption)}</figcaption>" if caption else ""
    return f"<figure>{image(pixels, alt)}{below}</figure>"


def image(pixels: np.ndarray, alt: str = "") -> str:
    """uint8 (h, w, 3)."""
    return f'<img alt="{text(alt)}" src="data:image/png;base64,{base64.b64encode(png(pixels)).decode("ascii")}">'


def png(pixels: np.ndarray) -> bytes:
    """uint8 (h, w, 3) as a PNG file (W3C Recommendation, Portable Network Graphics, second edition).

    Every line is stored as differences to the one above, filter type 2.
    """
    height, width, channels = pixels.shape
    if channels != 3 or pixels.dtype != np.uint8:
        raise ValueError(f"{pixels.dtype} of {pixels.shape} is no picture")
    rows = pixels.reshape(height, width * 3)
    lines = np.full((height, width * 3 + 1), 2, np.uint8)
    lines[:, 1:] = rows
    lines[1:, 1:] -= rows[:-1]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, *zip(*chunks)))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def text(value: str) -> str:
    """Plain text as HTML."""
    return html.escape(value)
