"""One job on several processes, GPUs or machines, with Dask: `specgan cluster`."""
