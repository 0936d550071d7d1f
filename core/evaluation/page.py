"""The page that a person reads."""

from __future__ import annotations

from typing import List, Mapping, Sequence, Tuple

import numpy as np

from ..patches.metrics.spectra import ring_edges
from ..shelf.markup import document, listed, picture, table, text
from .colours import as_kinds, as_picture, as_ramp, kind_styles, ramp_style
from .compared import Comparison
from .doubt import Calibration
from .drawing import Drawn
from .figures import named, shown
from .plots import Axes, Line, plot
from .summary import Findings, in_short, said_by_run

MORE_STYLE = f"""
body {{ max-width: 1360px; }}
h1 {{ font-size: 24px; }} h2 {{ font-size: 18px; margin-top: 2em; }} h3 {{ font-size: 15px; }}
.short {{ background: #f3f6f9; border-left: 4px solid #2c7bb6; padding: .2em 1em .2em 0; }}
.run {{ background: #fff6e5; border-left: 4px solid #e66101; padding: .2em 1em .2em 0; }}
.maps img {{ width: 340px; }} .maps figcaption {{ max-width: 340px; }}
.place {{ border-top: 1px solid #ddd; padding-top: .6em; }}
.place .pictures {{ margin-bottom: .6em; }}
.place p {{ margin: .3em 0; }}
.ramp {{ display: inline-block; width: 90px; height: 10px; background: {ramp_style()}; }}
.key {{ display: inline-block; width: 12px; height: 12px; margin-left: .8em; }}
code {{ background: #f3f3f3; padding: 1px 4px; }}
"""
READING = (
    "No single figure decides. PSNR, RMSE, SSIM, SAM and ERGAS compare pixel by pixel, and favour what is too smooth "
    "over detail that is a little out of place. Improvement, omission and hallucination (opensr-test, doi "
    "10.1109/LGRS.2024.3401394) ask of every pixel with something to add whether the result came near the truth, "
    "stayed like the LR layer, or shows something else; histograms are matched and quiet ground is left out in each "
    "place for itself. HF energy alone is passed by noise: read it with the texture map and the detail's correlation."
)
MAP = (
    "To see a place in QGIS, paste its coordinates into the coordinate field of the status bar, or its extent into any "
    "field for an extent; the table beside this page has an outline for every place (WKT) and opens as a layer."
)


def page(found: Findings, drawn: Sequence[Tuple[str, Sequence[Drawn]]], table_name: str) -> str:
    """The whole page. `drawn`: titles and places to look at; `table_name`: of the CSV file beside it."""
    parts = [f"<h1>Evaluation of {text(found.name)}</h1>", _short(found), _run(found), _maps(found), _figures(found)]
    if found.comparison is not None:
        parts += [_calibrations(found.comparison.calibrations), _spectrum(found.comparison)]
    parts += [_places(drawn), _compared(found, table_name)]
    return document(f"Evaluation of {found.name}", parts, MORE_STYLE)


def _short(found: Findings) -> str:
    items = "".join(f"<li>{text(sentence)}</li>" for sentence in in_short(found))
    return f'<div class="short"><ul>{items}</ul></div>'


def _run(found: Findings) -> str:
    told = said_by_run(found.provenance)
    if not told:
        return ""
    return f'<h2>What the run said</h2><div class="run">{listed(_spaced(told))}</div>'


def _maps(found: Findings) -> str:
    low, high = found.low_high
    pictures = [picture(as_picture(found.alone.picture.means, low, high), "result")]
    if found.comparison is not None:
        compared = found.comparison
        pictures.append(picture(as_picture(compared.truth.means, low, high), "truth"))
        pictures.append(_ramped("error of luma", np.sqrt(compared.error.means[0])))
        if compared.total is not None and compared.total.counted:
            keys = "".join(
                f'<span class="key" style="background: {colour}"></span> {name}'
                for name, colour in zip(("improvement", "omission", "hallucination"), kind_styles())
            )
            image = picture(as_kinds(compared.kinds.means))
            pictures.append(image.replace("</figure>", f"<figcaption>{keys}</figcaption></figure>"))
    elif found.alone.detail is not None:
        pictures.append(_ramped("generated detail, luma", np.sqrt(found.alone.detail.means[0])))
    if found.alone.doubt is not None:
        pictures.append(_ramped("uncertainty: standard deviation of luma", found.alone.doubt.means[0]))
    return f'<h2>Maps</h2><div class="pictures maps">{"".join(pictures)}</div>'


def _ramped(name: str, figure: np.ndarray) -> str:
    """A map in the ramp, from 0 to where all but a hundredth is below."""
    end = (float(np.nanpercentile(figure, 99)) if np.isfinite(figure).any() else 1.0) or 1.0
    caption = f'{text(name)}: 0 <span class="ramp"></span> {end:.3g} and more'
    return picture(as_ramp(figure, 0, end)).replace("</figure>", f"<figcaption>{caption}</figcaption></figure>")


def _figures(found: Findings) -> str:
    values, plain = found.values, found.plain
    beside = "<th>interpolation</th>" if plain else ""
    head = f'<tr><th></th><th>result</th>{beside}<th class="words">what it says</th></tr>'
    lines: List[str] = []
    for figure in named(values):
        cells = f"<td>{text(figure.heading)}</td><td>{shown(values[figure.name], figure.digits)}</td>"
        if plain:
            cells += f"<td>{shown(plain.get(figure.name), figure.digits)}</td>"
        lines.append(f'<tr>{cells}<td class="words">{text(figure.meaning)}</td></tr>')
    if "seam" in values:
        meaning = "Step across borders of patches over step across other LR lines. 1 cannot be seen."
        empty = f"<td>{shown(found.alone.seam_plain, 3)}</td>" if plain else ""
        lines.append(
            f'<tr><td>seam</td><td>{shown(values["seam"], 3)}</td>{empty}<td class="words">{meaning}</td></tr>'
        )
    reading = f"<p>{text(READING)}</p>" if found.comparison is not None else ""
    return f"<h2>Figures</h2><table>{head}{''.join(lines)}</table>{reading}"


