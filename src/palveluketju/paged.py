"""HTML set on pages by WeasyPrint, as tagged PDF (PDF/UA-1), with nothing from anywhere else."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from palveluketju.findings import N_, CannotRun

_POINTS: Final = 0.75
"""Points in a pixel of CSS."""
_NOTHING: Final[Mapping[str, bytes]] = MappingProxyType({})
SVG: Final = "{http://www.w3.org/2000/svg}"


def read_html(text: str, files: Mapping[str, bytes] = _NOTHING) -> Any:
    """A page of HTML as WeasyPrint has it, whose ``etree_element`` can still be changed.

    It fetches nothing but ``files``, by their addresses: WeasyPrint takes seconds to read a font that is in the text.

    Raises:
        CannotRun: WeasyPrint, or a library of the system that it needs, is not installed.
    """
    weasyprint = _weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            return URLFetcherResponse(url, files[url]) if url in files else super().fetch(url, headers)

    return weasyprint.HTML(string=text, url_fetcher=Fetcher(allowed_protocols=["data"], allow_redirects=False))


def written(page: Any, complete: Callable[[Any, Any], None] | None = None) -> bytes:
    """What :func:`read_html` gave, as the bytes of a PDF file. The same page gives the same bytes.

    ``complete`` takes what was set and the file before it is written, for what WeasyPrint leaves out.
    """

    def finish(rendered: Any, pdf: Any) -> None:
        _place_figures(pdf)
        if complete is not None:
            complete(rendered, pdf)

    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    return made


@contextlib.contextmanager
def telling_pages(tell: Callable[[int], object]) -> Iterator[None]:
    """Tell the number of each page that is being set; some are set a second time, when what they refer to is known."""

    class Pages(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "Page" in str(record.msg) and isinstance(record.args, tuple):
                tell(int(str(record.args[0])))

    logger, handler = logging.getLogger("weasyprint.progress"), Pages()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def _place_figures(pdf: Any) -> None:
    """A figure says where it is on its page: in points from the lower left corner, not in pixels from the upper."""
    import pydyf

    for one in pdf.objects:
        if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem" and one["S"] == "/Figure":
            left, top, right, bottom = (value * _POINTS for value in one["A"]["BBox"])
            height = pdf.objects[int(one["Pg"].split()[0])]["MediaBox"][3]
            one["A"]["BBox"] = pydyf.Array((left, max(height - bottom, 0), right, height - top))


def _weasyprint() -> Any:
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # on which it tells of libraries that are missing
            import weasyprint
    except ModuleNotFoundError as error:
        raise CannotRun(N_("writing .pdf needs WeasyPrint: pip install 'palveluketju[pdf]'")) from error
    except OSError as error:
        raise CannotRun(
            N_(
                "writing .pdf needs Pango, which is not installed (Debian and Ubuntu: apt install libpango-1.0-0"
                " libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango; Windows: see WeasyPrint's first"
                " steps)"
            )
        ) from error
    return weasyprint
