"""All that the pixels of a job depend on, so that only a job with the same answer goes on from a journal."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Dict

from ..errors.messages import Message
from ..errors.redaction import without_secrets
from ..geodata.grid import crs_label
from ..job import PARAMETERS
from ..planning import Plan
from .report import Ran


def identity(plan: Plan, backend: Ran) -> Dict[str, str]:
    """Name for people -> value. Jobs with equal identities give equal pixels, as far as the device repeats itself."""
    job = plan.job
    deciding = [known for known in PARAMETERS.values() if known.pixels]
    result: Dict[str, str] = {Message("parameter {name}", name=known.name): repr(known.of(job)) for known in deciding}
    # the host's, but other batches may round otherwise
    result[Message("parameter {name}", name="BATCH_SIZE")] = repr(job.host.batch_size)
    if job.extent is not None:
        extent = asdict(job.extent)
        extent["crs_wkt"] = crs_label(job.extent.crs_wkt)
        result[Message("parameter {name}", name="EXTENT")] = repr(extent)
    crs = [crs_label(info.grid.crs_wkt) for info in (plan.rgb, plan.hsi) if info]
    result[Message("the CRS of the layers")] = "; ".join(crs)
    result[Message("parameter {name}", name="ANSWERS")] = str(plan.answers.count)
    result[Message("parameter {name}", name="UNCERTAINTY")] = "yes" if plan.answers.compared else "no"
    result[Message("parameter {name}", name="ALARM")] = "yes" if job.alarm is not None else "no"
    result[Message("the model")] = plan.model_sha256
    result[Message("the precision")] = backend.precision
    result[Message("the device or its software")] = f"{backend.device}, {backend.runtime}"
    for layer, source in (("RGB", job.rgb), ("HSI", job.hsi)):
        result[Message("the {layer} layer", layer=layer)] = without_secrets(source)
    for layer, stamps in (("RGB", plan.rgb_files), ("HSI", plan.hsi_files)):
        result[Message("the files of the {layer} layer", layer=layer)] = without_secrets(
            repr([(stamp.path, stamp.size, stamp.modified, stamp.digest) for stamp in stamps])
        )
    result[Message("how the plugin divides the job")] = _choices(plan)
    return result


def _choices(plan: Plan) -> str:
    """Digest of every choice that was made from the parameters: a newer plugin may choose otherwise."""
    choices = (
        plan.spec,
        plan.lr_grid.transform,
        plan.hsi_grid.transform,
        plan.rgb.dtype,
        plan.rgb.nodata,
        plan.rgb.band_names,
        plan.rgb_bands,
        plan.bands.needed,
        plan.bands.weights.tolist(),
        plan.window,
        plan.rows,
        plan.cols,
        plan.rgb_map,
        plan.hsi_map,
        plan.detail,
        plan.factor,
        plan.answers,
        plan.consistent,
    )
    return hashlib.sha256(repr(choices).encode("utf-8")).hexdigest()
