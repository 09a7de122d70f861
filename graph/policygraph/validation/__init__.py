"""Validation: whether a graph keeps the promises of ``ontology/shapes.ttl``, and the gate before it leaves."""

from __future__ import annotations

from policygraph.validation.engine import validate
from policygraph.validation.gate import gate
from policygraph.validation.model import Gated, Rejection, ValidationReport, Violation

__all__ = ["Gated", "Rejection", "ValidationReport", "Violation", "gate", "validate"]
