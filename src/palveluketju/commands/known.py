"""The baseline of a check, as the command line has it: read, written, pruned."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Self

from palveluketju.commands.speaking import misuse, say
from palveluketju.findings import N_, NN_, Message
from palveluketju.frozen import dataclass

if TYPE_CHECKING:
    from palveluketju.projects import Together


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked of a baseline; ``file`` is None where there is none."""

    file: str | None
    is_written: bool
    is_forced: bool
    is_pruned: bool

    @classmethod
    def asked(cls, file: str | None, *, write: bool, force: bool, prune: bool) -> Self:
        """What a command line asks for.

        Raises:
            UsageError: options that only a baseline has are given without one, or exclude each other.
        """
        if file is None and (write or force or prune):
            raise misuse(N_("--write-baseline, --force and --prune need --baseline with the file"))
        if force and not write:
            raise misuse(N_("--force works only with --write-baseline"))
        if write and prune:
            raise misuse(N_("choose one of --write-baseline and --prune"))
        return cls(file, write, force, prune)

    def applied(self, together: Together) -> Together:
        """The run with what the baseline knows set apart, once it is written or pruned where that is asked for.

        Raises:
            CannotRun: the file cannot be read or written, is no baseline, or would get more entries.
        """
        if self.file is None:
            return together
        from palveluketju.checking.baseline import (
            Baseline,
            baseline_of,
            entries_in_vain,
            read_baseline,
            refuse_more,
            set_apart,
            without,
        )
        from palveluketju.output import write_file

        whole, root = together.whole, together.root
        is_new = self.is_written and not os.path.lexists(self.file)
        before = Baseline(name=self.file) if is_new else read_baseline(self.file)
        after = before
        if self.is_written or self.is_pruned:
            after = without(before, entries_in_vain(whole, before, root))
            if self.is_written:
                found = baseline_of(whole, root, self.file)
                if not is_new and not self.is_forced:
                    refuse_more(before, found)
                after = found.joined(after)
            if after.entries != before.entries or is_new:
                write_file(Path(self.file), after.written().encode(), inputs=together.read)
            gone = len(before.entries.keys() - after.entries.keys())
            say(Message(_WRITTEN, count=len(after.entries), file=self.file, gone=gone))
            after = read_baseline(self.file)
        return together.of(set_apart(whole, after, root))


_WRITTEN = NN_(
    "{file} has {count} entry; entries removed: {gone}", "{file} has {count} entries; entries removed: {gone}"
)
