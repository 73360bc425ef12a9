"""The command line, run as a person or a CI job runs it.

Most of it in this process, which has read the library once; what a process has of its own (its start, streams, signals,
what it loads) in one of its own.
"""

from __future__ import annotations

import contextlib
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from command_line import COMMAND, ROOT, run, run_apart
from palveluketju import load_workspace, registers
from palveluketju.commands import showing
from palveluketju.commands.chains import Together, workspace_of
from palveluketju.config import Config
from palveluketju.documents.register_files import register_bytes
from palveluketju.drawing import CHAIN_VIEWS, PAGES, THEMES, WORKSPACE_VIEWS
from palveluketju.tables import REGISTER_NAMES
from waiting import wait_until

CHILD = "chains/uusimaa/lastensuojelun-ennaltaehkaisy.yaml"
ELDERLY = "chains/uusimaa/ikaihmisten-kotona-asuminen.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of chains of which some have mistakes, as a CI job meets it."""
    chains = tmp_path / "chains"
    chains.mkdir()
    (chains / "catalogue.yaml").write_text(
        "palveluketju-catalogue: 1\norganisations: {alue: {name: Alue}}\n"
        "services: {neuvola: {name: Neuvola, organiser: alue, tier: preventive}}\n",
        encoding="utf-8",
    )
    (chains / "a.yaml").write_text("palveluketju: 1\nid: a\nname: [\n", encoding="utf-8")
    (chains / "b.yaml").write_text(
        "palveluketju: 1\nid: b\nnmae: B\nname: B\nlevels:\n  yksi: {name: Yksi, critical: [nevvola]}\n",
        encoding="utf-8",
    )
    (chains / "c.yaml").write_text(
        "palveluketju: 1\nid: c\nname: C\norganiser: alue\ngoals: {g: {text: Tavoite}}\nlevels:\n"
        "  yksi: {name: Yksi, critical: [neuvola]}\n  kaksi: {name: Kaksi}\n",
        encoding="utf-8",
    )
    return tmp_path


def test_check_passes_on_the_real_chains() -> None:
    done = run_apart("check", "chains/")
    assert done.returncode == 0
    assert re.search(r"^[0-9]+ files, 1[0-9] chains: 0 errors, [0-9]+ warnings, ", done.stdout.splitlines()[-1])
    for register in ("open-decisions", "not-known"):
        assert f"; 'palveluketju show --register {register}' lists them\n" in done.stdout
    assert run("check").stdout == done.stdout
    assert "\x1b" not in done.stdout


def test_every_trouble_of_every_file_comes_out_in_order(folder: Path) -> None:
    done = run("check", cwd=folder)
    assert done.returncode == 1
    heads = [
        [*line.split(" ", 2)[:2], line.rsplit("[", 1)[-1]]
        for line in done.stdout.splitlines()
        if line.startswith("chains")
    ]
    assert heads == [
        ["chains/a.yaml:3:8:", "error:", "PK002 not-yaml]"],
        ["chains/b.yaml:3:1:", "error:", "PK022 unknown-key]"],
        ["chains/b.yaml:6:33:", "error:", "PK101 unknown-reference]"],
        ["chains/c.yaml:1:1:", "info:", "PK105 no-entry-declared]"],
        ["chains/c.yaml:1:1:", "warning:", "PK215 no-guidance]"],
        ["chains/c.yaml:1:1:", "info:", "PK218 definition-not-considered]"],
        ["chains/c.yaml:1:1:", "info:", "PK219 participation-not-described]"],
        ["chains/c.yaml:8:3:", "error:", "PK203 level-without-service]"],
    ]
    assert "Did you mean 'neuvola' instead of" in done.stdout
    assert "    3 | nmae: B\n      | ^\n" in done.stdout


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)], ids=lambda value: str(value)
)
def test_fail_on_decides_the_exit_code(fail_on: str, code: int) -> None:
    assert run("check", "--fail-on", fail_on).returncode == code


