"""Texts of another language than the picture in which they are drawn say so, also where they go over lines."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Final

from palveluketju.documents.languages import Languages

_SVG: Final = "{http://www.w3.org/2000/svg}"


def say_languages(element: ET.Element, languages: Languages) -> None:
    """Mark the words of an SVG element and of those below it. Lines that follow each other are one text."""
    lines: list[ET.Element] = []
    for child in element:
        if child.tag == f"{_SVG}text" and len(child) == 0:
            lines.append(child)
            continue
        _mark(lines, languages)
        lines = []
        if child.tag == f"{_SVG}title":
            _mark_title(child, languages)
        else:
            say_languages(child, languages)
    _mark(lines, languages)


def _mark_title(element: ET.Element, languages: Languages) -> None:
    """A title has no parts: it is of the language of most of it."""
    text, lang = max(languages.runs(element.text or ""), key=lambda run: len(run[0]))
    if text and lang:
        element.set("lang", lang)


def _mark(lines: list[ET.Element], languages: Languages) -> None:
    """Mark the words of lines of text."""
    if not lines:
        return
    whole = "\n".join(line.text or "" for line in lines)
    runs, end = [], 0
    for text, lang in languages.runs(whole):
        runs.append((end, end + len(text), lang))
        end += len(text)
    begin = 0
    for line in lines:
        end = begin + len(line.text or "")
        _divide(line, [(whole[max(a, begin) : min(b, end)], lang) for a, b, lang in runs if a < end and b > begin])
        begin = end + 1


def _divide(line: ET.Element, parts: list[tuple[str, str]]) -> None:
    if len(parts) == 1 and parts[0][1]:
        line.set("lang", parts[0][1])
    elif len(parts) > 1:
        line.text, last = "", None
        for text, lang in parts:
            if lang:
                last = ET.SubElement(line, f"{_SVG}tspan", {"lang": lang})
                last.text = text
            elif last is None:
                line.text += text
            else:
                last.tail = text
