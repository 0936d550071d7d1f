"""Two selected layers: which is RGB, which is hyperspectral, and what is said where that cannot be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specgan.core.errors import SpecGanError
from specgan.core.planning.pairing import MIN_HSI_BANDS, WHAT_TO_SELECT, Candidate, choose_pair

VISIBLE = (660.0, 560.0, 480.0)
MANY = tuple(400.0 + 5 * i for i in range(120))


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([Candidate("a", 3), Candidate("b", 120)], (0, 1)),
        ([Candidate("b", 120), Candidate("a", 3)], (1, 0)),
        ([Candidate("a", 4), Candidate("b", 5)], (0, 1)),
        ([Candidate("hyperspectral", 3, VISIBLE), Candidate("rgb", 120)], (0, 1)),  # bands outweigh names and metadata
        ([Candidate("multispectral", 12, MANY[:12]), Candidate("desis", 120, MANY)], (0, 1)),
        ([Candidate("a", 8, MANY[:8]), Candidate("b", 8)], (1, 0)),  # wavelengths decide between equals
        ([Candidate("town_HSI", 8), Candidate("town", 8)], (1, 0)),
        ([Candidate("PRISMA 2021", 8), Candidate("ortho", 8)], (1, 0)),
        ([Candidate("stack", 8), Candidate("rgb nir", 8)], (1, 0)),
    ],
)
def test_the_pair_is_told_apart(layers, expected):
    assert choose_pair(layers) == expected


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        ([], "No raster layer is selected."),
        ([Candidate("town", 3)], 'Only one raster layer is selected, "town".'),
        ([Candidate("a", 3), Candidate("b", 3), Candidate("c", 50)], "3 raster layers are selected."),
        ([Candidate("dem", 1), Candidate("rgb", 3)], '"rgb" has 3 bands; a hyperspectral layer has more.'),
        ([Candidate("dem", 1), Candidate("hsi", 50)], '"dem" has 1 band; red, green and blue are three.'),
        ([Candidate("rgb", 3), Candidate("hsi", 3)], '"hsi" has 3 bands; a hyperspectral layer has more.'),
    ],
)
def test_another_selection_is_answered_with_what_to_select(layers, words):
    with pytest.raises(SpecGanError) as caught:
        choose_pair(layers)
    assert caught.value.message == words
    assert caught.value.hint == WHAT_TO_SELECT


def test_two_alike_are_left_to_the_person():
    with pytest.raises(SpecGanError, match='"a" and "b" both have 8 bands'):
        choose_pair([Candidate("a", 8, MANY[:8]), Candidate("b", 8, MANY[:8])])


@given(st.integers(3, 300), st.integers(MIN_HSI_BANDS, 300), st.booleans())
def test_the_order_of_the_selection_does_not_matter(few, many, turned):
    if few == many:
        many += 1
    few, many = sorted((few, many))
    layers = [Candidate("one", few), Candidate("two", max(many, MIN_HSI_BANDS))]
    rgb, hsi = choose_pair(layers[::-1] if turned else layers)
    assert (rgb, hsi) == ((1, 0) if turned else (0, 1))
