"""The algorithm inside a real QGIS, for tests: two layers, a model that repeats pixels, a feedback that keeps all."""

import numpy as np
import pytest
from specgan.core.modelspec import ModelSpec

qgis_core = pytest.importorskip("qgis.core")

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))
SPEC = ModelSpec("repeat", 4, 8, WAVELENGTHS[:6], detail_correlation=1.0)
RGB = np.random.RandomState(0).randint(1, 255, (3, 20, 26)).astype(np.uint8)


class Feedback(qgis_core.QgsProcessingFeedback):
    """Keeps what is shown; can press Cancel at a given percentage."""

    def __init__(self, cancel_at=None):
        super().__init__(False)
        self.lines, self.errors = [], []
        if cancel_at is not None:
            self.progressChanged.connect(lambda value: self.cancel() if value >= cancel_at else None)

    def pushInfo(self, info):
        self.lines.append(info)

    def setProgressText(self, text):
        self.lines.append(text)

    def pushWarning(self, warning):
        self.lines.append(warning)

    def reportError(self, error, fatalError=False):
        self.errors.append(error)


def run(registry, parameters, context=None, feedback=None):
    algorithm = registry.createAlgorithmById("specgan:superresolve")
    feedback = feedback or Feedback()
    results, good = algorithm.run(parameters, context or qgis_core.QgsProcessingContext(), feedback)
    return results, good, feedback
