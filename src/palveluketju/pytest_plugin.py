"""A pytest plug-in: each chain file and each catalogue is a test item, which fails as ``palveluketju check`` does.

It does nothing until it is asked for: ``pytest --palveluketju``, or ``palveluketju = true`` in pytest's configuration.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from palveluketju.projects import Together

OPTION: Final = "palveluketju"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Ask for the plug-in on the command line or in the configuration."""
    group = parser.getgroup("palveluketju")
    group.addoption("--palveluketju", action="store_true", help="check service chains: chain files are test items")
    parser.addini(OPTION, "check service chains: chain files are test items", type="bool", default=False)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector of a chain file or a catalogue; other YAML files are passed over."""
    config = parent.config
    if not (config.getoption("--palveluketju") or config.getini(OPTION)):
        return None
    from palveluketju.loading.files import is_chain_file
    from palveluketju.loading.ours import is_our_file

    if not is_chain_file(file_path.name) or not is_our_file(str(file_path)):
        return None
    return ChainFile.from_parent(parent, path=file_path)


class ChainFile(pytest.File):
    """A chain file or a catalogue."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item: what is found in the file."""
        yield ChainItem.from_parent(self, name="check")


class ChainItem(pytest.Item):
    """What the checks find in one file; all files that belong together are read and checked once."""

    def runtest(self) -> None:
        """Fail where something found in the file weighs as much as its configuration says."""
        together = _checked(self.config, self.path)
        real = os.path.realpath(self.path)
        files = tuple(file for file in together.report.files if os.path.realpath(file.name) == real)
        own = replace(together, report=replace(together.report, files=files, whole=None))
        if together.report.unread or together.report.crashes or own.fails(None, is_given=False, on_unknown=False):
            raise _Fails(own)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings as ``palveluketju check`` prints them."""
        if not isinstance(excinfo.value, _Fails):
            return super().repr_failure(excinfo, style)
        from palveluketju.reporting.formats import FORMATS, Telling
        from palveluketju.reporting.formats.records import failures

        together = excinfo.value.together
        telling = Telling(together.lang or "en", together.root, quiet=True)
        wrong = [f"{sentence}\n" for sentence in failures(together.report, telling.lang)]
        return "".join(wrong) + FORMATS["text"](together.report, telling)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the item stands."""
        return self.path, 0, f"palveluketju: {self.nodeid.partition('::')[0]}"


@dataclass
class _Fails(Exception):
    """The findings of a file fail."""

    together: Together


_DONE: Final = pytest.StashKey[dict[str, "Together"]]()


def _checked(config: pytest.Config, path: Path) -> Together:
    """All that belongs together with a file, checked once in a run."""
    from palveluketju.projects import checked_together, projects_of

    done = config.stash.setdefault(_DONE, {})
    projects = projects_of([str(path)])
    key = projects[0].config.file if projects[0].is_whole else str(path)
    if key not in done:
        together = checked_together(projects)
        done[key] = replace(together, report=together.whole)
    return done[key]
