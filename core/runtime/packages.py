"""The pinned packages of the environment, for each Python, and the room that they take.

The pins are releases that exist for Windows, Linux and macOS; Intel Macs have no onnxruntime for Python 3.14 and no
torch.
"""

from __future__ import annotations

from typing import Tuple

GPU_FROM = (3, 10)
"""onnxruntime-gpu brings CUDA's libraries as packages from the release on that needs this Python."""
_MB = 1 << 20
_SIZES = {"cpu": 600 * _MB, "gpu": 7000 * _MB, "torch": 8000 * _MB}
"""Free space asked for: installed, with pip's cache of what it downloaded. The first was measured, the
others are estimates on the safe side; PyTorch brings CUDA on Linux whether it is used or not."""


def requirements(version: Tuple[int, int], torch: bool, gpu: bool) -> Tuple[str, ...]:
    """What pip installs for Python `version`; `gpu` counts from Python 3.10 on."""
    if version < (3, 10):
        numpy, onnxruntime, converters = "2.0.2", "1.19.2", ("torch==2.8.0", "onnx==1.19.1", "onnxscript==0.7.2")
    else:
        numpy, onnxruntime = ("2.2.6", "1.23.2") if version < (3, 14) else ("2.3.5", "1.32.0")
        converters = ("torch==2.13.0", "onnx==1.23.2", "onnxscript==0.7.2")
    name = "onnxruntime-gpu[cuda,cudnn]" if gpu and version >= GPU_FROM else "onnxruntime"
    return (f"numpy=={numpy}", f"{name}=={onnxruntime}", *(converters if torch else ()))


def needed_bytes(torch: bool, gpu: bool) -> int:
    """Free disk space that the set-up takes."""
    return (_SIZES["gpu"] if gpu else _SIZES["cpu"]) + (_SIZES["torch"] if torch else 0)
