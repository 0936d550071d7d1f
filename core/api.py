"""The public names, for other programs: everything else in this package may change without notice.

    from pathlib import Path
    from specgan import Job, find_model, superresolve

    job = Job("rgb.tif", "hsi.tif", model=find_model("specgan_aerial_x16"), output=Path("sharp.tif"))
    result = superresolve(job)

* `Job` holds the parameters that decide pixels, those of the QGIS algorithm `specgan:superresolve` in lower case;
  `Extent` is one of them. Its `host`, a `Host`, says where it runs; `Job.of(..., detail=0.5, device="cpu")` takes the
  names of both. `read_job` reads a job from a JSON file.
* `superresolve` checks the whole job before anything is written, runs it, and gives a `Result`. It raises
  `SpecGanError` (with `message`, `hint` and `details`) for a job that cannot be done, and `Cancelled` when the host
  stops it; neither leaves a partial output.
* `Progress` is what a host overrides to see how far the job is, to get its log and warnings, and to stop it.
* `installed_models`, `find_model` and `describe_model` know the models that came with the package or lie in given
  folders; `DEFAULT_MODEL` is the name of the one that is offered first. A `Model` is a model file: `Model(path).spec`
  is its description, a `ModelSpec`, and `Model(path).open()` runs it on arrays.

GDAL's Python module is needed to import these names; onnxruntime or PyTorch to run a model.
"""

from __future__ import annotations

from .engine import Result, superresolve
from .errors import Cancelled, SpecGanError
from .job import Extent, Host, Job
from .job.jobfile import read_job
from .models import DEFAULT_MODEL, Model, ModelSpec, describe_model, find_model, installed_models
from .shelf.progress import Progress
from .shelf.version import version

__version__ = version()
__all__ = [
    "Cancelled",
    "DEFAULT_MODEL",
    "Extent",
    "Host",
    "Job",
    "Model",
    "ModelSpec",
    "Progress",
    "Result",
    "SpecGanError",
    "__version__",
    "describe_model",
    "find_model",
    "installed_models",
    "read_job",
    "superresolve",
]