def test_acceptances_expire_by_the_given_date(folder: Path) -> None:
    file = folder / "chains" / "c.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "kaksi: {name: Kaksi}",
        "kaksi: {name: Kaksi, accepted: {check: level-without-service, reason: Tulossa, until: 2026-06-30}}",
    )
    file.write_text(text, encoding="utf-8")
    accepted = run("check", "chains/c.yaml", "--date", "2026-06-30", cwd=folder)
    assert (accepted.returncode, "1 accepted" in accepted.stdout) == (0, True)
    expired = run("check", "chains/c.yaml", "--date", "2026-07-01", cwd=folder)
    assert (expired.returncode, "[PK902 " in expired.stdout) == (1, True)
    (folder / "palveluketju.toml").write_text("date = 2026-07-01\n", encoding="utf-8")
    assert "[PK902 " in run("check", "chains/c.yaml", cwd=folder).stdout
    assert "[PK902 " not in run("check", "chains/c.yaml", "--date", "2026-06-30", cwd=folder).stdout


def test_the_day_of_the_configuration_holds_for_every_command(folder: Path) -> None:
    text = (folder / "chains" / "c.yaml").read_text(encoding="utf-8")
    (folder / "chains" / "d.yaml").write_text(f"review: 2030-01-01\n{text}".replace("id: c", "id: d"), encoding="utf-8")
    commands = (["check"], ["draw", "d", "-o", "d.svg", "--findings"], ["report", "d", "-o", "d.md"])
    for day, found in (("2029-12-31", False), ("2030-01-02", True)):
        (folder / "palveluketju.toml").write_text(f"date = {day}\n", encoding="utf-8")
        said = run(*commands[0], cwd=folder).stdout
        for command, file in ((commands[1], "d.svg"), (commands[2], "d.md")):
            run(*command, cwd=folder)
            said += (folder / file).read_text(encoding="utf-8")
            (folder / file).unlink()
        times = said.count("review date of the chain, 1 January 2030, has passed")
        assert times >= len(commands) if found else times == 0


def test_a_missing_file_does_not_hide_the_others(folder: Path) -> None:
    done = run("check", "chains/c.yaml", "chains/none.yaml", cwd=folder)
    assert done.returncode == 2
    assert "cannot read chains/none.yaml: No such file or directory" in done.stderr
    assert "[PK203 " in done.stdout


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    done = run("check", str(tmp_path))
    assert done.returncode == 2
    assert "has no chain files" in done.stderr


def test_links_out_of_the_folder_are_not_followed(folder: Path) -> None:
    (folder / "chains" / "z.yaml").symlink_to("/etc/hostname")
    (folder / "chains" / "up").symlink_to("..")
    done = run("check", cwd=folder)
    assert "[PK027 link-outside]" in done.stdout
    assert Path("/etc/hostname").read_text().strip() not in done.stdout


def test_show_tells_levels_services_and_registers() -> None:
    done = run("show", "lastensuojelun-ennaltaehkaisy", "--lang", "fi")
    assert done.returncode == 0
    for line in ("5. Tarve kodin ulkopuoliseen sijoitukseen [tarvetaso]", "Yhdyspintapalvelut", "Avoimet kysymykset"):
        assert line in done.stdout.splitlines()
    assert run("show", CHILD, "--lang", "sv").stdout.count("Behovsnivå") == 0
    assert "[behovsnivå]" in run("show", CHILD, "--lang", "sv").stdout


def test_an_unknown_chain_is_told_with_those_there_are() -> None:
    done = run("show", "lastensuojelu")
    assert done.returncode == 2
    assert "choose from 'kuntoutuksen-peruspolku', " in done.stderr


def test_a_chain_with_errors_is_not_shown(folder: Path) -> None:
    for command in (["show"], ["draw"]):
        done = run(*command, "chains/b.yaml", cwd=folder)
        assert done.returncode == 1
        assert done.stdout == ""
        assert "chains/b.yaml:3:1: error: 'nmae' is not a key here. Did you mean 'name'?" in done.stderr


