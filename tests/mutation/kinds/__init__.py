"""What can be planted, grouped by what is hurt. A module makes its kinds when it is imported."""

from importlib import import_module
from pathlib import Path

from mutation.planting import KINDS

for _module in sorted(Path(__file__).parent.glob("*.py")):
    if _module.stem != "__init__":
        import_module(f"mutation.kinds.{_module.stem}")

__all__ = ["KINDS"]
