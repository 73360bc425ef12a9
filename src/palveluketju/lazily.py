"""Names of a package that are imported when they are first used."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def on_first_use(package: str, homes: "Mapping[str, tuple[str, ...]]") -> "Callable[[str], object]":
    """The ``__getattr__`` of a package: ``homes`` has the names of each of its modules.

    Nothing is imported here, not even from the standard library: this stands before every start.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def get(name: str) -> object:
        import sys
        from importlib import import_module

        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return get
