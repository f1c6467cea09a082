"""`sync/fields.json` and `sync/sitemap.json` against their schemas, and what no schema can say."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

SYNC = Path(__file__).resolve().parents[2] / "sync"
HERE = Path(__file__).parent


def read(name: str) -> Any:
    return json.loads((SYNC / name).read_text())


def problems(registry: Any, schema_file: str) -> list[str]:
    schema = json.loads((HERE / schema_file).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    found = jsonschema.Draft202012Validator(schema).iter_errors(registry)
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in found]


@pytest.mark.parametrize("name", ["fields", "sitemap"])
def test_the_registry_fits_its_schema(name: str) -> None:
    assert problems(read(f"{name}.json"), f"{name}.schema.json") == []


@pytest.mark.parametrize(
    ("name", "where", "value"),
    [
        ("fields", ["fields", 0, "kind"], "flag"),
        ("fields", ["fields", 0, "path"], "Children.C1"),
        ("fields", ["fields", 0, "writers"], []),
        ("fields", ["fields", 0, "colour"], "red"),
        ("fields", ["choices", "whom"], "anybody"),
        ("sitemap", ["routes", 0, "policy"], "anyone"),
        ("sitemap", ["routes", 0, "where"], "device"),
        ("sitemap", ["routes", 0, "method"], "PUT"),
        ("sitemap", ["routes", 0, "path"], "discussions"),
    ],
)
def test_a_slip_in_the_registry_is_found(name: str, where: list[str | int], value: object) -> None:
    registry = copy.deepcopy(read(f"{name}.json"))
    spot = registry
    for step in where[:-1]:
        spot = spot[step]
    spot[where[-1]] = value
    assert problems(registry, f"{name}.schema.json") != []


def test_no_path_and_no_part_is_declared_twice() -> None:
    fields = read("fields.json")["fields"]
    paths = [re.sub(r"\{\w+\}", "{}", field["path"]) for field in fields]
    assert len(paths) == len(set(paths))
    for field in fields:
        keys = [part["key"] for part in field.get("parts", ())]
        assert len(keys) == len(set(keys)), field["path"]


def test_what_several_ask_alike_is_listed_once_and_every_list_is_asked() -> None:
    read_ = read("fields.json")
    asked = [part["choices"] for field in read_["fields"] for part in field.get("parts", ()) if "choices" in part]
    assert {one for one in asked if isinstance(one, str)} == read_["choices"].keys()
    lists = [*(one for one in asked if not isinstance(one, str)), *read_["choices"].values()]
    assert [one for one in lists if lists.count(one) > 1] == []


def test_a_safety_critical_field_says_what_stands_while_two_answers_differ() -> None:
    for field in read("fields.json")["fields"]:
        if field.get("safety_critical") and field["kind"] in ("group", "scalar"):
            assert "cautious" in field, f"{field['path']} is safety-critical but has no cautious value."


def test_every_step_of_a_state_machine_leads_to_a_known_state() -> None:
    for field in read("fields.json")["fields"]:
        if field["kind"] == "state":
            states = {choice["value"] for choice in field["choices"]}
            assert field["steps"].keys() == states, field["path"]
            assert {end for ends in field["steps"].values() for end in ends} <= states, field["path"]


def test_every_address_has_one_name_and_every_page_a_template() -> None:
    routes = read("sitemap.json")["routes"]
    assert len({route["name"] for route in routes}) == len(routes)
    assert len({(route["method"], route["path"]) for route in routes}) == len(routes)
    for route in routes:
        assert route["method"] == "GET" or route["template"] is None, f"{route['name']}: a POST gets 303 only."


def test_every_address_of_a_discussion_is_looked_up_through_the_persons_reach() -> None:
    for route in read("sitemap.json")["routes"]:
        if "{discussion}" in route["path"]:
            assert route["policy"] == "reach", route["name"]