def test_a_folder_is_no_chain() -> None:
    for command in ("show", "draw"):
        done = run(command, "chains/uusimaa")
        told = "chains/uusimaa is a folder; name one chain by its file or its id: choose from 'ikaihmisten-"
        assert (done.returncode, told in done.stderr) == (2, True)


def test_only_what_keeps_a_chain_from_being_drawn_is_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "chains" / "uusimaa", tmp_path / "uusimaa")
    (tmp_path / "uusimaa" / "broken.yaml").write_text("palveluketju: 1\nid: [x\n", encoding="utf-8")
    told = run("draw", "uusimaa/broken.yaml", cwd=tmp_path).stderr
    assert "uusimaa/broken.yaml:2:5: error: " in told
    assert "catalogue.yaml" not in told


@pytest.mark.usefixtures("dot")
def test_draw_writes_what_the_ending_says(tmp_path: Path) -> None:
    beginnings = {
        ".dot": b"digraph",
        ".svg": b"<svg",
        ".png": b"\x89PNG",
        ".pdf": b"%PDF",
        ".mmd": b"flowchart",
        ".pptx": b"PK",
    }
    for ending, beginning in beginnings.items():
        file = tmp_path / f"x{ending}"
        assert run("draw", CHILD, "-o", str(file)).returncode == 0
        assert file.read_bytes().startswith(beginning), ending
    graph = tmp_path / "graph.svg"
    assert run("draw", CHILD, "--view", "graph", "-o", str(graph)).returncode == 0
    assert graph.read_bytes().startswith(b"<svg")
    assert run("draw", CHILD, "-o", str(tmp_path / "x.txt")).returncode == 0
    assert run("draw", CHILD).stdout == (tmp_path / "x.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "view",
    [
        "lanes",
        "lanes-by-producer",
        "coverage-by-tier",
        "coverage-by-sector",
        "handovers",
        "network",
        "neighbourhood",
        "matrix",
        "workspace",
        "steering",
        "strategy",
        "work",
    ],
)
def test_every_view_is_drawn(view: str, tmp_path: Path) -> None:
    of = ["--of", "neuvola"] if view == "neighbourhood" else []
    what = "chains/uusimaa" if view in WORKSPACE_VIEWS else CHILD
    done = run("draw", what, "--view", view, *of, "-o", str(tmp_path / "x.svg"), "--lang", "fi")
    assert (done.returncode, (tmp_path / "x.svg").read_text(encoding="utf-8")[:4]) == (0, "<svg")


def test_a_neighbourhood_is_of_something_that_there_is() -> None:
    assert "--of" in run("draw", CHILD, "--view", "neighbourhood").stderr
    assert "neuvola" in run("draw", CHILD, "--view", "neighbourhood", "--of", "nevvola").stderr


@pytest.mark.parametrize("view", ["stairs", "coverage-by-tier", "handovers", *WORKSPACE_VIEWS])
def test_a_picture_is_marked_with_findings_or_what_has_changed_or_what_is_chosen(view: str) -> None:
    several = view in WORKSPACE_VIEWS
    what, old = ("chains/uusimaa", "chains/pohjois-pohjanmaa") if several else (CHILD, ELDERLY)
    found = "Siirrettävät tiedot kuvaamatta"
    for option, word in ((["--findings"], found), (["--mark", "neuvola"], "Valittu"), (["--since", old], "lisätty")):
        done = run("draw", what, "--view", view, *option, "--lang", "fi")
        assert (done.returncode, word in done.stdout) == (0, True), option


def test_one_theme_of_the_work_is_drawn() -> None:
    done = run("draw", "chains/uusimaa", "--view", "work", "--of", "vaikuttavuuden-mittaus", "--lang", "fi")
    assert (done.returncode, "Vaikuttavuuden mittaus" in done.stdout, "ICT" in done.stdout) == (0, True, False)
    wrong = run("draw", "chains/uusimaa", "--view", "work", "--of", "vaikuttavuus")
    assert (wrong.returncode, "did you mean 'vaikuttavuuden-mittaus'" in wrong.stderr) == (2, True)


