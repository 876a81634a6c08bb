"""Small changes to the functions of the law: each is what a slip of a hand would leave behind.

A mutant names a module of ``asylon.law``, a place in it and the change. Declarations are data and have mutants of their own
(:mod:`law_data`); here only bodies of functions are changed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import CodeType

import asylon.law

LAW = Path(asylon.law.__file__).parent

#: What a comparison, a calculation or a connection is mistaken for.
_SWAPPED: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
#: Arguments of the engine whose loss would go unnoticed by the interpreter: each carries law.
_CARRIED = frozenset(
    {
        "met",
        "lapsed",
        "hangs_on",
        "extra",
        "state",
        "roll",
        "reasons",
        "counted",
        "expires",
        "earlier",
        "settle",
        "about",
    }
)
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class FunctionMutant:
    """A change to one node of one function: ``node`` is its place in the walk of the module, ``way`` which change."""

    module: str
    function: str
    line: int
    node: int
    way: int
    what: str

    @property
    def group(self) -> str:
        """The module, by which the score is told."""
        return self.module

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.function}: {self.what}"


@lru_cache(maxsize=512)
def _source(module: str) -> str:
    path = LAW.parents[1] / (module.replace(".", "/") + ".py")
    if not path.exists():
        path = LAW.parents[1] / module.replace(".", "/") / "__init__.py"
    return path.read_text("utf-8")


def modules() -> list[str]:
    """Every module of the law, by name."""
    found = []
    for path in sorted(LAW.rglob("*.py")):
        parts = ("asylon", "law", *path.relative_to(LAW).with_suffix("").parts)
        found.append(".".join(part for part in parts if part != "__init__"))
    return found


def mutants() -> list[FunctionMutant]:
    """Every mutant of every function, in the order of the modules."""
    return [mutant for module in modules() for mutant in _of_module(module)]


def _of_module(module: str) -> Iterator[FunctionMutant]:
    tree = ast.parse(_source(module))
    nodes = list(ast.walk(tree))
    place = {id(node): number for number, node in enumerate(nodes)}
    for name, function in _functions(tree, ""):
        skipped = {id(part) for part in _untouched(function) for part in ast.walk(part)}
        for node in ast.walk(function):
            if id(node) in skipped or node is function:
                continue
            for way, (what, _) in enumerate(_changes(node)):
                yield FunctionMutant(module, name, getattr(node, "lineno", function.lineno), place[id(node)], way, what)


def _functions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, _FUNCTION):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")


def _untouched(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.AST]:
    """What carries no law: annotations, decorators, docstrings, the words of errors."""
    yield from function.decorator_list
    yield function.args
    if function.returns is not None:
        yield function.returns
    for node in ast.walk(function):
        if isinstance(node, (ast.Raise, ast.Assert)):
            yield node
        elif isinstance(node, (ast.AnnAssign, ast.arg)) and node.annotation is not None:
            yield node.annotation
        elif isinstance(node, _FUNCTION) and node.returns is not None:
            yield node.returns
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node


Change = tuple[str, Callable[[ast.AST, ast.AST, str, int | None], None]]


def _replace(made: Callable[[ast.AST], ast.AST]) -> Callable[[ast.AST, ast.AST, str, int | None], None]:
    def change(node: ast.AST, parent: ast.AST, field: str, index: int | None) -> None:
        new = ast.copy_location(made(node), node)
        if index is None:
            setattr(parent, field, new)
        else:
            getattr(parent, field)[index] = new

    return change


def _set(name: str, made: Callable[[ast.AST], object]) -> Callable[[ast.AST, ast.AST, str, int | None], None]:
    def change(node: ast.AST, parent: ast.AST, field: str, index: int | None) -> None:
        setattr(node, name, made(node))

    return change


def _negated(test: ast.expr) -> ast.expr:
    return ast.copy_location(ast.UnaryOp(ast.Not(), test), test)


def _changes(node: ast.AST) -> list[Change]:
    """The changes that a node can suffer."""
    found: list[Change] = []
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            if type(op) in _SWAPPED:
                new = _SWAPPED[type(op)]
                found.append((f"{type(op).__name__} becomes {new.__name__}", _set("ops", _swapped_at(place, new))))
    elif isinstance(node, (ast.BoolOp, ast.BinOp, ast.AugAssign)) and type(node.op) in _SWAPPED:
        new = _SWAPPED[type(node.op)]
        found.append((f"{type(node.op).__name__} becomes {new.__name__}", _set("op", lambda _: new())))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        found.append(("not is lost", _replace(lambda one: one.operand)))  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        found.append((f"{node.value} becomes {not node.value}", _set("value", lambda one: not one.value)))  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        found.append((f"{node.value} becomes {node.value + 1}", _set("value", lambda one: one.value + 1)))  # type: ignore[attr-defined]
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        found.append(("returns nothing", _set("value", lambda _: ast.Constant(None))))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        found.append(("a statement is lost", _replace(lambda _: ast.Pass())))
    elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None and not _is_none(node.value):
        found.append(("the value is lost", _set("value", lambda _: ast.Constant(None))))
    elif isinstance(node, ast.Continue):
        found.append(("continue becomes break", _replace(lambda _: ast.Break())))
    elif isinstance(node, ast.Break):
        found.append(("break becomes continue", _replace(lambda _: ast.Continue())))
    if isinstance(node, (ast.If, ast.IfExp, ast.While)) and not isinstance(
        node.test, (ast.Compare, ast.BoolOp, ast.UnaryOp)
    ):
        found.append(("the condition is turned round", _set("test", lambda one: _negated(one.test))))  # type: ignore[attr-defined]
    if isinstance(node, ast.comprehension):
        for place, test in enumerate(node.ifs):
            if not isinstance(test, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
                found.append(("a filter is turned round", _set("ifs", _negated_at(place))))
    if isinstance(node, ast.Call):
        for place, keyword in enumerate(node.keywords):
            if keyword.arg in _CARRIED:
                found.append((f"the argument {keyword.arg} is lost", _set("keywords", _without(place))))
    return found


def _swapped_at(place: int, new: type) -> Callable[[ast.AST], object]:
    return lambda one: [new() if number == place else op for number, op in enumerate(one.ops)]  # type: ignore[attr-defined]


def _negated_at(place: int) -> Callable[[ast.AST], object]:
    return lambda one: [_negated(test) if number == place else test for number, test in enumerate(one.ifs)]  # type: ignore[attr-defined]


def _without(place: int) -> Callable[[ast.AST], object]:
    return lambda one: [item for number, item in enumerate(one.keywords) if number != place]  # type: ignore[attr-defined]


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def code_of(mutant: FunctionMutant) -> CodeType:
    """The code of the function as the mutant has it."""
    tree = ast.parse(_source(mutant.module))
    nodes = list(ast.walk(tree))
    node = nodes[mutant.node]
    parent, field, index = _parent(nodes, node)
    _changes(node)[mutant.way][1](node, parent, field, index)
    ast.fix_missing_locations(tree)
    return find_code(compile(tree, mutant.module, "exec", flags=_future(tree)), mutant.function)


def _future(tree: ast.AST) -> int:
    import __future__

    return __future__.annotations.compiler_flag


def _parent(nodes: list[ast.AST], wanted: ast.AST) -> tuple[ast.AST, str, int | None]:
    for node in nodes:
        for field, value in ast.iter_fields(node):
            if value is wanted:
                return node, field, None
            if isinstance(value, list):
                for index, item in enumerate(value):
                    if item is wanted:
                        return node, field, index
    raise LookupError("a node without parent")


def find_code(code: CodeType, qualified: str) -> CodeType:
    """The code of a function by its qualified name, in the code of its module."""
    for const in code.co_consts:
        if isinstance(const, CodeType):
            if const.co_qualname == qualified:
                return const
            if qualified.startswith(f"{const.co_qualname}."):
                return find_code(const, qualified)
    raise LookupError(f"no function {qualified}")


__all__ = ["FunctionMutant", "code_of", "find_code", "modules", "mutants"]
