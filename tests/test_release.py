"""What is released: a wheel and a source archive that install and run, and a front page that leads nowhere wrong."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

import palveluketju
from command_line import run
from documents import ROOT

KEPT = (".py", ".mo", ".json", ".ttf", ".txt")
IN_WORDS = ROOT / "docs" / "pictures" / "in-words.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, made of the files that git has."""
    folder = tmp_path_factory.mktemp("release")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file() and name.startswith(("src/", "docs/", "README.md", "LICENSE", "pyproject.toml")):
            (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / "source" / name)
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder / "dist")]
    subprocess.run(command, cwd=folder / "source", check=True, capture_output=True, timeout=120)
    return folder / "dist"


def test_the_version_is_that_of_the_changelog(built: Path) -> None:
    assert sorted(path.name for path in built.iterdir()) == [
        f"palveluketju-{palveluketju.__version__}-py3-none-any.whl",
        f"palveluketju-{palveluketju.__version__}.tar.gz",
    ]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] in (palveluketju.__version__, "Unreleased")


def test_the_wheel_holds_what_the_library_needs_and_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
        licences = [name.split("/licenses/")[1] for name in names if "/licenses/" in name]
        points = wheel.read(next(name for name in names if name.endswith("entry_points.txt"))).decode()
    assert "palveluketju = palveluketju.pytest_plugin" in points
    source = ROOT / "src" / "palveluketju"
    wanted = {path.relative_to(ROOT / "src").as_posix() for path in source.rglob("*") if path.suffix in KEPT}
    assert wanted <= names
    assert sorted(licences) == ["LICENSE", "src/palveluketju/drawing/typesetting/fonts/OFL.txt"]
    assert {name.split("/")[0].split("-")[0] for name in names} == {"palveluketju"}
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        assert not [name for name in archive.getnames() if "/.ci" in name]


def test_the_front_page_leads_nowhere_wrong_and_shows_the_chain_in_words(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith("METADATA"))
        page = str(message_from_string(wheel.read(name).decode("utf-8")).get_payload())
    assert page.startswith("# palveluketju")
    assert re.findall(r"\]\((?!https?:|#)[^)]*\)", page) == []
    assert "![" not in page
    assert IN_WORDS.read_text(encoding="utf-8").strip() in page
    assert "## Use it in Python" in page


def test_the_picture_in_words_is_that_of_the_picture(request: pytest.FixtureRequest) -> None:
    drawn = run("draw", "lastensuojelun-ennaltaehkaisy", "--lang", "fi").stdout
    told = [line for line in drawn.splitlines() if re.match(r"Tarvetaso \d", line)]
    levels = [re.sub(r" Kriittiset palvelut: ([^.]*).*", r" Kriittiset palvelut: \1.", line) for line in told]
    assert len(levels) == 5
    text = "".join(f"- {line}\n" for line in levels)
    if request.config.getoption("--write-outputs"):
        IN_WORDS.write_text(text, encoding="utf-8")
    assert IN_WORDS.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_what_is_released_is_installed_and_runs(kind: str, built: Path, tmp_path: Path) -> None:
    """In an environment of its own, which borrows what it needs of others from this one."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "env")], check=True, timeout=120)
    python = tmp_path / "env" / "bin" / "python"
    home = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    Path(home, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = shutil.which("python3", path="/usr/local/bin:/usr/bin:/bin") or "python3"
    options = ("-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-build-isolation")
    subprocess.run(
        [pip, *options, "--force-reinstall", "--no-index", str(next(built.glob(kind)))],
        check=True,
        capture_output=True,
        timeout=300,
    )
    shutil.copytree(ROOT / "examples" / "availability", tmp_path / "chains")
    command = [str(python.parent / "palveluketju"), "check", "chains", "--lang", "fi"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert "tiedostoa, " in done.stdout, done.stderr
    where = "import palveluketju; print(palveluketju.__file__, palveluketju.__version__)"
    said = subprocess.run([python, "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said.split() == [f"{home}/palveluketju/__init__.py", palveluketju.__version__]
