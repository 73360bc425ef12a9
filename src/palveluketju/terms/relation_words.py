"""The words of what services and chains are to each other, in Finnish, Swedish and English."""

from typing import Final

RELATION_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "relations": ("palvelujen väliset suhteet", "relationer mellan tjänster", "relations between services"),
    "relation": ("palvelujen välinen suhde", "relation mellan tjänster", "relation between services"),
    "related service": ("toinen palvelu", "den andra tjänsten", "the other service"),
    "supports": ("tukee", "stöder", "supports"),
    "complements": ("täydentää", "kompletterar", "complements"),
    "replaces": ("korvaa", "ersätter", "replaces"),
    "chain replacements": ("korvatut ketjut", "ersatta kedjor", "replaced chains"),
    "replaced chain": ("korvattu ketju", "ersatt kedja", "replaced chain"),
    # what is different in a picture
    "formerly": ("ennen", "tidigare", "was"),
    "and-one-more": ("ja 1 muu", "och 1 till", "and 1 more"),
    "and-more": ("ja {count} muuta", "och {count} till", "and {count} more"),
    # who is around the client
    "nobody acts": (
        "ketjussa toimivia ei ole kerrottu",
        "de som verkar i kedjan anges inte",
        "who acts in the chain is not stated",
    ),
}
