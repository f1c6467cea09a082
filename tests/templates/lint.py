"""What both engines read alike, nothing else (BROWSER.md 2.3-2.5): Jinja2's own syntax tree against a short list."""

import re
from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

SHARED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Filter,
    nodes.If,
    nodes.For,
    nodes.Macro,
    nodes.Call,
    nodes.CallBlock,
    nodes.FromImport,
    nodes.Extends,
    nodes.Block,
    nodes.Include,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Dict,
    nodes.Pair,
    nodes.List,
    nodes.AssignBlock,
)
FILTERS = {"length", "default"}
OPERATORS = {"eq", "ne", "in", "notin"}
# Jinja2 gives the method of that name, nunjucks the part.
METHODS = frozenset(dir(dict))
# Each is read in one engine only, or prints otherwise in the other.
TEXTS = {
    "`}}` inside an expression ends it in nunjucks: write `} }`": re.compile(
        r"\{\{(?:(?!\}\}).)*\{(?:(?!\}\}).)*\}\}(?=[^\s<\"'])", re.DOTALL
    ),
    "True, False and None print nothing in nunjucks: write them small": re.compile(
        r"\{[{%][^}]*\b(?:True|False|None)\b"
    ),
    "`{%+` is not read by nunjucks": re.compile(r"\{%\+"),
    "a trailing comma is not read by nunjucks": re.compile(r"\{[{%][^}]*,\s*[\])}]"),
    "inline style is refused by our own Content-Security-Policy": re.compile(r"<[^>]*\sstyle=|<style"),
    "inline script is refused by our own Content-Security-Policy": re.compile(
        r"<[^>]*\s(?:hx-)?on[\w:-]*=|<script(?![^>]*\ssrc=)|javascript:"
    ),
    "nothing comes from another origin": re.compile(r"(?:src|href|action)=\"(?:https?:)?//"),
}
SIGN_IN = 'action="/sign-in"'
HTMX = ("hx-target", "hx-select", "hx-swap")


def problems(source: str, lists: frozenset[str] = frozenset()) -> list[str]:
    """`lists` = keys whose value is a list in some context: in an `if` they need `| length`."""
    try:
        tree = Environment(autoescape=True).parse(source)
    except TemplateSyntaxError as error:
        return [f"Jinja2 cannot read it: {error}"]
    found = [said for node in [tree, *tree.find_all(nodes.Node)] for said in _of_node(node, _known(tree), lists)]
    return found + [words for words, pattern in TEXTS.items() if pattern.search(source)] + _tags(source) + _unused(tree)


def _of_node(node: nodes.Node, known: set[str], lists: frozenset[str]) -> Iterator[str]:
    line = f"line {node.lineno}"
    match node:
        case nodes.Filter() if node.name not in FILTERS:
            yield f"{line}: the filter {node.name} is not among {sorted(FILTERS)}"
        case nodes.Call() if not (isinstance(node.node, nodes.Name) and node.node.name in known):
            yield f"{line}: only a macro of this template or one it imports may be called"
        case nodes.Operand() if node.op not in OPERATORS:
            yield f"{line}: {node.op} compares otherwise in nunjucks: work it out in sync/pages"
        case nodes.Getattr() if node.attr in METHODS:
            yield f"{line}: .{node.attr} is a method in Jinja2 and a part in nunjucks: give the part another name"
        case nodes.For() if node.test is not None or node.recursive or isinstance(node.target, nodes.Tuple):
            yield f"{line}: nunjucks loops over a plain list, with one name and no condition"
        case nodes.If() | nodes.And() | nodes.Or() | nodes.Not():
            for tested in _tested(node):
                if _key(tested) in lists:
                    yield f"{line}: {_key(tested)} is a list, and an empty list is true in nunjucks: use `| length`"
        case _ if not isinstance(node, SHARED):
            yield f"{line}: {type(node).__name__} is not read alike by both engines"


def _tested(node: nodes.Node) -> list[nodes.Node]:
    match node:
        case nodes.If():
            return [node.test]
        case nodes.Not():
            return [node.node]
        case nodes.And() | nodes.Or():
            return [node.left, node.right]
    return []


def _key(node: nodes.Node) -> str:
    match node:
        case nodes.Getattr():
            return node.attr
        case nodes.Name():
            return node.name
    return ""


def _known(tree: nodes.Template) -> set[str]:
    return {macro.name for macro in tree.find_all(nodes.Macro)} | _imported(tree) | {"caller"}


def _imported(tree: nodes.Template) -> set[str]:
    names = [name for statement in tree.find_all(nodes.FromImport) for name in statement.names]
    return {name if isinstance(name, str) else name[1] for name in names}


def _unused(tree: nodes.Template) -> list[str]:
    called = {call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
    return [f"{name} is imported and not used" for name in sorted(_imported(tree) - called)]


def _tags(source: str) -> list[str]:
    found = []
    for tag in re.findall(r"<form[^>]*>", source):
        if 'autocomplete="off"' not in tag and 'method="post" ' + SIGN_IN not in tag:
            found.append(f"autocomplete=off is missing, and the browser writes what is typed to its own files: {tag}")
        if "hx-post" in tag and any(f'{name}="' not in tag for name in HTMX):
            found.append(f"htmx needs {', '.join(HTMX)} on the element itself: {tag}")
    forms = re.findall(r"<form.*?</form>", source, re.DOTALL)
    if any("passphrase" in form and 'method="dialog"' not in form for form in forms):
        found.append("the passphrase of a device is never sent: its form has method=dialog")
    return found
