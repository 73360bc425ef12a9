"""What whoever keeps the chains asks of them, beside what they say themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from palveluketju.frozen import dataclass


@dataclass(frozen=True)
class Asked:
    """What is asked of chains and catalogues by those who keep them.

    ``languages`` are codes of those that every chain must have, beside those of its areas; ``unfinished`` words that
    stand in place of a text still to be written; ``options`` the limits of rules, by code and name.
    """

    languages: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def joined(self, more: Asked) -> Asked:
        """Both together; where both have an option, the other's holds."""
        options = {code: {**self.options.get(code, {}), **more.options.get(code, {})} for code in more.options}
        return Asked(
            tuple(dict.fromkeys((*self.languages, *more.languages))),
            tuple(dict.fromkeys((*self.unfinished, *more.unfinished))),
            {**self.options, **options},
        )

    def option(self, code: str, name: str, default: int) -> int:
        """The limit of a rule, or its default where nothing else is asked for."""
        return self.options.get(code, {}).get(name, default)


NOTHING_ASKED = Asked()
