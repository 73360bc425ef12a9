"""The words that only pictures need, in Finnish, Swedish and English."""

from typing import Final

PICTURE_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "by-order": (
        "järjestyksestä päätelty siirtymä",
        "övergång enligt ordningen, inte beskriven",
        "follows from the order, not described",
    ),
    "moves on": ("siirtyy eteenpäin", "går vidare", "moves on"),
    "moves back": ("siirtyy takaisin", "går tillbaka", "moves back"),
    "way in or out": ("tulo tai poistuminen", "ingång eller utgång", "way in or out"),
    "move to another row": (
        "siirtymä toiselle riville tai sivulle",
        "övergång till en annan rad eller sida",
        "move to another row or page",
    ),
    "connection": ("yhteys", "koppling", "connection"),
    "acts in the chain": ("toimii ketjussa", "verkar i kedjan", "acts in the chain"),
    "offers the service": ("ketju tarjoaa palvelun", "kedjan erbjuder tjänsten", "offers the service"),
    "leads to another chain": ("johtaa toiseen ketjuun", "leder till en annan kedja", "leads to another chain"),
    "steers another": ("ohjaa", "styr", "steers"),
    "goes on to": ("tästä jatketaan", "fortsätter till", "goes on to"),
    "no levels stated": ("tasoja ei ole kerrottu", "nivåerna har inte angetts", "levels not stated"),
    "named at no level": (
        "ei mainita millään ketjun tasolla",
        "nämns inte på någon nivå i kedjan",
        "named at no level",
    ),
    "read into the source": ("tulkittu lähteestä", "tolkat ur källan", "read into the source"),
}
