"""How fast the library is beside the programs that are used otherwise: ``cd tests && python -m benchmarks``."""
