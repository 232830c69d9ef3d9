"""One value of a YAML text changed where it stands: every other sign, comments and layout too, stays as it was."""

import re
from collections.abc import Collection, Iterable, Mapping

import yaml

from helpers.floor.params.yaml_text import Place

_LINE_END = re.compile(r"\r\n?|\n|$")


def with_value(text: str, place: Place, value: str, after: str = "") -> str:
    """The text with a plain value (a word, a number) at a place; its mapping is made under `after` if it is not there.

    `place` is that of a name in a mapping in a mapping. A new name goes before the first that sorts behind it. The
    text must have been read (yaml_text). Raises KeyError where the place cannot be made; read the outcome again
    before it is kept.

    >>> text = "a:\\n  - targets: {2026: 9}  # raad\\n    path: {Q1: 1}  # plan\\n"
    >>> print(with_value(text, ("a", 0, "path", "Q2"), "4"), end="")
    a:
      - targets: {2026: 9}  # raad
        path: {Q1: 1, Q2: 4}  # plan
    """
    *around, name, key = map(str, place)
    owner = _at(_composed(text), around)
    entries = _entries(owner)
    if name in entries:
        return _in_mapping(text, entries[name][1], key, value)
    return _beside(text, owner, entries[after][1], f"{name}: {{{key}: {value}}}")


def without_entries(text: str, place: Place, names: Collection[str], remark: str = "") -> str:
    """The text without some entries of the mapping at a place; a remark stands behind it where none is left.

    The text must have been read. Raises KeyError where there is no such mapping; read the outcome again.

    >>> print(without_entries("a:\\n  - t: {2026: 9}  # raad\\n    b: 1\\n", ("a", 0, "t"), ["2026"], "was 9"), end="")
    a:
      - t: {}  # raad  # was 9
        b: 1
    """
    *around, name = map(str, place)
    key, mapping = _entries(_at(_composed(text), around))[name]
    entries = _entries(mapping)
    kept = [one for one in entries if one not in names]
    remark = f"  # {remark}" if remark and not kept else ""
    if mapping.flow_style:
        left = ", ".join(text[entries[one][0].start_mark.index : entries[one][1].end_mark.index] for one in kept)
        at = _end_of_line(text, mapping.end_mark.index)
        text = _spliced(text, at, at, remark)
        return _spliced(text, mapping.start_mark.index, mapping.end_mark.index, f"{{{left}}}")
    for one in reversed([one for one in entries if one in names]):
        first, last = entries[one][0].start_mark, _end_of_line(text, _end(entries[one][1]))
        text = _spliced(text, first.index - first.column, last + len(_line_end(text, last)), "")
    at = _end_of_line(text, key.end_mark.index)
    text = _spliced(text, at, at, remark)
    colon = text.index(":", key.end_mark.index) + 1
    return text if kept else _spliced(text, colon, colon, " {}")


def with_values(text: str, values: Mapping[Place, str]) -> str:
    """The text with other values, each written as YAML, at places where one stands. The text must have been read.

    >>> print(with_values("a: oud  # toen\\nb:\\n  - c: 1\\n", {("a",): "nieuw", ("b", 0, "c"): "[2]"}), end="")
    a: nieuw  # toen
    b:
      - c: [2]
    """
    root = _composed(text)
    found = [(_at(root, map(str, place)), value) for place, value in values.items()]
    for node, value in sorted(found, key=lambda one: one[0].start_mark.index, reverse=True):
        start, end = node.start_mark.index, _end(node)
        if isinstance(node, yaml.ScalarNode):
            end = max(len(text[:end].rstrip()), start)  # a block of text ends on the next line
        text = _spliced(text, start, end, value)
    return text


def quoted(text: str) -> str:
    """A text as one line of YAML, whatever signs it has.

    >>> print(quoted("'s-Hertogenbosch"))
    '''s-Hertogenbosch'
    """
    plain = " ".join(text.split()).replace("'", "''")
    return f"'{plain}'"


def _composed(text: str) -> yaml.Node:
    """The whole text. The reader in Python: its marks count signs of the text."""
    return yaml.compose(text, Loader=yaml.BaseLoader)


def _at(node: yaml.Node, place: Iterable[str]) -> yaml.Node:
    """What stands at a place."""
    for part in place:
        node = node.value[int(part)] if isinstance(node, yaml.SequenceNode) else _entries(node)[part][1]
    return node


def _entries(node: yaml.Node) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The names and values of a mapping. Raises KeyError where it is none."""
    if not isinstance(node, yaml.MappingNode):
        raise KeyError(node.start_mark.line)
    return {key.value: (key, value) for key, value in node.value}


def _in_mapping(text: str, mapping: yaml.Node, key: str, value: str) -> str:
    entries = _entries(mapping)
    written = f"{key}: {value}"
    if key in entries:
        _, old = entries[key]
        return _spliced(text, old.start_mark.index, old.end_mark.index, value)
    if not entries:
        return _spliced(text, mapping.start_mark.index, mapping.end_mark.index, f"{{{written}}}")
    before = [name for name in entries if name < key]
    if before:
        return _beside(text, mapping, entries[max(before)][1], written)
    first, _ = entries[min(entries)]
    at = first.start_mark.index
    between = ", " if mapping.flow_style else f"{_line_end(text, at)}{' ' * first.start_mark.column}"
    return _spliced(text, at, at, f"{written}{between}")


def _beside(text: str, mapping: yaml.Node, neighbour: yaml.Node, written: str) -> str:
    """The text with an entry behind the value of another one of the same mapping."""
    end = _end(neighbour)
    if mapping.flow_style:
        return _spliced(text, end, end, f", {written}")
    at = _end_of_line(text, end)
    column = mapping.start_mark.column
    return _spliced(text, at, at, f"{_line_end(text, at)}{' ' * column}{written}")


def _end(node: yaml.Node) -> int:
    """Where a value ends; the mark of a block stands at what comes after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _end_of_line(text: str, at: int) -> int:
    """Where the line ends on which a place stands."""
    found = _LINE_END.search(text, at)
    return found.start() if found else len(text)


def _line_end(text: str, at: int) -> str:
    found = _LINE_END.search(text, at)
    return (found.group() if found else "") or "\n"


def _spliced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def with_entry(text: str, name: str, block: str) -> str:
    """The text with a whole entry at the top: in the place of the one of that name, else behind the last.

    `block` is that entry as YAML, with its name. The text must have been read. Raises KeyError where its names do
    not stand each on a line of their own.

    >>> print(with_entry("# ritten\\na:\\n  x: 1  # oud\\n\\nb: {y: 2}\\n", "a", "a:\\n  x: 9\\n"), end="")
    # ritten
    a:
      x: 9
    <BLANKLINE>
    b: {y: 2}
    """
    owner = _composed(text)
    block = block.replace("\n", _line_end(text, 0))
    if owner is None:
        return _on_new_line(text) + block
    entries = _entries(owner)
    if getattr(owner, "flow_style", False):
        raise KeyError(name)
    if name not in entries:
        return _on_new_line(text) + block
    key, old = entries[name]
    found = _LINE_END.search(text, _end(old))
    return _spliced(text, key.start_mark.index, found.end() if found else len(text), block)


def _on_new_line(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + _line_end(text, 0)
