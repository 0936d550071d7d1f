"""Own checkpoints come back as they were; anything else is refused with a sentence and runs nothing."""

from __future__ import annotations

import pickle
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.core.network.checkpoint import load_generator, published_state_dict, read_checkpoint, save_model

from .conftest import SMALL_PUBLISHED, patches, spec_for


class Malicious:
    """Unpickling it writes a file."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.write_text, (self.path, "ran")


def test_round_trip(tiny, tmp_path):
    generator, spec = tiny
    save_model(tmp_path / "model.pt", generator, spec, {"step": 12, "moments": {"m": torch.ones(3)}})
    again, described = load_generator(tmp_path / "model.pt")
    assert described == spec
    assert again.config == generator.config
    assert not again.training
    hsi, rgb = patches(generator.config, 2)
    with torch.no_grad():
        assert torch.equal(again(hsi, rgb), generator(hsi, rgb))
    raw = read_checkpoint(tmp_path / "model.pt")
    assert (raw["format"], raw["step"], raw["moments"]["m"].tolist()) == ("specgan", 12, [1.0] * 3)
    assert [p.name for p in tmp_path.iterdir()] == ["model.pt"]


def test_a_loaded_model_trains_on(tiny, tmp_path):
    generator, spec = tiny
    save_model(tmp_path / "model.pt", generator, spec)
    again, _ = load_generator(tmp_path / "model.pt")
    again(*patches(generator.config, 1)).mean().backward()
    assert all(p.requires_grad and p.grad is not None for p in again.parameters())


def test_a_fine_tuned_published_network_keeps_its_unused_tensors(small_published, tmp_path):
    state = published_state_dict(small_published)
    small_published.unused = {key[len("generator.") :]: value for key, value in state.items() if "mapping" in key}
    save_model(tmp_path / "model.pt", small_published, spec_for(SMALL_PUBLISHED))
    again, _ = load_generator(tmp_path / "model.pt")
    key = "generator.style_mapping.8.linear.weight_orig"
    assert torch.equal(again.unused[key], small_published.unused[key])


def test_code_in_a_file_is_refused_and_does_not_run(tmp_path):
    victim = tmp_path / "victim"
    contents = {
        "plain.pth": lambda path: path.write_bytes(pickle.dumps({"state_dict": Malicious(victim)})),
        "zip.pth": lambda path: torch.save({"meta": Malicious(victim), "state_dict": {}}, path),
        "legacy.pth": lambda path: torch.save({"a": Malicious(victim)}, path, _use_new_zipfile_serialization=False),
    }
    for name, write in contents.items():
        write(tmp_path / name)
        with pytest.raises(SpecGanError, match="refused: it holds more than weights"):
            load_generator(tmp_path / name)
        assert not victim.exists()
    pickle.loads((tmp_path / "plain.pth").read_bytes())
    assert victim.read_text() == "ran"  # the trap is a real one


def test_files_that_are_no_model(tiny, tmp_path):
    generator, spec = tiny
    save_model(tmp_path / "good.pt", generator, spec)
    good = (tmp_path / "good.pt").read_bytes()
    with zipfile.ZipFile(tmp_path / "archive.pt", "w") as archive:
        archive.writestr("readme.txt", "hello")
    (tmp_path / "truncated.pt").write_bytes(good[: len(good) // 2])
    (tmp_path / "empty.pt").write_bytes(b"")
    (tmp_path / "text.pt").write_text("This is no model.\n" * 50)
    (tmp_path / "random.pt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "number.pt").write_bytes(pickle.dumps(7))
    torch.save({"state_dict": {"layer1.weight": torch.ones(2)}}, tmp_path / "foreign.pt")
    torch.save([torch.ones(2)], tmp_path / "list.pt")
    for path in sorted(tmp_path.glob("*.pt")):
        if path.name != "good.pt":
            with pytest.raises(SpecGanError) as caught:
                load_generator(path)
            assert path.name in caught.value.message
            assert caught.value.hint


def test_missing_file_and_folder(tmp_path):
    for path in (tmp_path / "none.pt", tmp_path):
        with pytest.raises(SpecGanError, match="cannot be read"):
            load_generator(path)


@pytest.mark.parametrize("what", ["spec", "config", "generator", "tensor", "text", "bands"])
def test_damaged_own_checkpoints(what, tiny, tmp_path):
    generator, spec = tiny
    save_model(tmp_path / "model.pt", generator, spec)
    raw = read_checkpoint(tmp_path / "model.pt")
    if what in raw:
        del raw[what]
    elif what == "tensor":
        raw["generator"].popitem()
    elif what == "text":
        raw["generator"]["decoder.out.0.bias"] = "zero"
    else:
        raw["spec"] = replace(spec, wavelengths=spec.wavelengths[1:]).to_json()
    torch.save(raw, tmp_path / "model.pt")
    with pytest.raises(SpecGanError, match="incomplete or damaged|does not fit its network"):
        load_generator(tmp_path / "model.pt")


def test_a_spec_of_another_network_is_not_written(tiny, tmp_path):
    generator, spec = tiny
    with pytest.raises(SpecGanError, match="does not fit"):
        save_model(tmp_path / "model.pt", generator, replace(spec, scale=8))
    assert list(tmp_path.iterdir()) == []


def test_a_failed_save_leaves_the_old_file(tiny, tmp_path):
    generator, spec = tiny
    (tmp_path / "model.pt").write_text("old")
    with pytest.raises((AttributeError, pickle.PicklingError)):
        save_model(tmp_path / "model.pt", generator, spec, {"extra": lambda: 0})
    assert (tmp_path / "model.pt").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["model.pt"]


def test_a_folder_that_is_not_there(tiny, tmp_path):
    generator, spec = tiny
    with pytest.raises(SpecGanError, match="does not exist"):
        save_model(tmp_path / "none" / "model.pt", generator, spec)
