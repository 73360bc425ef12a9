"""Tables: registers of chains and workspaces, with typed columns and records, worded when asked.

A table is made of columns and rows; a register is a function of a compiled chain, or of several, that gives one.
"""

from palveluketju.tables.cell import Cell, CellValue
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.coverage_registers import says_nothing
from palveluketju.tables.maturity_register import maturity_since
from palveluketju.tables.registers import (
    REGISTER_NAMES,
    REGISTERS,
    WORKSPACE_REGISTERS,
    ChainRegister,
    Registers,
    WorkspaceRegister,
    registers,
)
from palveluketju.tables.table import Record, Table, stacked
from palveluketju.tables.values import Name, Word

__all__ = [
    "REGISTERS",
    "REGISTER_NAMES",
    "WORKSPACE_REGISTERS",
    "Cell",
    "CellValue",
    "ChainRegister",
    "Column",
    "Kind",
    "Name",
    "Record",
    "Registers",
    "Table",
    "Word",
    "WorkspaceRegister",
    "maturity_since",
    "registers",
    "says_nothing",
    "stacked",
]
