etalon schema prints the JSON Schema of a standard; the one in docs is that.

  $ etalon schema | cmp - $ROOT/docs/standard.schema.json
  $ etalon schema | head -n 4
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Etalon standard, format 1",
    "description": "the master standard of how a company sells",

Every template names it for editors.

  $ head -qn 1 $ROOT/standards/*.yaml | sort | uniq -c | sed 's/^ *//'
  4 # yaml-language-server: $schema=../docs/standard.schema.json

  $ etalon schema more
  etalon: schema: no argument is expected
  hint: etalon schema --help
  [2]