def _calibrations(tables: Sequence[Calibration]) -> str:
    parts = []
    for each in tables:
        points = [(tenth.predicted, tenth.error) for tenth in each.tenths]
        end = max((max(point) for point in points), default=0.0)
        axes = Axes(f"predicted: {each.name}", "true error of luma (RMS)", from_zero=True)
        lines = [Line("error in each tenth", points, marks=True), Line("error = prediction", [(0, 0), (end, end)])]
        headings = ["pixels", "predicted", "RMS error", "mean error"]
        rows = [
            (str(number), [str(t.pixels), f"{t.predicted:.4g}", f"{t.error:.4g}", f"{t.absolute:.4g}"], "")
            for number, t in enumerate(each.tenths, start=1)
        ]
        words = f"Rank correlation over the tenths {shown(each.monotony, 2)}; error in the last over the first "
        words += f"{shown(each.ratio, 1)}."
        parts.append(
            f"<h3>{text(each.name[0].upper() + each.name[1:])}</h3><p>{text(words)}</p>"
            f'<div class="pictures">{plot(f"Error against {each.name}", axes, lines)}{table(headings, rows)}</div>'
        )
    intro = "Pixels in ten parts, from the smallest predicted value to the largest, and the true error in each."
    return f"<h2>Error against uncertainty</h2><p>{intro}</p>{''.join(parts)}" if parts else ""


def _spectrum(comparison: Comparison) -> str:
    total = comparison.total
    if total is None or not total.ringed.any():
        return ""
    edges = ring_edges()
    wavelengths = 1 / np.sqrt(edges[:-1] * edges[1:])
    counted = np.maximum(total.ringed, 1)
    lines = []
    for name, sums in zip(("result", "truth", "interpolation of the LR layer"), total.rings):
        density = sums / counted
        if sums.any():
            lines.append(Line(name, [(w, d) for w, d, n in zip(wavelengths, density, total.ringed) if n and d > 0]))
    curves = plot("Power by wavelength", Axes("wavelength, pixels", "power density", logarithmic=True), lines)
    if not curves:
        return ""
    words = (
        "How strong structures of each size are. A curve below the truth's misses them, one above has too much of them"
    )
    factor = comparison.ground.factor
    words += f"; the LR layer can show none shorter than {2 * factor} pixels." if factor > 1 else "."
    return f"<h2>Power by wavelength</h2><p>{words}</p>{curves}"


def _places(drawn: Sequence[Tuple[str, Sequence[Drawn]]]) -> str:
    if not drawn:
        return ""
    parts = [f"<h2>Places to look at</h2><p>{text(MAP)}</p>"]
    for title, places in drawn:
        parts.append(f"<h3>{text(title)}</h3>")
        parts += [_place(place) for place in places]
    return "".join(parts)


def _place(place: Drawn) -> str:
    where, figures = place.address, place.chosen.figures
    lonlat = ""
    if where.lonlat:
        lon, lat = where.lonlat
        lonlat = f' · <a href="{where.uri}">{abs(lat):.5f}° {"NS"[lat < 0]}, {abs(lon):.5f}° {"EW"[lon < 0]}</a>'
    told = [f"{f.heading} {shown(figures[f.name], f.digits)}" for f in named(figures)]
    return (
        f'<div class="place"><p><b>{text(place.chosen.why)}</b>{lonlat} · coordinates '
        f"<code>{text(where.coordinates)}</code> · extent <code>{text(where.extent)}</code></p>"
        f"<p>{text('; '.join(told))}</p>"
        f'<div class="pictures">{"".join(picture(image, caption) for caption, image in place.pictures)}</div></div>'
    )


def _compared(found: Findings, table_name: str) -> str:
    low, high = found.low_high
    about = dict(found.layers)
    about["value range"] = f"{low:g} to {high:g}, {about.pop('value range', '')}".rstrip(", ")
    if found.comparison is not None:
        about["comparison"] = found.comparison.how
        about["factor"] = f"{found.comparison.ground.factor} pixels along an LR pixel"
    grounds = [found.alone.ground] + ([found.comparison.ground] if found.comparison is not None else [])
    if any(each.approximate for each in grounds):
        about["LR layer"] = f"{about.get('LR layer', '')} (interpolated, where its pixels do not fit the grid)"
    about["places"] = f"{len((found.comparison or found.alone).places)}"
    if found.comparison is not None:
        about["form"] = found.judge or "not judged: the command line does, where it has a VGG16 (docs/trust.md)"
    about["table"] = table_name
    notes = "".join(f"<li>{text(note)}</li>" for note in found.notes)
    tags = ""
    if found.provenance:
        tags = f"<details><summary>Tags of the run</summary>{listed(_spaced(found.provenance))}</details>"
    return f"<h2>What was compared</h2>{listed(about)}{f'<ul>{notes}</ul>' if notes else ''}{tags}"


def _spaced(values: Mapping[str, str]) -> Mapping[str, str]:
    return {name.replace("_", " "): value for name, value in values.items()}
