"""A target is reached by one rule: nobody else compares a value with it."""

import ast

import numpy as np
import pytest

from helpers.floor import paths, targets

SOURCE = paths.ROOT / "src" / "helpers"
_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)


@pytest.mark.parametrize(
    ("value", "target", "operator", "is_reached"),
    [
        (2, 2, ">=", True), (1, 2, ">=", False), (3, 2, ">=", True),
        (2, 2, "<=", True), (1, 2, "<=", True), (3, 2, "<=", False),
        (0.1 + 0.7, 0.8, ">=", True),  # 0.7999999999999999
        (0.1 + 0.2, 0.3, "<=", True),  # 0.30000000000000004
    ],
)  # fmt: skip
def test_a_target_is_reached_on_its_own_side_and_at_it(value, target, operator, is_reached):
    assert targets.is_reached(value, target, operator) is is_reached


def test_each_value_of_an_array_is_asked():
    assert targets.is_reached(np.array([1, 2, 3]), 2, targets.AT_MOST).tolist() == [True, True, False]


def compared_with_a_target(source):
    """The lines that order or equate something with what is called a target, a distance to it aside."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Compare)
        and any(isinstance(op, _ORDER) for op in node.ops)
        and any(_is_target(one) for one in (node.left, *node.comparators))
    ]


def _is_target(node):
    if isinstance(node, ast.BinOp):
        return _is_target(node.left) or _is_target(node.right)
    if isinstance(node, ast.Subscript):
        return _is_target(node.value) or "target" in ast.unparse(node.slice)
    return "target" in (getattr(node, "id", "") or getattr(node, "attr", ""))


def test_no_other_module_compares_a_value_with_a_target():
    compared = {
        str(module.relative_to(SOURCE)): lines
        for module in sorted(SOURCE.rglob("*.py"))
        if (lines := compared_with_a_target(module.read_text("utf-8")))
    }
    assert list(compared) == ["floor/targets.py"]


def test_the_rule_sees_every_form_of_the_comparison():
    seen = ["hours >= target", "a.count < now.target", "x == row['target']", "v < case.target - 1e-9"]
    free = ["target is None", "abs(v - target) < 3", "kind == 'no_target'", "is_reached(v, target, '>=') == True"]
    assert [bool(compared_with_a_target(one)) for one in seen + free] == [True] * 4 + [False] * 4
