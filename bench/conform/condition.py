"""feedparser's conditions: Python expressions of a few shapes, read as a tree and never run.

What belongs here: the shapes. What does not: what a name stands for (feedparser_view.py).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta
from enum import Enum
from typing import Any, NamedTuple

from bench.conform.verdict import same, same_words


class Outcome(Enum):
    """How a condition turned out."""

    AGREES = "agrees"
    WORDS_AGREE = "the words agree"
    DIFFERS = "differs"
    UNMODELLED = "not modelled"


class Verdict(NamedTuple):
    """How one condition turned out, with what was expected and what came."""

    outcome: Outcome
    detail: str


class Unmodelled(Exception):  # noqa: N818 - no error: it says that nothing is to be said
    """The condition is on something that we do not model."""


class Rows(list[Any]):
    """Values of one kind: one that is missing has the same fields, all empty."""

    def __init__(self, rows: list[dict[str, Any]], fields: list[str]) -> None:
        super().__init__(rows)
        self.missing = dict.fromkeys(fields)


def judge(expression: str, names: dict[str, Any]) -> list[Verdict]:
    """Return how each of the conditions turned out that an expression joins by `and`.

    Args:
        expression: the condition.
        names: what the free names stand for: mappings, lists and values. A key that is missing is not modelled.
    """
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError:
        return [Verdict(Outcome.UNMODELLED, f"not a condition: {expression}")]
    return [_judge_one(part, names) for part in _conjuncts(tree)]


def _conjuncts(tree: ast.expr) -> Iterator[ast.expr]:
    if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And):
        for value in tree.values:
            yield from _conjuncts(value)
    else:
        yield tree


def _judge_one(tree: ast.expr, names: dict[str, Any]) -> Verdict:
    written = ast.unparse(tree)
    try:
        return _judged(tree, names, written)
    except Unmodelled:
        return Verdict(Outcome.UNMODELLED, written)


def _judged(tree: ast.expr, names: dict[str, Any], written: str) -> Verdict:
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not):
        value = _value(tree.operand, names)
        return _verdict(not value, written, value)
    if not isinstance(tree, ast.Compare):
        value = _value(tree, names)
        return _verdict(bool(value), written, value)
    if isinstance(tree.ops[0], ast.In | ast.NotIn):
        raise Unmodelled
    ours, *compared = [_value(part, names) for part in (tree.left, *tree.comparators)]
    differs = [isinstance(operator, ast.NotEq) for operator in tree.ops]
    if all(same(ours, other) is not negated for other, negated in zip(compared, differs, strict=True)):
        return _verdict(True, written, ours)
    if all(same_words(ours, other) for other in compared):
        return Verdict(Outcome.WORDS_AGREE, written)
    return _verdict(False, written, ours)


def _verdict(agrees: bool, written: str, ours: object) -> Verdict:
    return Verdict(Outcome.AGREES, written) if agrees else Verdict(Outcome.DIFFERS, f"{written}, got {ours!r}")


def _value(tree: ast.expr, names: dict[str, Any]) -> Any:
    if isinstance(tree, ast.Constant):
        return tree.value
    if isinstance(tree, ast.Tuple | ast.List):
        return (
            [_value(part, names) for part in tree.elts]
            if isinstance(tree, ast.List)
            else tuple(_value(part, names) for part in tree.elts)
        )
    if isinstance(tree, ast.Dict):
        return _dictionary(tree, names)
    if isinstance(tree, ast.Name):
        return _key(names, tree.id)
    if isinstance(tree, ast.Attribute):
        return _key(_value(tree.value, names), tree.attr)
    if isinstance(tree, ast.Subscript):
        return _key(_value(tree.value, names), _value(tree.slice, names))
    if isinstance(tree, ast.Call):
        return _call(tree, names)
    raise Unmodelled


def _dictionary(tree: ast.Dict, names: dict[str, Any]) -> dict[str, Any]:
    pairs = zip(tree.keys, tree.values, strict=True)
    return {str(_value(key, names)): _value(value, names) for key, value in pairs if key is not None}


def _call(tree: ast.Call, names: dict[str, Any]) -> Any:
    called = ast.unparse(tree.func)
    arguments = [_value(argument, names) for argument in tree.args]
    if called == "len" and hasattr(arguments[0], "__len__"):
        return len(arguments[0])
    if called == "datetime.timedelta":
        return timedelta(*arguments)
    raise Unmodelled


def _key(holder: Any, key: Any) -> Any:
    if isinstance(holder, dict):
        if key in holder:
            return holder[key]
        raise Unmodelled
    if isinstance(holder, list) and isinstance(key, int):
        return holder[key] if key < len(holder) else getattr(holder, "missing", None)
    if holder is None:
        return None
    raise Unmodelled
