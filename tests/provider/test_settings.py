"""What the plugin keeps in QGIS's settings stands in one file, so that no two places mean different things by a key."""

import ast

from support import ROOT

HOME = "processing_provider/settings.py"


def files_that_keep(root):
    """Files that ask QGIS for its settings, or write out a key where they ask for what is kept."""
    found = set()
    for folder in ("ui", "desktop", "processing_provider"):
        for path in (root / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                asks = isinstance(node, ast.Name) and node.id in ("QgsSettings", "QSettings")
                writes = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("keep", "kept")
                if asks or (writes and isinstance(node.args[0], (ast.Constant, ast.JoinedStr))):
                    found.add(path.relative_to(root).as_posix())
    return found


def test_all_keys_stand_in_one_file():
    assert files_that_keep(ROOT) == {HOME}


def test_a_key_elsewhere_is_found(tmp_path):
    for folder, text in (("ui", 'x = kept(f"specgan/windows/{1}")\n'), ("desktop", "x = QgsSettings().value('a')\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.py").write_text(text)
    assert files_that_keep(tmp_path) == {"ui/a.py", "desktop/a.py"}
