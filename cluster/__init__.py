"""One job on several processes, GPUs or machines, with Dask: `python -m specgan.cluster`."""
