"""Started as a script by another Python: gives the plugin's folder its package name there and runs one module.

    python -I launcher.py run   MODULE [ARGUMENT ...]     ends, with all its children, when standard input closes
    python -I launcher.py serve MODULE [ARGUMENT ...]     standard input belongs to the module

A MODULE that begins with a dot is one of the plugin's, whatever its folder is called, and its `main(arguments)` runs;
another one runs as `python -m MODULE` would. The syntax is old on purpose: an old Python has to get as far as the
sentence about its age.
"""

import os
import subprocess
import sys
import threading

PACKAGE = "specgan"


def end_with_host():
    """Watch standard input, which the host holds open: when it closes, the host is gone and so is this process."""
    watched = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)  # children get no part of the watched pipe
    os.close(nothing)

    def watch():
        while os.read(watched, 1024):
            pass
        if os.name == "nt":
            subprocess.call(["taskkill", "/F", "/T", "/PID", str(os.getpid())])
        elif os.getpgrp() == os.getpid():
            os.killpg(os.getpid(), 9)
        os._exit(1)

    thread = threading.Thread(target=watch)
    thread.daemon = True
    thread.start()


def import_package():
    """Make the folder three levels up importable as `PACKAGE`."""
    import importlib.util

    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    spec = importlib.util.spec_from_file_location(
        PACKAGE, os.path.join(root, "__init__.py"), submodule_search_locations=[root]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = package
    spec.loader.exec_module(package)


def main():
    """Run the module that the command line names."""
    if sys.version_info < (3, 9):  # noqa: UP036  # an own Python may be any
        sys.exit("Python {} is too old; SpecGAN needs Python 3.9 or later.".format(sys.version.split()[0]))  # noqa: UP032
    kind, module, arguments = sys.argv[1], sys.argv[2], sys.argv[3:]
    if kind == "run":
        end_with_host()
    if module.startswith("."):
        import importlib

        import_package()
        sys.exit(importlib.import_module(module, PACKAGE).main(arguments))
    import runpy

    sys.argv = [module] + arguments
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
