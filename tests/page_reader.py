"""An HTML page as a strict reader sees it: every element closed, in its order."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("meta", "br", "img", "link", "input", "hr", "wbr"))


@dataclass
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    """The text that stands in the element itself, not in one below it."""

    def all(self, *tags: str) -> list[Element]:
        """The elements below this one, in reading order: those of some tags, or all."""
        found = []
        for child in self.children:
            found += [child] if not tags or child.tag in tags else []
            found += child.all(*tags)
        return found

    @property
    def text(self) -> str:
        """What stands in the element, with what is below it."""
        return "".join(self.pieces)

    @property
    def lang(self) -> str:
        """The language of the element: its own, or that of the nearest element around it that has one."""
        return self.attributes.get("lang", "") or (self.parent.lang if self.parent else "")


class PageReader(HTMLParser):
    """Reads a page; ``AssertionError`` where an element is not closed or closed in another's place."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(page)
        self.close()
        assert self._open == [self.root], f"not closed: {self._open[-1].tag}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute stands twice on {tag}"
        element = Element(tag, {name: value or "" for name, value in attrs}, self._open[-1])
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)
        elif tag == "br":
            self.handle_data("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes {self._open[-1].tag}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].own.append(data)
        for element in self._open:
            element.pieces.append(data)


def read_page(page: str) -> Element:
    """The root of a page."""
    return PageReader(page).root
