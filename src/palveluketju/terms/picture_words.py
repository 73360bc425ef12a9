"""The words that only pictures need, in Finnish, Swedish and English."""

from typing import Final

PICTURE_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "by-order": (
        "järjestyksestä päätelty siirtymä",
        "övergång enligt ordningen, inte beskriven",
        "follows from the order, not described",
    ),
    "no levels stated": ("tasoja ei ole kerrottu", "nivåerna har inte angetts", "levels not stated"),
    "named at no level": (
        "ei mainita millään ketjun tasolla",
        "nämns inte på någon nivå i kedjan",
        "named at no level",
    ),
    "read into the source": ("tulkittu lähteestä", "tolkat ur källan", "read into the source"),
}
