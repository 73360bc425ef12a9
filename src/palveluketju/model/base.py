"""What every value of a declaration has in common: it is frozen, and refuses what it does not know."""

from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile
from types import FunctionType
from typing import Annotated, Any, ClassVar, Final, NoReturn, Self, TypeAlias, TypeVar, Union, get_args

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, Tag, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from palveluketju.display import short
from palveluketju.findings import N_, Message

K = TypeVar("K")
V = TypeVar("V")
Made: TypeAlias = BaseModel
"""Any value that is made of keys, for those who take values apart."""
MOST_SHOWN: Final = 40
"""How many characters of each part a value shows of itself."""
RESERVED: Final = ("open", "unknown", "not-applicable")
"""Words of the format that say how something is absent: no ids."""


REFUSED: Final = "refused"
"""The key under which the context of pydantic's errors has a :class:`Refused`."""


class Refused(str):
    """Why a value is refused, as a sentence in English, with what is wrong and how to mend it in each language."""

    what: Message
    mend: Message | None

    def __new__(cls, what: Message, mend: Message | None) -> "Refused":
        """Both sentences in English."""
        said = super().__new__(cls, " ".join(str(one) for one in (what, mend) if one is not None))
        said.what, said.mend = what, mend
        return said

    def __getnewargs__(self) -> tuple[Message, Message | None]:  # type: ignore[override]
        """What a copy is made of, so that errors can be copied and sent to other processes."""
        return self.what, self.mend


def refuse(kind: str, what: str, mend: str = "", /, **values: object) -> NoReturn:
    """Refuse a value, in two sentences that are marked for translation; ``kind`` names the error."""
    said = Refused(Message(what, **values), Message(mend, **values) if mend else None)
    raise PydanticCustomError(kind, f"{{{REFUSED}}}", {REFUSED: said})


class Before:
    """What is done to a value before it is checked, by a function of the value alone.

    pydantic's own ``BeforeValidator`` looks at the signature of its function wherever it stands.
    """

    def __init__(self, done: Callable[[Any], Any]) -> None:
        self._done = done

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._done, handler(source))


class After:
    """What is made of a value that has been checked, by a function of the value alone."""

    def __init__(self, done: Callable[[Any], Any]) -> None:
        self._done = done

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._done, handler(source))


class Forms:
    """Which of several forms a value has: the tag of one of them, told by a function of the value.

    It stands where pydantic's ``Discriminator`` could; but what is in many places, such as a text that may be absent,
    is built once for all of them.
    """

    def __init__(self, which: Callable[[Any], str]) -> None:
        self._which = which
        self._known: dict[Any, str] = {}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        ref = self._known.setdefault(source, f"{self._which.__name__}:{len(self._known)}")
        there = core_schema.definition_reference_schema(ref)
        try:
            handler.resolve_ref_schema(there)
        except LookupError:
            forms = {form.__metadata__[-1].tag: handler.generate_schema(_untagged(form)) for form in get_args(source)}
            return core_schema.tagged_union_schema(forms, self._which, ref=ref)
        return there


class OneOf:
    """A value or one of several others, for any kind of value: an alias of :mod:`typing` takes twice as long."""

    def __init__(self, *others: Any, told: Forms) -> None:
        self._others, self._told = others, told

    def __getitem__(self, kind: Any) -> Any:
        return Annotated[Union[Annotated[kind, Tag("?value")], *self._others], self._told]


def _untagged(form: Any) -> Any:
    """A form without its tag, which pydantic would look at once more."""
    marks = form.__metadata__[:-1]
    return Annotated[(form.__origin__, *marks)] if marks else form.__origin__


def refuse_absence(value: Any, kind: str, mend: str) -> None:
    """Refuse an absence where it cannot be, such as among the items of a list of ids."""
    word = next((word for word in RESERVED if isinstance(value, Mapping) and word in value), None)
    if word is not None:
        refuse(kind, N_("'{word}:' is not possible here."), mend, word=word)


class Frozen(dict[K, V]):
    """A dict that keeps its order and refuses to change.

    >>> Frozen(a=1)["a"]
    1
    """

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a declaration does not change; make a new one with changed(...)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __eq__(self, other: object) -> bool:
        """Order is a part of the meaning: levels are in the order of need."""
        if isinstance(other, Frozen):
            return list(self.items()) == list(other.items())
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Frozen, (dict(self),))


def kebab(name: str) -> str:
    """A Python name as a key of the file: ``life_stage`` -> ``life-stage``."""
    return name.strip("_").replace("_", "-")


class Value(BaseModel):
    """What every part of a declaration has in common: it is frozen and knows all its keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=kebab,
        populate_by_name=True,
        hide_input_in_errors=True,
        allow_inf_nan=False,
        protected_namespaces=(),
        defer_build=True,  # a chain's validator holds those of its parts; building each by itself takes longer
    )

    short: ClassVar[str | None] = None
    """The field that the short form, a single value in place of a mapping, stands for."""

    def changed(self, **changes: Any) -> Self:
        """The same with some parts changed, each checked as if it were read.

        Raises:
            pydantic.ValidationError: a part is not what the format allows.
        """
        kept = {name: getattr(self, name) for name in self.model_fields_set if name not in changes}
        return type(self).model_validate({**kept, **changes}, by_name=True, by_alias=False)

    def __repr__(self) -> str:
        parts = [
            f"{name}={_brief(getattr(self, name))}" for name in type(self).model_fields if name in self.model_fields_set
        ]
        return short(f"{type(self).__name__}({', '.join(parts)})")

    def __str__(self) -> str:
        return repr(self)

    def __dir__(self) -> Iterable[str]:
        """The words of the declaration: its parts, and what can be asked of it; pydantic's own are there unlisted."""
        own = takewhile(lambda cls: cls is not BaseModel, type(self).__mro__)
        asked = (
            name
            for cls in own
            for name, value in vars(cls).items()
            if isinstance(value, (FunctionType, property)) and not name.startswith(("_", "model_"))
        )
        return {*type(self).model_fields, *asked}

    @model_validator(mode="before")
    @classmethod
    def _as_mapping(cls, value: Any) -> Any:
        """The short form as a mapping; a key without a value is as if it were not written."""
        if type(value) is dict and None not in value.values():
            return value  # which is so of nearly every value
        if type(value) is str:
            return value if cls.short is None else {cls.short: value}  # and this of most others
        if isinstance(value, Mapping):
            empty = {field.alias or name for name, field in cls.model_fields.items() if not field.is_required()}
            return {key: item for key, item in value.items() if item is not None or key not in empty}
        if cls.short is None or isinstance(value, BaseModel) or value is None:
            return value
        return {cls.short: value}


def _brief(value: Any) -> str:
    """A part of a value on a line: how many there are in it, where that is more than fits."""
    if isinstance(value, (Mapping, tuple)) and len(value) > 1:
        return f"<{len(value)}>"
    return short(repr(value), MOST_SHOWN)
