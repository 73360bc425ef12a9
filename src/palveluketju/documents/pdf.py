"""A document as tagged PDF (PDF/UA-1): its HTML page set on paper by WeasyPrint, with nothing from anywhere else."""

from __future__ import annotations

from typing import Any, Final

from palveluketju import paged
from palveluketju.documents.document import Document, plain
from palveluketju.documents.html import html_text

_STYLE: Final = """
@page{margin:1.5cm 1.5cm 1.7cm;@bottom-right{content:counter(page) " / " counter(pages);font:9pt Arial,sans-serif}}
nav>ul{columns:auto}
nav+main>section:first-child,[role=search]+main>section:first-child{break-before:page}
dl{grid-template-columns:1fr 1fr}
nav span[data-page]::after{content:"\N{NO-BREAK SPACE}" target-counter(attr(data-page url),page)}
h2,h3,h4{margin:1.4em 0 .5em}
h2{bookmark-state:closed}
table,table.wide{line-height:1.3}
@page picture{margin:24pt 0;@bottom-right{content:none}
@top-right{content:counter(page) " / " counter(pages);font:9pt Arial,sans-serif;margin-right:24pt}}
:is(h2,h3,h4):has(+figure){top:-12pt}
figure{height:545pt}
figure svg{position:absolute;left:0;top:-24pt;width:841.89pt;height:595.28pt;max-height:none}
figcaption{top:549pt;bottom:auto}
"""
"""What paper has and a browser does not print: page numbers, also in the list of contents and on pages of pictures.

WeasyPrint tries so many heights for columns of equal length that the list of contents has one column.
"""


def pdf_bytes(document: Document) -> bytes:
    """A document as the bytes of a PDF file that says what its parts are. The same document gives the same bytes.

    Raises:
        CannotRun: WeasyPrint, or a library of the system that it needs, is not installed.
    """
    text = html_text(document).replace("</style>", f"{_STYLE}</style>", 1)
    page = paged.read_html(text)
    from palveluketju.documents.pdf_properties import tell  # which need WeasyPrint
    from palveluketju.documents.pdf_structure import complete

    for svg in page.etree_element.iter(f"{paged.SVG}svg"):
        name = svg.makeelement(f"{paged.SVG}title", {})
        name.text = svg.get("aria-label")
        svg.insert(0, name)
    for entry in [one for nav in page.etree_element.iter("nav") for one in nav.iter("li")]:
        target = entry[0].get("href")
        entry.insert(1, entry.makeelement("span", {"data-page": target}))
    for told in page.etree_element.iter("meta"):
        if told.get("name") == "dcterms.date":
            told.set("name", "dcterms.created")  # the one day that a PDF file has and WeasyPrint knows
    headings = {section.anchor: plain(section.heading) for _, section in document.walk()}

    def finish(rendered: Any, pdf: Any) -> None:
        complete(rendered, pdf, headings)
        tell(pdf, document.properties)

    return paged.written(page, finish)
