"""json_schema.py DOCS FILE… - each FILE against DOCS/assess.schema.json, taken strictly: a key
that the schema does not know fails too. Then every key of the schema must stand in
DOCS/assess.md. Called by tests/run_json."""

import json
import sys

import jsonschema

PROBLEMS_SHOWN = 12


def refuse_unknown_keys(schema):
    if isinstance(schema, dict):
        if "properties" in schema:
            schema["additionalProperties"] = False
        for value in list(schema.values()):
            refuse_unknown_keys(value)
    elif isinstance(schema, list):
        for value in schema:
            refuse_unknown_keys(value)


def not_a_number(text):
    raise ValueError(text + " is no JSON")


def problems(validator, name):
    try:
        with open(name, encoding="utf-8") as file:
            document = json.load(file, parse_constant=not_a_number)
    except ValueError as error:
        return [str(error)]
    found = ["/".join("[]" if isinstance(k, int) else k for k in e.absolute_path)
             + ": " + e.message[:200] for e in validator.iter_errors(document)]
    unsaid = {c["why_id"] for c in document["cannot_say"]}
    for key in ("no_decision_rate", "loss_rate"):
        rate = document[key]
        if rate["value"] is None and rate["reason"] not in unsaid:
            found.append(key + " is null and cannot_say does not tell why")
    return found


def keys(schema, path):
    for key, value in schema.get("properties", {}).items():
        yield path + key
        yield from keys(value, path + key + ".")
        yield from keys(value.get("items", {}), path + key + "[].")
        for way in value.get("anyOf", []):
            yield from keys(way, path + key + ".")


def main():
    docs = sys.argv[1]
    with open(docs + "/assess.schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    with open(docs + "/assess.md", encoding="utf-8") as file:
        manual = file.read()
    missing = [k for k in keys(schema, "") if "`" + k + "`" not in manual]
    jsonschema.Draft202012Validator.check_schema(schema)
    refuse_unknown_keys(schema)
    validator = jsonschema.Draft202012Validator(schema)
    passed, failed, told = 0, 0, set()
    for name, found in [("docs/assess.md lacks", missing)] + [
            (name, problems(validator, name)) for name in sys.argv[2:]]:
        passed, failed = (passed, failed + 1) if found else (passed + 1, failed)
        for problem in found:
            if problem not in told and len(told) < PROBLEMS_SHOWN:
                print(name + ": " + problem)
            told.add(problem)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    sys.exit(failed > 0)


main()