def test_what_cannot_be_marked_is_told(tmp_path: Path) -> None:
    both = run("draw", CHILD, "--findings", "--mark", "neuvola")
    assert (both.returncode, "one of --findings, --since and --mark" in both.stderr) == (2, True)
    assert "did you mean 'neuvola'" in run("draw", CHILD, "--mark", "nevvola").stderr
    assert "did you mean 'neuvola'" in run("draw", "chains/uusimaa", "--view", "matrix", "--mark", "nevvola").stderr
    unknown = run("draw", CHILD, "--since", "lastensuojelu")
    assert (unknown.returncode, "choose from" in unknown.stderr) == (2, True)
    empty = run("draw", "chains/uusimaa", "--view", "workspace", "--since", str(tmp_path))
    assert (empty.returncode, "there is no chain or catalogue" in empty.stderr) == (2, True)


@pytest.mark.parametrize(
    ("ending", "beginning"), [(".html", b"<!"), (".md", b"# "), (".docx", b"PK"), (".xlsx", b"PK"), (".pptx", b"PK")]
)
def test_a_report_is_written_as_the_ending_says(ending: str, beginning: bytes, tmp_path: Path) -> None:
    file = tmp_path / f"x{ending}"
    run_it = run_apart if ending == ".html" else run
    done = run_it("report", "chains/uusimaa", "-o", str(file), "--lang", "fi")
    assert (done.returncode, file.read_bytes()[: len(beginning)]) == (0, beginning)
    assert run("report", "chains/uusimaa", "-o", str(tmp_path / "x.odt")).returncode == 2


def test_a_dot_file_is_a_graph_for_dot(tmp_path: Path) -> None:
    file, same = tmp_path / "x.dot", tmp_path / "y.DOT"
    assert run("draw", CHILD, "--lang", "fi", "-o", str(file)).returncode == 0
    assert run("draw", CHILD, "--lang", "fi", "--view", "graph", "-o", str(same)).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert text == same.read_text(encoding="utf-8")
    assert text.startswith('digraph "lastensuojelun-ennaltaehkaisy" {')
    assert '"hyvinvoiva/neuvola" [label="Neuvola [U]"]' in text
    for option in (["--findings"], ["--mark", "neuvola"]):
        assert run("draw", CHILD, "--lang", "fi", *option, "-o", str(file)).returncode == 0
        assert "⚠" in file.read_text(encoding="utf-8")


def test_no_other_view_is_written_as_dot(tmp_path: Path) -> None:
    for view in ("stairs", "lanes", "handovers", *WORKSPACE_VIEWS):
        done = run("draw", CHILD, "--view", view, "-o", str(tmp_path / "x.dot"))
        assert done.returncode == 2
        assert f"the view {view} cannot be written as .dot" in done.stderr
    assert not list(tmp_path.iterdir())


def test_without_dot_text_still_works(tmp_path: Path) -> None:
    python = str(Path(sys.executable).parent)
    for kind in (["x.png", "--view", "graph"], ["y.svg", "--view", "graph"]):
        file, *more = kind
        done = run("draw", CHILD, "-o", str(tmp_path / file), *more, PATH=python)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "install" in done.stderr
        assert not (tmp_path / file).exists()
    for file in ("x.dot", "x.svg", "x.png", "x.pdf", "x.mmd", "x.txt"):
        assert run("draw", CHILD, "-o", str(tmp_path / file), PATH=python).returncode == 0


def test_a_character_that_is_not_shown_is_told_and_the_picture_is_there(tmp_path: Path) -> None:
    chain = tmp_path / "c.yaml"
    chain.write_text('palveluketju: 1\nid: c\nname: "漢 C"\nlevels: {a: {name: A}}\n', encoding="utf-8")
    for file in ("x.png", "x.svg"):
        done = run("draw", "c.yaml", "-o", file, cwd=tmp_path)
        assert done.returncode == 0
        assert (tmp_path / file).exists()
        assert ("warning: the font of pictures does not have the character 漢" in done.stderr) == (file == "x.png")


