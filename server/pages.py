"""Pages on the server: the templates the worker has too, compiled at start (DESIGN.md 1.2)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemLoader

TEMPLATES = Path(__file__).parent.parent / "web" / "templates"


def _plain(value: object) -> object:
    """As nunjucks prints: nothing for none, lower case for a flag."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value


def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=ChainableUndefined,
        finalize=_plain,
        auto_reload=False,
        cache_size=-1,
    )


_ENVIRONMENT = environment()


def compile_all() -> None:
    """Called at start, so that the first page is as fast as the next; raises where a template is wrong."""
    for path in sorted(TEMPLATES.rglob("*.jinja")):
        _ENVIRONMENT.get_template(path.relative_to(TEMPLATES).as_posix())


def render(template: str, context: Mapping[str, Any]) -> str:
    """`template` is a path below web/templates, `context` what `sync.pages.page` made."""
    return _ENVIRONMENT.get_template(template).render(context)
