"""Every cause has its own sentence, heard from the system itself; an unknown one is not guessed."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.shelf.causes import sentences, unwritten
from specgan.core.shelf.files import write_text
from specgan.core.shelf.progress import Progress
from support import ROOT

CAUSES = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EFBIG: "no file as large as that",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.ENAMETOOLONG: "no name as long as that",
}


@pytest.mark.parametrize("code", CAUSES, ids=errno.errorcode.get)
def test_the_systems_errors_as_python_and_as_gdal_pass_them_on(code):
    for error in (OSError(code, os.strerror(code)), RuntimeError(f"_tiffWriteProc:{os.strerror(code)}")):
        told = unwritten(Path("/data/out.tif"), error)
        assert told.message.startswith("Writing /data/out.tif failed: ") and CAUSES[code] in told.message
        assert told.hint and told.details == repr(error)


def test_an_unknown_cause_is_shown_and_not_guessed(tmp_path):
    for error in (OSError(errno.EIO, "Input/output error"), RuntimeError("Input/output error.")):
        told = unwritten(tmp_path / "out.tif", error)
        assert told.message == f"Writing {tmp_path / 'out.tif'} failed."
        assert told.hint == "The system says: Input/output error."
    silent = unwritten(tmp_path / "out.tif", MemoryError())
    assert silent.hint == "The system says: MemoryError."


def test_an_unfinished_file_that_can_grow_settles_nothing(tmp_path):
    (tmp_path / "part").write_bytes(b"x")
    told = unwritten(tmp_path / "out.tif", RuntimeError("WriteEncodedTile/Strip() failed"), tmp_path / "part")
    assert told.hint == "The system says: WriteEncodedTile/Strip() failed."


def test_errors_of_other_kinds_and_a_cancel_pass():
    class Stopped(Progress):
        def is_cancelled(self):
            return True

    with pytest.raises(ValueError, match="mine"), sentences(Path("x")):
        raise ValueError("mine")
    with pytest.raises(Cancelled), sentences(Path("x"), progress=Stopped()):
        raise RuntimeError("User terminated")
    with pytest.raises(RuntimeError, match="a bug"), sentences(Path("x"), kinds=(OSError,)):
        raise RuntimeError("a bug")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk():
    with pytest.raises(SpecGanError, match="the disk is full"), sentences(Path("out")), open("/dev/full", "w") as file:
        file.write("x")
        file.flush()


def test_a_name_that_is_too_long(tmp_path):
    with pytest.raises(SpecGanError, match="no name as long as that"):
        write_text(tmp_path / ("n" * 256), "x")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_somebody_elses(tmp_path):
    os.chmod(tmp_path, 0o500)
    with pytest.raises(SpecGanError, match="you may not write there"):
        write_text(tmp_path / "t", "x")


LIMITED = """
import resource, sys
from pathlib import Path
from specgan.core.shelf.files import write_text
kind, limit, target = sys.argv[1:]
resource.setrlimit(getattr(resource, kind), (int(limit), int(limit)))
try:
    write_text(Path(target), "x" * 5000)
except Exception as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.parametrize(
    ("kind", "limit", "said"),
    [("RLIMIT_FSIZE", 4096, "no file as large as that"), ("RLIMIT_NOFILE", 3, "too many files are open")],
)
def test_limits_of_a_process(tmp_path, kind, limit, said):
    (tmp_path / "t").write_text("old")
    words = [sys.executable, "-c", LIMITED, kind, str(limit), str(tmp_path / "t")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "dev")}
    told = subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout
    assert re.match(rf"Writing {re.escape(str(tmp_path / 't'))} failed: .*{said}", told)
    assert (tmp_path / "t").read_text() == "old" and os.listdir(tmp_path) == ["t"]
