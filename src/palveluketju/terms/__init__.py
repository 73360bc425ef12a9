"""The words of the outputs in Finnish, Swedish and English.

Finnish and Swedish follow the field's own glossary; integraatiopiste and kriittinen palvelu are this library's
terms (see docs/glossary.md).
"""

from typing import TYPE_CHECKING, Final

from palveluketju.lazily import on_first_use

if TYPE_CHECKING:
    from palveluketju.terms.finding_words import finding_label
    from palveluketju.terms.forms import ages_text, date_text, duration_text, language_name, period_text, when_text
    from palveluketju.terms.languages import LANGUAGES, known_language
    from palveluketju.terms.placeholders import is_placeholder, placeholder_in
    from palveluketju.terms.unit_words import bound_meant, unit_languages, unit_meant
    from palveluketju.terms.words import key_term, term, title, value_called

__all__ = [
    "LANGUAGES",
    "ages_text",
    "bound_meant",
    "date_text",
    "duration_text",
    "finding_label",
    "is_placeholder",
    "key_term",
    "known_language",
    "language_name",
    "period_text",
    "placeholder_in",
    "term",
    "title",
    "unit_languages",
    "unit_meant",
    "value_called",
    "when_text",
]
_HOMES: Final = {
    "finding_words": ("finding_label",),
    "forms": (
        "ages_text",
        "date_text",
        "duration_text",
        "language_name",
        "period_text",
        "when_text",
    ),
    "placeholders": ("is_placeholder", "placeholder_in"),
    "unit_words": (
        "bound_meant",
        "unit_languages",
        "unit_meant",
    ),
    "words": (
        "LANGUAGES",
        "key_term",
        "known_language",
        "term",
        "title",
        "value_called",
    ),
}

if not TYPE_CHECKING:
    __getattr__ = on_first_use(__name__, _HOMES)
