"""What QGIS has of the job's parameters is made from their declarations."""

import numpy as np
import pytest
from qgis_support import start_qgis
from specgan.core.errors import SpecGanError
from specgan.core.job import PARAMETERS
from specgan.core.job.kinds import Number
from specgan.core.modelspec import ModelSpec
from support import write_onnx, write_raster

qgis_core = pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis
WAVELENGTHS = tuple(460.0 + 60 * i for i in range(6))


@pytest.fixture
def algorithm():
    start_qgis()
    from specgan.processing_provider.superresolve import SuperResolve

    made = SuperResolve()
    made.initAlgorithm()
    return made


@pytest.fixture
def layers(tmp_path):
    return {
        "RGB": write_raster(tmp_path / "rgb.tif", np.ones((3, 20, 26), np.uint8)),
        "HSI": write_raster(tmp_path / "hsi.tif", np.ones((6, 20, 26), np.int16), wavelengths=WAVELENGTHS),
        "MODEL": str(write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS))),
    }


def read(algorithm, parameters):
    return algorithm.read_job(parameters, qgis_core.QgsProcessingContext())


def test_every_parameter_has_a_definition_with_label_help_and_bounds(algorithm):
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert list(definitions) == [*(name for name in PARAMETERS if name != "OUTPUT"), "OUTPUT"]
    for name, parameter in PARAMETERS.items():
        made = definitions[name]
        assert made.description() and made.help()
        assert bool(made.flags() & made.Flag.FlagAdvanced) is parameter.advanced
        if isinstance(parameter.kind, Number):
            assert made.minimum() == parameter.kind.least
    assert definitions["OVERLAP"].maximum() == 128 and definitions["MODEL"].defaultValue() == "specgan_aerial_x16"
    assert f"<b>{definitions['FACTOR'].description()}</b>" in algorithm.shortHelpString()


@pytest.mark.parametrize(
    "given,field,expected",
    [
        ({"FACTOR": "2"}, "factor", 2),
        ({"FACTOR": None}, "factor", None),
        ({"CONSISTENCY": "true"}, "consistency", True),
        ({"CONSISTENCY": "false"}, "consistency", False),
        ({"CONSISTENCY": True}, "consistency", True),
        ({}, "consistency", None),
        ({"RGB_RANGE": [1, 9]}, "rgb_range", (1.0, 9.0)),
        ({"RGB_RANGE": "nan,nan"}, "rgb_range", None),
        ({"RGB_BANDS": [3, 2, 1]}, "rgb_bands", (3, 2, 1)),
        ({"RGB_BANDS": "3;2;1"}, "rgb_bands", (3, 2, 1)),
        ({"MEMORY_MB": ""}, "memory_mb", 0),
        ({"BATCH_SIZE": 3}, "batch_size", 3),
        ({"DETAIL": "0.5"}, "detail", 0.5),
        ({"DEVICE": "cpu"}, "device", "cpu"),
    ],
)
def test_values_in_the_forms_in_which_they_arrive(algorithm, layers, given, field, expected):
    assert PARAMETERS[field.upper()].of(read(algorithm, {**layers, **given})) == expected


def test_a_value_that_makes_no_sense_is_refused(algorithm, layers):
    for given in ({"RGB_RANGE": "9,1"}, {"RGB_BANDS": "1,2"}, {"HSI_WAVELENGTHS": "blue"}):
        with pytest.raises(SpecGanError):
            read(algorithm, {**layers, **given})