def test_an_ending_that_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    done = run("draw", CHILD, "-o", str(tmp_path / "x.docx"))
    assert done.returncode == 2
    assert ".svg, .png, .pdf, .dot, .mmd, .txt, .pptx or .json" in done.stderr


def test_the_help_and_the_docs_have_every_view_page_and_theme() -> None:
    views = [*CHAIN_VIEWS, *WORKSPACE_VIEWS]
    helped = " ".join(run("draw", "--help").stdout.split()).replace("- ", "-")
    assert [name for name in (*views, *PAGES, *THEMES) if name not in helped.replace(" ", "")] == []
    told = (ROOT / "docs" / "pictures-and-reports.md").read_text(encoding="utf-8")
    assert [name for name in (*views, *PAGES, *THEMES) if f"`{name}`" not in told] == []


def test_checks_lists_and_explain_explains() -> None:
    listed = run("checks").stdout
    assert listed.splitlines()[0].startswith("PK001  error    reading      wrong-encoding")
    by_code, by_name = run("explain", "pk201"), run("explain", "level-without-critical-service")
    assert by_code.stdout == by_name.stdout
    assert "Why: " in by_code.stdout
    assert "Mend: " in by_code.stdout
    wrong = run("explain", "level-without-critical")
    assert wrong.returncode == 2
    assert "did you mean 'level-without-critical-service'?" in wrong.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("path = ['x']\n", "unknown key 'path'; did you mean 'paths'?"),
        ("fail-on = 'errors'\n", "'fail-on' is one of info, warning, error or never, not 'errors'"),
        ("paths = 'x'\n", "'paths' is a list"),
        ("paths = [\n", "palveluketju.toml"),
    ],
)
def test_a_wrong_configuration_is_told(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "palveluketju.toml").write_text(text, encoding="utf-8")
    done = run("check", cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr


def test_the_configuration_names_paths_weight_and_language(folder: Path) -> None:
    (folder / "palveluketju.toml").write_text(
        'paths = ["chains/c.yaml"]\nfail-on = "info"\nlang = "fi"\n', encoding="utf-8"
    )
    done = run("check", cwd=folder)
    assert done.returncode == 1
    assert "2 tiedostoa, 1 ketju" in done.stdout
    assert ": virhe: " in done.stdout


def test_never_means_the_same_in_the_file_and_on_the_command_line(folder: Path) -> None:
    assert run("check", cwd=folder).returncode == 1
    assert run("check", "--fail-on", "never", cwd=folder).returncode == 0
    (folder / "palveluketju.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    assert run("check", cwd=folder).returncode == 0
    assert run("check", "--fail-on", "error", cwd=folder).returncode == 1


def on_a_terminal(*arguments: str, **environment: str) -> str:
    ours, theirs = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm"} | environment
    with subprocess.Popen([COMMAND, *arguments], cwd=ROOT, stdout=theirs, stderr=theirs, env=env):
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # the terminal is closed when the program ends
            while part := os.read(ours, 65536):
                shown += part
    os.close(ours)
    return shown.decode()


def test_colour_is_for_terminals_only() -> None:
    assert "\x1b[33m" in on_a_terminal("check", CHILD)
    assert "\x1b[3" not in on_a_terminal("check", CHILD, NO_COLOR="1")
    assert "\x1b[3" not in on_a_terminal("check", CHILD, TERM="dumb")


def test_a_closed_pipe_ends_quietly() -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{COMMAND}' check | head -1; echo ${{PIPESTATUS[0]}}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] in ("0", "141")


def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run([COMMAND, "check"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_closed_streams_do_not_hide_the_result() -> None:
    closed = subprocess.run(["bash", "-c", f"'{COMMAND}' check >&-"], cwd=ROOT, capture_output=True, text=True)
    assert closed.returncode == 2
    silent = subprocess.run(["bash", "-c", f"'{COMMAND}' check 2>&-"], cwd=ROOT, capture_output=True, text=True)
    assert silent.returncode == 0


def test_odd_streams_and_names_never_make_a_traceback(tmp_path: Path) -> None:
    odd = tmp_path / "a\nb\x1b[31m.yaml"
    odd.write_text("palveluketju: 1\nid: ä\nname: Ä\nlevels: {}\n", encoding="utf-8")
    done = run_apart("check", str(odd), PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "a\\nb\\x1b[31m.yaml" in done.stdout


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_quietly(number: signal.Signals, code: int, tmp_path: Path) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho started > started\nsleep 60\n".replace("started\n", f"{tmp_path}/started\n"))
    program.chmod(0o755)
    env = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    child = subprocess.Popen(
        [COMMAND, "draw", CHILD, "--view", "graph", "-o", str(tmp_path / "x.png")],
        cwd=ROOT,
        env=env,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until((tmp_path / "started").exists, "the program 'dot' was not started")
    child.send_signal(number)
    _, errors = child.communicate(timeout=300)
    assert child.returncode == code
    assert "Traceback" not in errors
    assert not (tmp_path / "x.png").exists()


@pytest.mark.parametrize("arguments", [["--help"], ["checks"], ["explain", "PK201"], ["show", CHILD, "--help"]])
def test_light_commands_do_not_load_heavy_modules(arguments: list[str]) -> None:
    script = (
        "import sys; from palveluketju.cli import main\n"
        f"main({arguments!r})\n"
        "print(sorted({'networkx', 'graphviz', 'tabulate'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.strip() == "[]", done.stderr


@pytest.mark.parametrize(("arguments", "loaded"), [(["check"], []), (["draw", CHILD], []), (["show", CHILD], [])])
def test_each_command_loads_what_it_needs(arguments: list[str], loaded: list[str]) -> None:
    script = (
        "import sys; from palveluketju.cli import main\n"
        f"main({arguments!r})\n"
        "print(sorted({'networkx', 'graphviz'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.strip() == str(loaded)


def test_modules_in_the_checkout_are_not_run(tmp_path: Path) -> None:
    (tmp_path / "yaml.py").write_text("raise SystemExit('planted')\n")
    (tmp_path / "chains").mkdir()
    for command in ([str(COMMAND), "check"], [sys.executable, "-P", "-m", "palveluketju", "checks"]):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert "planted" not in done.stderr + done.stdout


def test_the_same_input_gives_the_same_bytes() -> None:
    outputs = {
        (run_apart("check", PYTHONHASHSEED=seed).stdout, run_apart("draw", CHILD, PYTHONHASHSEED=seed).stdout)
        for seed in ("0", "7")
    }
    assert len(outputs) == 1


def test_a_link_to_itself_does_not_stop_the_others(folder: Path) -> None:
    (folder / "chains" / "loop.yaml").symlink_to("loop.yaml")
    done = run("check", cwd=folder)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "[PK203 " in done.stdout


def test_a_configuration_that_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "palveluketju.toml")
    done = run_apart("check", cwd=tmp_path)  # which a file that nobody writes to could keep waiting
    assert (done.returncode, "not a regular file" in done.stderr) == (2, True)
    assert run_apart("explain", "PK201", cwd=tmp_path).returncode == 0
    (tmp_path / "palveluketju.toml").unlink()
    (tmp_path / "palveluketju.toml").write_text(f"paths = {'[' * 5000}", encoding="utf-8")
    assert run("check", cwd=tmp_path).returncode == 2
    (tmp_path / "palveluketju.toml").write_text('\ufefflang = "fi"\n', encoding="utf-8")
    assert "BOM" not in run("check", cwd=tmp_path).stderr


def test_warnings_never_hide_errors(tmp_path: Path) -> None:
    warnings = "".join(f"  s{number}: {{name: S}}\n" for number in range(1200))
    (tmp_path / "a.yaml").write_text(
        f"palveluketju: 1\nid: a\nname: A\nlevels: {{l: {{name: L, services: s0}}}}\nservices:\n{warnings}",
        encoding="utf-8",
    )
    (tmp_path / "b.yaml").write_text("palveluketju: 1\nid: b\nname: B\nlevels: {l: {name: L}}\n", encoding="utf-8")
    done = run("check", "--no-excerpt", str(tmp_path))
    assert "[PK203 " in done.stdout
    assert "more findings, none of a higher severity" in done.stdout


def test_what_is_left_out_of_a_picture_is_told(folder: Path) -> None:
    (folder / "chains" / "d.yaml").write_text(
        "palveluketju: 1\nid: d\nname: D\nlevels: {a: {name: A, critical: [nevvola]}}\n", encoding="utf-8"
    )
    for command in ("show", "draw"):
        done = run(command, "d", cwd=folder)
        assert done.returncode == 0
        assert "1 reference in chains/d.yaml is not declared and is left out" in done.stderr


def test_a_chain_is_found_by_any_of_its_paths(folder: Path) -> None:
    for path in ("chains/c.yaml", "./chains/c.yaml", "chains//c.yaml", str(folder / "chains" / "c.yaml")):
        assert run("show", path, cwd=folder).returncode == 0
    assert "is a catalogue" in run("show", "chains/catalogue.yaml", cwd=folder).stderr
    named = run("show", "b", cwd=folder)
    assert (named.returncode, "Did you mean 'name'?" in named.stderr) == (1, True)


@cache
def read_once(paths: tuple[str, ...]) -> Together:
    return workspace_of(paths, Config())


@pytest.mark.parametrize("name", REGISTER_NAMES)
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_register_of_all_chains_is_shown(name: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "workspace_of", lambda paths, _: read_once(paths))
    done = run("show", "--register", name, "--lang", lang, "chains", "examples")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 2


def test_registers_name_their_chains() -> None:
    done = run("show", "--register", "interface-services", "--lang", "fi")
    assert done.stdout.splitlines()[0].split()[0] == "Ketju"
    assert "Perusopetus" in done.stdout
    links = run("show", "--register", "chain-links", "chains", "--lang", "fi").stdout
    assert "18 vuotta" in links
    none = run("show", "--register", "shared-services", "chains/uusimaa", "--lang", "fi").stdout
    assert none == "Koosteessa ”Usean ketjun yhteiset palvelut” ei ole merkintöjä.\n"


def test_a_wrong_register_or_file_is_told(folder: Path) -> None:
    assert "did you mean 'shared-services'?" in run("show", "--register", "shared-servics").stderr
    assert run("show").returncode == 2
    done = run("show", "--register", "open-decisions", cwd=folder)
    assert (done.returncode, "2 files have errors and are left out: chains/a.yaml, chains/b.yaml;" in done.stderr) == (
        1,
        True,
    )


# --- registers as files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", ["csv", "json", "md", "xlsx"])
def test_a_register_is_written_as_the_ending_says(kind: str, lang: str, tmp_path: Path) -> None:
    output = tmp_path / f"goals.{kind.upper()}"
    done = run("show", "--register", "goals", "chains/uusimaa", "-o", str(output), "--lang", lang)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    table = registers(load_workspace([ROOT / "chains" / "uusimaa"]), lang=lang)["goals"]
    assert output.read_bytes() == register_bytes([table], kind, lang)
    if kind == "csv":
        assert output.read_bytes().startswith(b"\xef\xbb\xbf") == (lang != "en")
    if kind == "xlsx":
        (sheet,) = openpyxl.load_workbook(output)
        assert [cell.value for cell in sheet[1]] == list(table.headings())
        assert sheet.max_row == 1 + len(table)
        assert sheet.freeze_panes == "B2"


def test_a_register_is_printed_in_a_format() -> None:
    ask = ("show", "--register", "shared-services", "chains/uusimaa", "--lang", "sv", "--format")
    assert run(*ask, "json").stdout.startswith(
        '{\n  "name": "shared-services",\n  "title": "Tjänster som är gemensamma för flera kedjor"'
    )
    assert run(*ask, "md").stdout.endswith(
        "Sammanställningen ”Tjänster som är gemensamma för flera kedjor” har inga poster.\n"
    )
    assert run(*ask, "csv").stdout == "\ufeffTjänst;Kedja;Nivå i kedjan\r\n"
    assert "en .xlsx-arbetsbok kan inte skrivas ut" in run(*ask, "xlsx").stderr


@pytest.mark.parametrize(
    ("kind", "given"), [("csv", ()), ("json", ("--format", "json")), ("xlsx", ("--format", "xlsx"))]
)
def test_all_registers_are_files_of_a_folder(kind: str, given: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "registers"
    for _ in range(2):  # into a folder that is there as well
        done = run("show", "--register", "all", "chains/uusimaa", "-o", str(folder), *given)
        assert (done.returncode, done.stderr) == (0, "")
        assert {path.name for path in folder.iterdir()} == {f"{name}.{kind}" for name in REGISTER_NAMES}


def test_all_registers_are_the_sheets_of_one_workbook(tmp_path: Path) -> None:
    output = tmp_path / "all.xlsx"
    assert run("show", "--register", "all", "chains/uusimaa", "-o", str(output), "--lang", "fi").returncode == 0
    book = openpyxl.load_workbook(output)
    assert len(book.worksheets) == len(REGISTER_NAMES)
    assert (
        book["Usean ketjun yhteiset palvelut"]["A2"].value
        == "Koosteessa ”Usean ketjun yhteiset palvelut” ei ole merkintöjä."
    )
    coverage = registers(load_workspace([ROOT / "chains" / "uusimaa"]), lang="fi")["coverage-by-tier"]
    sheet = book[coverage.title()]
    counted = {cell.value for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "n" and cell.value}
    assert counted == {cell for record in coverage for cell in record.cells if isinstance(cell, int) and cell}
    done = run("show", "--register", "all", "chains/uusimaa", "--lang", "fi")
    assert all(registers(load_workspace([]), lang="fi")[name].title() in done.stdout for name in REGISTER_NAMES)


def test_a_register_is_not_written_where_it_must_not_be(folder: Path) -> None:
    (folder / "chains" / "read.csv").symlink_to(folder / "chains" / "c.yaml")
    before = (folder / "chains" / "c.yaml").read_bytes()
    ask = ("show", "--register", "goals", "chains/c.yaml", "-o")
    assert "is one of the files that were read" in run(*ask, "chains/read.csv", cwd=folder).stderr
    into = folder / "registers"
    into.mkdir()
    (into / "goals.csv").symlink_to(folder / "chains" / "c.yaml")
    done = run("show", "--register", "all", "chains/c.yaml", "-o", "registers", cwd=folder)
    assert (done.returncode, "is one of the files that were read" in done.stderr) == (2, True)
    assert [path.name for path in into.iterdir()] == ["goals.csv"], "all of them or none"
    assert (folder / "chains" / "c.yaml").read_bytes() == before
    assert "cannot make folder" in run("show", "--register", "all", "-o", "no/such", cwd=folder).stderr
    for args, why in (
        (("c", "-o", "x.csv"), "--output works only with --register NAME or --register all"),
        (("c", "--format", "md"), "--format works only with --register"),
        (("--register", "goals", "-o", "x.txt"), "use .csv, .json, .md or .xlsx"),
        (("--register", "goals", "-o", "folder"), "the ending of folder sets the format"),
        (("--register", "goals", "-o", "x.csv", "--format", "md"), "does not end in .md"),
        (("--register", "all", "-o", "x.csv"), "CSV holds one register; name a folder in place of x.csv"),
        (("--register", "all", "--format", "csv"), "CSV holds one register"),
        (("--register", "all", "-o", "x.txt"), "or name a folder"),
    ):
        done = run("show", *args, cwd=folder)
        assert (done.returncode, why in done.stderr) == (2, True), done.stderr
    assert not (folder / "x.csv").exists()
