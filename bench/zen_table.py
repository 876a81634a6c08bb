"""One of our decision tables as zen-engine's JSON decision model, so that both answer the same question."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

import zen

from asylon.law.tables import ANY, Choice, DecisionTable, Interval, Span

_SIGNS = {"at_most": "<=", "below": "<", "above": ">", "at_least": ">="}


def model(table: DecisionTable, bounds: Mapping[str, float]) -> dict[str, Any]:
    """The table as a JSON decision model with one decision table node."""
    rules = []
    for number, row in enumerate(table.rows):
        rule: dict[str, str] = {"_id": f"r{number}", "o0": json.dumps(row.id), "o1": json.dumps(row.then)}
        for place, entry in enumerate(table.inputs):
            rule[f"i{place}"] = _cell(entry, row.when.get(entry.name, ANY), bounds)
        rules.append(rule)
    content = {
        "hitPolicy": "first",
        "inputs": [
            {"id": f"i{place}", "name": entry.name, "type": "expression", "field": entry.name}
            for place, entry in enumerate(table.inputs)
        ],
        "outputs": [
            {"id": "o0", "name": "row", "type": "expression", "field": "row"},
            {"id": "o1", "name": "outcome", "type": "expression", "field": "outcome"},
        ],
        "rules": rules,
    }
    return {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {"id": "table", "type": "decisionTableNode", "name": table.name, "position": {"x": 1, "y": 0}, "content": content},
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
        ],
        "edges": [
            {"id": "e1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "e2", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }  # fmt: skip


def _cell(entry: Choice | Interval, condition: Any, bounds: Mapping[str, float]) -> str:
    if condition is ANY:
        return ""
    if isinstance(condition, Span):
        if condition.written == "between":
            assert isinstance(entry, Interval)
            inclusive = {bound.name: bound.inclusive for bound in entry.cuts}
            assert condition.lower is not None
            assert condition.upper is not None
            left = "(" if inclusive[condition.lower] else "["
            right = "]" if inclusive[condition.upper] else ")"
            return f"{left}{bounds[condition.lower]}..{bounds[condition.upper]}{right}"
        return f"{_SIGNS[condition.written]} {bounds[condition.lower or condition.upper or '']}"
    values = condition if isinstance(condition, tuple | frozenset | set | list) else (condition,)
    return ", ".join(json.dumps(value) for value in values)


def decider(table: DecisionTable, bounds: Mapping[str, float]) -> Callable[[Mapping[str, Any]], tuple[str, str]]:
    """A function from inputs to (row, outcome), answered by zen-engine in the quickest way it offers.

    That is content compiled once and given by a loader; a decision made from text is many times slower.
    """
    content = zen.ZenDecisionContent(json.dumps(model(table, bounds)))
    engine = zen.ZenEngine({"loader": lambda _: content})

    def decide(inputs: Mapping[str, Any]) -> tuple[str, str]:
        result = engine.evaluate(table.name, inputs)["result"]
        return result["row"], result["outcome"]

    return decide


def boundary_cases(
    table: DecisionTable, bounds: Mapping[str, float], *more: Any, step: float = 0.5
) -> Iterator[dict[str, Any]]:
    """Every combination of every value; of a number, each bound, a step to either side, and the ends. ``more`` joins each."""
    domains: list[tuple[Any, ...]] = []
    for entry in table.inputs:
        if isinstance(entry, Choice):
            domains.append((*entry.values, *more))
        else:
            numbers = [float(number) for number in entry.numbers(bounds)]
            near = {each for number in numbers for each in (number - step, number, number + step)}
            domains.append((*sorted(near), *more))
    names = [entry.name for entry in table.inputs]
    for values in product(*domains):
        yield dict(zip(names, values, strict=True))
