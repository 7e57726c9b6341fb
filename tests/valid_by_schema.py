# valid_by_schema.py SCHEMA FILE.yaml - says what a JSON Schema finds wrong, reading YAML as
# editors do (YAML 1.2: only true and false are booleans, a date is a text).
import json
import re
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    pass


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?[0-9]+$"), list("-0123456789"))

with open(sys.argv[1], encoding="utf-8") as f:
    schema = json.load(f)
with open(sys.argv[2], encoding="utf-8-sig") as f:
    standard = yaml.load(f, Loader)
jsonschema.Draft202012Validator.check_schema(schema)
problems = list(jsonschema.Draft202012Validator(schema).iter_errors(standard))
for p in problems:
    print("/".join(map(str, p.absolute_path)) + ": " + p.message[:200])
sys.exit(1 if problems else 0)
