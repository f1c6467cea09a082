"""Imports go one way only (DESIGN.md section 2): app -> handlers -> store -> domain -> sync; in TypeScript too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BASE = {"server", "server.settings", "server.port"}
KIT = {"server.build", "server.pages", "server.requests", "server.security"}
POSTGRES = "server.postgres"

# What a layer may import of ours, by the beginning of the name. A module of `server` in no layer is the app's.
LAYERS: dict[str, set[str]] = {
    "sync": {"sync"},
    "server.domain": {"server.domain", "sync"},
    "server.store": {"server.store", "server.domain", "sync", POSTGRES, *BASE},
    "server.handlers": {"server.handlers", "server.store", "server.domain", "sync", *BASE, *KIT},
    "server.postgres": {POSTGRES, *BASE},
}

# Each belongs to one part of the tree; nobody else may know it.
KEPT_TO: dict[str, set[str]] = {
    "piccolo": {"server.store"},
    "cryptography": {"server.store"},
    "asyncpg": {"server.store", "server.postgres"},
    "litestar": {"server.handlers", "server.app", *KIT},
    "jinja2": {"server.pages"},
    "granian": {"server.supervisor"},
}
PURE = ("sync", "server.domain")
IMPURE = {
    "os",
    "socket",
    "subprocess",
    "threading",
    "time",
    "random",
    "secrets",
    "asyncio",
    "urllib",
    "http",
    "sqlite3",
}
# The clock is read in settings; a supervisor may measure how long something takes.
CLOCK_READERS = {"server.settings"}
CLOCK = re.compile(r"\b(?:datetime|date)\.(?:now|today|utcnow)\b|\btime\.time\b")


def modules() -> dict[str, Path]:
    paths = [path for top in ("server", "sync") for path in (ROOT / top).rglob("*.py")]
    return {named(path): path for path in paths}


def named(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(module: str, path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file; `from package import module` names that module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import: write it in full."
            assert node.module is not None
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if exists(whole) else node.module


def exists(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def within(module: str, prefixes: set[str]) -> bool:
    """`server` stands for itself only; `server.postgres` also for postgres_keys and the like."""
    return any(
        module == prefix or module.startswith((f"{prefix}.", f"{prefix}_") if prefix != "server" else ())
        for prefix in prefixes
    )


def wrong(module: str, imported: str) -> str | None:
    """Why this import is not allowed, or None."""
    layer = next((name for name in LAYERS if within(module, {name})), None)
    top = imported.partition(".")[0]
    if layer is not None and top in ("server", "sync") and not within(imported, LAYERS[layer]):
        return f"{module} imports {imported}, but {layer} may import only {sorted(LAYERS[layer])}"
    if top in KEPT_TO and not within(module, KEPT_TO[top]):
        return f"{module} imports {top}, which only {sorted(KEPT_TO[top])} may know"
    if within(module, set(PURE)) and top in IMPURE:
        return f"{module} imports {top}, but rules read no clock, disk, chance or network"
    return None


def test_python_imports_go_one_way() -> None:
    found = modules()
    assert len(found) > 40
    problems = {why for module, path in found.items() for one in imports(module, path) if (why := wrong(module, one))}
    assert not problems, "\n".join(sorted(problems))


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("sync.deadlines", "server.domain.changes"),
        ("server.domain.changes", "server.store.changes"),
        ("server.store.changes", "server.handlers.changes"),
        ("server.store.changes", "server.security"),
        ("server.handlers.changes", "server.app"),
        ("server.handlers.changes", "server.postgres"),
        ("server.handlers.changes", "piccolo.columns"),
        ("server.domain.document", "litestar"),
        ("sync.wording", "time"),
        ("server.postgres_process", "server.store"),
    ],
)
def test_an_import_the_wrong_way_is_named(module: str, imported: str) -> None:
    assert (why := wrong(module, imported)) is not None
    assert module in why


def test_only_the_settings_read_the_clock() -> None:
    readers = {module for module, path in modules().items() if CLOCK.search(without_comments(path))}
    assert readers <= CLOCK_READERS, f"{sorted(readers - CLOCK_READERS)} read the clock: take `now` as an argument."


def without_comments(path: Path) -> str:
    """The code alone: comments and docstrings may speak of the clock."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            body[0].value.value = ""
    return ast.unparse(tree)


IMPORT = re.compile(
    r"^\s*(?:import|export)\s+(type\s+)?(?:[^'\";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)", re.MULTILINE
)

# worker -> exchange -> vault -> sync; pages know message types and, for unlock and hand-over, the vault's keys.
WEB_LAYERS: dict[str, tuple[str, ...]] = {
    "web/src/page/": ("web/src/page/", "web/src/messages", "web/src/ask", "web/src/vault/keys"),
    "web/src/worker": (
        "web/src/worker",
        "web/src/exchange",
        "web/src/vault/",
        "web/src/messages",
        "web/src/ask",
        "sync/",
    ),
    "web/src/exchange": ("web/src/exchange", "web/src/vault/", "sync/"),
    "web/src/vault/": ("web/src/vault/", "sync/"),
    "sync/": ("sync/",),
}


def web_imports(path: Path) -> Iterator[str]:
    """Files of ours whose code (not only whose types) this file takes in, relative to the checkout."""
    for only_types, static, dynamic in IMPORT.findall(path.read_text()):
        target = static or dynamic
        if target.startswith(".") and not only_types:
            yield str((path.parent / target).resolve().relative_to(ROOT))


def web_wrong(importer: str, imported: str) -> str | None:
    layer = next((prefix for prefix in WEB_LAYERS if importer.startswith(prefix)), None)
    if layer is None or imported.startswith(WEB_LAYERS[layer]):
        return None
    return f"{importer} imports {imported}, but {layer} may import only {list(WEB_LAYERS[layer])}"


def test_typescript_imports_go_one_way() -> None:
    files = [*(ROOT / "web" / "src").rglob("*.ts"), *(ROOT / "sync").rglob("*.ts")]
    assert len(files) > 20
    seen = [(str(path.relative_to(ROOT)), one) for path in files for one in web_imports(path)]
    assert len(seen) > 20
    problems = {why for importer, imported in seen if (why := web_wrong(importer, imported))}
    assert not problems, "\n".join(sorted(problems))


def test_sync_imports_no_package_in_typescript() -> None:
    for path in (ROOT / "sync").rglob("*.ts"):
        packages = [static or dynamic for _, static, dynamic in IMPORT.findall(path.read_text())]
        assert all(one.startswith(".") for one in packages), f"{path.name} imports {packages}"


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("web/src/page/drafts.ts", "web/src/vault/vault"),
        ("web/src/page/drafts.ts", "sync/deadlines"),
        ("web/src/vault/seal.ts", "web/src/exchange"),
        ("web/src/exchange.ts", "web/src/worker/sync"),
        ("sync/forms.ts", "web/src/messages"),
    ],
)
def test_a_typescript_import_the_wrong_way_is_named(importer: str, imported: str) -> None:
    assert web_wrong(importer, imported) is not None
