An export becomes a live workspace. A preview says what would be done, and writes nothing.

  $ printf 'id,name,stage,amount,currency,owner,created,close date,status,region\n1,Acme,Qualified,1000,EUR,Ada,2024-01-05,2024-06-01,open,North\n2,Beta,Proposal,2500,EUR,Bo,2024-01-09,2024-05-01,open,South\n3,Gamma,Proposal,x,EUR,Ada,2024-01-19,not a day,lost,North\n2,Beta,Proposal,2500,EUR,Bo,2024-01-09,2024-05-01,open,South\n' > deals.csv

  $ etalon import deals.csv --data here --workspace acme --preview; ls
  deals.csv: CSV, deals, rows: 2 used, 1 rejected, 1 duplicates, 0 unmatched
  rows read: 4 = 2 deals + 1 rejected + 1 duplicates
    deals.csv:4: column "close date" holds no date: "not a day"
  standard: drafted from this history, discipline random (process as-imported)
    stage "Qualified" -> qualified (the same id, 1)
    stage "Proposal" -> proposal (the same id, 1)
    amount "amount" -> amount (the same id, 2)
    attribute "region" -> region (the same id, 2)
  people: 0 known, 2 new
  would create 2 deals, update 0, leave 0 as they are
  nothing was written: this was a preview
  deals.csv

  $ etalon import deals.csv --data here --workspace acme --rejected rejected.csv --draft draft.yaml
  ...
  created 2 deals, updated 0, left 0 as they are
  import 3 of here/acme.etalon
  take it back: etalon import --undo 3 --data here --workspace acme

  $ cat rejected.csv; etalon check draft.yaml | tail -1
  file,line,reason,excerpt
  deals.csv,4,"column ""close date"" holds no date: ""not a day""","3,Gamma,Proposal,x,EUR,Ada,2024-01-19,not a day,lost,North"
  1 file: 0 errors, 1 warning, 11 notes

  $ etalon verify here/acme.etalon
  here/acme.etalon: 20 events, 2 deals, 1 editions, 2 people, 0 requests
  head of the chain: (has)
  tables, by their content: (has)
  sound: the chain holds, the tables are what the events say

The workspace is assessed as the files are.

  $ etalon assess --data here --workspace acme | head -3
  ...
  $ etalon assess deals.csv --data here --workspace acme
  etalon: assess: --data takes no files, --map or --rejected
  hint: etalon assess --help
  [2]

Mined too, and as it was known on an earlier day: the second deal had not been created by then.

  $ etalon mine --data here --workspace acme --format json | grep '"deals"' | head -1
    "deals": 2,

  $ etalon mine --data here --workspace acme --as-of 2024-01-06 --format json | grep '"deals"' | head -1
    "deals": 1,

  $ etalon assess --data here --workspace acme --as-of 2024-01-06 --format json | grep "as_of\""
    "as_of": "2024-01-06",

  $ etalon assess --data here --workspace acme --as-of 2001-01-01
  etalon: the workspace "acme" had no deal by then
  [1]

  $ etalon mine deals.csv --data here --workspace acme
  etalon: mine: --data takes no files and no --map
  hint: etalon mine --help
  [2]

A newer export updates by the ids of the CRM, and only what it says anew.

  $ sed -e 's/1,Acme,Qualified,1000/1,Acme,Proposal,1200/' deals.csv > later.csv; echo '4,Delta,Qualified,700,EUR,Cy,2024-04-01,2024-07-01,open,West' >> later.csv

  $ etalon import later.csv --data here --workspace acme --format json | grep -A5 '"deals": {'
    "deals": {
      "created": 1,
      "updated": 1,
      "unchanged": 1,
      "refused": 0
    },

It can be taken back as a whole, once.

  $ etalon import --undo 21 --data here --workspace acme
  import 21 is taken back: 2 deals are as they were before it

  $ etalon import --undo 21 --data here --workspace acme
  etalon: import 21 is taken back already
  [1]

  $ etalon import --list --data here --workspace acme | cut -f 1,2
  21	taken-back
  3	done

Under a standard that has no such stage it asks; nothing is guessed, nothing is left behind.

  $ etalon import deals.csv --data here --workspace other --standard $ROOT/standards/mid-market.yaml
  etalon: the stage "Qualified" has no place in the standard: which stage is it?
  hint: in a mapping file: standard: {stages: {"Qualified": ID}}, ID one of problem-owned, cost-agreed-on, fit-proven, terms-agreed, signed, first-value, or none
  etalon: the stage "Proposal" has no place in the standard: which stage is it?
  hint: in a mapping file: standard: {stages: {"Proposal": ID}}, ID one of problem-owned, cost-agreed-on, fit-proven, terms-agreed, signed, first-value, or none
  [1]

  $ ls here
  acme.etalon

  $ printf 'etalon-map: 1\nstandard:\n  stages:\n    Qualified: problem-owned\n    Proposal: fit-proven\n  fields: {region: none}\n' > map.yaml
  $ etalon import deals.csv --data here --workspace other --standard $ROOT/standards/mid-market.yaml --map map.yaml
  ...
    stage "Qualified" -> problem-owned (as the mapping file says, 1)
    stage "Proposal" -> fit-proven (as the mapping file says, 1)
  ...
    attribute "region" -> - (in the record of the deal, in no field, 2)
  ...
  created 2 deals, updated 0, left 0 as they are
  ...

  $ etalon import deals.csv --data here --workspace "no/name"
  etalon: "no/name" is no name of a workspace: lower-case letters, digits and hyphens
  [2]

  $ etalon import --undo x --data here --workspace acme; etalon import --data here --workspace acme
  etalon: --undo wants the number of an import: --list shows them
  etalon: import: which files?
  hint: etalon import --help
  [2]
