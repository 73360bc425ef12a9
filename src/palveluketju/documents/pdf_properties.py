"""What a PDF file says of itself beside what WeasyPrint tells: whom to ask, and which version it is.

Both places have it: the dictionary that every program shows, and the XML (XMP) that archives read, in the namespace in
which Acrobat puts properties of one's own.
"""

from __future__ import annotations

from typing import Any, Final
from xml.sax.saxutils import escape

import pydyf

from palveluketju.display import safe
from palveluketju.documents.document import Properties

_OWN: Final = "http://ns.adobe.com/pdfx/1.3/"
_END: Final = b"</rdf:RDF>"


def tell(pdf: Any, properties: Properties) -> None:
    """Put what is known of a file into it before it is written."""
    told = {"Contact": safe(properties.contact), "Version": safe(properties.version)}
    told = {name: said for name, said in told.items() if said}
    if not told:
        return
    for name, said in told.items():
        pdf.info[name] = pydyf.String(said)
    own = "".join(f"<pdfx:{name}>{escape(said)}</pdfx:{name}>" for name, said in told.items())
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    (whole,) = metadata.stream
    put = f'<rdf:Description xmlns:pdfx="{_OWN}" rdf:about="">{own}</rdf:Description>'.encode()
    metadata.stream = [whole.replace(_END, put + _END, 1)]
