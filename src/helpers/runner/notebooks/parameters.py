"""What a notebook may be given: read from its parameters cell, checked before a kernel starts."""

import ast
import io
import tokenize
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.floor.faults import BadInput, Fault
from helpers.runner.notebooks.chapters import QUARTER, WIJK, Notebook, source_of

TAG = "parameters"
TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
GIVEN = ("quarter", "delivery")  # what the batch gives to every notebook
_FORM = "Schrijf elke regel als: naam: type = waarde  # uitleg."


@dataclass(frozen=True)
class Parameter:
    """One line of the parameters cell: `name: type = value  # help`."""

    name: str
    type: type
    default: Any
    help: str


def declared(notebook: Notebook) -> list[Parameter]:
    """The parameters that a notebook says it takes, in their order.

    Raises BadInput, for the developer, with every line that is not of the form. A help text with “=” is
    one: papermill then reads the wrong value.
    """
    cells = [cell for cell in notebook.cells if TAG in cell.get("metadata", {}).get("tags", [])]
    if len(cells) != 1:
        message = f"Het notebook heeft {len(cells)} cellen met de tag parameters."
        hint = "Geef precies één codecel die tag, of zet het in de map explore."
        raise BadInput([Fault(message, hint, notebook.path.name)])
    parameters, faults = parse(source_of(cells[0]))
    texts = [one.name for one in parameters if one.type is str]
    if not faults:
        faults = [
            Fault(f"De parameter {name} ontbreekt, of is geen tekst.", f"Neem “{name}: str” op in de cel.")
            for name in _given(notebook)
            if name not in texts
        ]
    if faults:
        raise BadInput([_in_file(fault, notebook.path.name) for fault in faults])
    return parameters


def _given(notebook: Notebook) -> tuple[str, ...]:
    """What it cannot do without: one that runs per month may look at its delivery from the month alone."""
    return (*GIVEN, notebook.per) if notebook.per == WIJK else ("delivery", notebook.per)


def in_file(notebook: Notebook) -> list[Parameter]:
    """The parameters that its params file may give: not the wijk or month that the plan gives."""
    return [one for one in declared(notebook) if one.name not in _axis(notebook)]


def _axis(notebook: Notebook) -> list[str]:
    return [] if notebook.per == QUARTER else [notebook.per]


def parse(source: str) -> tuple[list[Parameter], list[Fault]]:
    """Read the source of a parameters cell: what it declares, and every line that does not fit.

    >>> parse("level: float = 0.95  # of the interval")[0]
    [Parameter(name='level', type=<class 'float'>, default=0.95, help='of the interval')]
    """
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        return [], [Fault("De cel met parameters is geen geldige Python.", _FORM, row=error.lineno)]
    comments = _comments(source)
    parameters: list[Parameter] = []
    faults: list[Fault] = []
    for node in body:
        text = comments.get(node.lineno, "")
        fault = _why_not(node, text, {one.name for one in parameters})
        if fault:
            faults.append(Fault(fault, _FORM, row=node.lineno, column="parameters"))
        else:
            parameters.append(_parameter(node, text))
    return parameters, faults


def _why_not(node: ast.stmt, comment: str, seen: set[str]) -> str:
    if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name) or node.value is None:
        return "Deze regel is geen parameter."
    name = node.target.id
    if name in seen:
        return f"De parameter {name} staat er twee keer."
    if node.end_lineno != node.lineno:
        return f"De parameter {name} beslaat meer dan één regel."
    if not isinstance(node.annotation, ast.Name) or node.annotation.id not in TYPES:
        return f"De parameter {name} heeft een ander type dan str, int, float of bool."
    if "=" in comment:
        return f"De uitleg bij {name} bevat een “=”; papermill leest de regel dan verkeerd."
    return _why_not_literal(name, node.value, TYPES[node.annotation.id])


def _why_not_literal(name: str, value: ast.expr, wanted: type) -> str:
    try:
        default = ast.literal_eval(value)
    except ValueError:
        return f"De waarde van {name} is geen vaste waarde."
    allowed = (int, float) if wanted is float else (wanted,)
    if type(default) not in allowed:
        return f"De waarde van {name} is geen {wanted.__name__}."
    return ""


def _parameter(node: Any, comment: str) -> Parameter:
    # An assignment to a name with a type: `_why_not` saw to that.
    kind = TYPES[node.annotation.id]
    return Parameter(node.target.id, kind, kind(ast.literal_eval(node.value)), comment)


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("#").strip() for token in tokens if token.type == tokenize.COMMENT}


def _in_file(fault: Fault, file: str) -> Fault:
    return Fault(fault.message, fault.hint, file, row=fault.row, column=fault.column)


def values(parameters: Sequence[Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Every parameter with its value: what was given, else the default."""
    return {one.name: given.get(one.name, one.default) for one in parameters}
