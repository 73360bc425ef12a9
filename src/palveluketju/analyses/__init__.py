"""Registers: plain frozen records that a planner wants in the document even when nothing is wrong."""

from palveluketju.analyses.coordinating import Told
from palveluketju.analyses.coverage import Coverage, coverage
from palveluketju.analyses.decisions import OpenDecision, Reading, marked_readings, open_decisions
from palveluketju.analyses.integration import IntegrationPoint, PointKind, integration_points
from palveluketju.analyses.interfaces import InterfaceService, covers, interface_services
from palveluketju.analyses.sharing import SameName, SharedService, services_with_the_same_name, shared_services

__all__ = [
    "Coverage",
    "IntegrationPoint",
    "InterfaceService",
    "OpenDecision",
    "PointKind",
    "Reading",
    "SameName",
    "SharedService",
    "Told",
    "coverage",
    "covers",
    "integration_points",
    "interface_services",
    "marked_readings",
    "open_decisions",
    "services_with_the_same_name",
    "shared_services",
]
