"""How fast the library is, beside the programs that a planner would use otherwise: ``cd tests && python -m benchmarks``."""
