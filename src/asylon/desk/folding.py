"""Templates compiled once for each language: what is always the same in it is put together when the template is read.

A page says many words and addresses that never change within a language. Django looks each of them up anew whenever the page is
shown; here they become plain text of the template as it is compiled, and so does what is beside them. What depends on the request,
the reader or the data stays as it stands. The outcome is the same, letter for letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeGuard

from django.template import Context, Template
from django.template.base import Node, NodeList, TextNode, Variable
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.loaders.cached import Loader as CachedLoader
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, get_resolver, get_script_prefix
from django.utils.translation import get_language

from asylon.desk.markup import BARE, address


class Loader(CachedLoader):
    """Reads templates as Django's cached loader does, each once for a language and a place at which the desk is served."""

    def cache_key(self, template_name: str, skip: Sequence[Any] | None = None) -> str:
        """What a compiled template is remembered by."""
        return f"{get_language()} {get_script_prefix()} {super().cache_key(template_name, skip)}"

    def get_template(self, template_name: str, skip: Sequence[Any] | None = None) -> Template:
        """The template in the present language. Raises ``TemplateDoesNotExist``."""
        key = self.cache_key(template_name, skip)
        known: Template | None = self.get_template_cache.get(key)
        if known is None:
            # Not by the cached loader's own way: another thread must never see a template that is folded halfway.
            known = super(CachedLoader, self).get_template(template_name, skip)
            context = Context(autoescape=self.engine.autoescape)
            with context.bind_template(known):
                fold(known.nodelist, context)
            self.get_template_cache[key] = known
        return known


def fold(nodes: NodeList, nothing: Context) -> None:
    """Turn the nodes that are always the same in the present language into text; ``nothing`` is a context without values."""
    folded: list[Node] = []
    for node in nodes:
        if isinstance(node, (LoadNode, CommentNode)):
            continue
        text = _text(node, nothing)
        if text is None:
            for inner in _inside(node):
                fold(inner, nothing)
            folded.append(Address(node) if Address.can_be(node) else node)
        elif folded and isinstance(folded[-1], TextNode):
            folded[-1] = TextNode(folded[-1].s + text)
        else:
            folded.append(TextNode(text))
    nodes[:] = folded


class Address(Node):
    """An address with values in it (``{% url 'case' number %}``), whose pattern is looked up once."""

    child_nodelists = ()

    def __init__(self, node: URLNode) -> None:
        self.token = node.token
        self._node = node
        self._name = str(node.view_name.var)

    @staticmethod
    def can_be(node: Node) -> TypeGuard[URLNode]:
        """Whether the node is an address with some values in their order, by a name of one pattern that any value fits."""
        if not isinstance(node, URLNode) or node.kwargs or node.asvar or not node.args or not _constant(node.view_name):
            return False
        name = str(node.view_name.var)
        if len(get_resolver().reverse_dict.getlist(name)) != 1:
            return False
        try:
            return bool(address(name, *("a" for _ in node.args)))
        except NoReverseMatch:
            return False

    def render(self, context: Context) -> str:
        """The address. Values that could be written otherwise, or not at all, in an address are left to Django."""
        values = [value.resolve(context) for value in self._node.args]
        if all(isinstance(value, str) and BARE(value) for value in values):
            return address(self._name, *values)
        return str(self._node.render(context))


def _text(node: Node, nothing: Context) -> str | None:
    """What a node gives in every context; None where that depends on the context."""
    if isinstance(node, TextNode):
        return str(node.s)
    if not _always_the_same(node):
        return None
    try:
        return str(node.render(nothing))
    except NoReverseMatch:
        # An address that this installation does not have, in a part of the page that is then not shown.
        return None


def _inside(node: Node) -> list[NodeList]:
    """The lists of nodes within a node."""
    if isinstance(node, IfNode):
        return [nodes for _condition, nodes in node.conditions_nodelists]
    found = (getattr(node, name, None) for name in node.child_nodelists)
    return [nodes for nodes in found if isinstance(nodes, NodeList)]


def _always_the_same(node: Node) -> bool:
    """Whether a node gives the same in every context, as long as the language is the same."""
    match node:
        case TranslateNode():
            return not node.asvar and _constant(node.filter_expression) and _constant(node.message_context)
        case BlockTranslateNode():
            words = [token for token in node.singular if token.token_type.name != "TEXT"]
            return not (words or node.plural or node.asvar or node.extra_context) and _constant(node.message_context)
        case URLNode():
            return not (node.args or node.kwargs or node.asvar) and _constant(node.view_name)
        case StaticNode():
            return node.varname is None and _constant(node.path)
    return False


def _constant(expression: Any) -> bool:
    """Whether an expression is a text between quotes, without filters; or is not there at all."""
    if expression is None:
        return True
    if expression.filters:
        return False
    value = expression.var
    return not isinstance(value, Variable) or isinstance(value.literal, str)
