What changes for whom from one standard to another.

  $ etalon diff $ROOT/tests/api/sales.yaml $ROOT/tests/api/sales-2.yaml
  What changes from How we sell (draft) to How we sell (draft)
  ════════════════════════════════════════════════════════════
  6 changes: 3 ask for more, 0 for less.
  Before leaving 1. Buyer has named the problem
  ─────────────────────────────────────────────
    + one more question, required: The buyer has named who lives with it
  ...
  Before leaving 3. Buyer’s board has looked at it
  ────────────────────────────────────────────────
    + a stage more: “Buyer’s board has looked at it”
    · “Buyer has agreed the cost” becomes “Buyer’s board has looked at it”, if
      Plan is “Scale”
    + one more question, required: The board has answered
  Everywhere
  ──────────
    · a field less: Seats

Nothing is nothing; titles alone are said.

  $ etalon diff $ROOT/tests/api/sales.yaml $ROOT/tests/api/sales.yaml
  What changes from How we sell (draft) to How we sell (draft)
  ════════════════════════════════════════════════════════════
  Nothing that anybody would notice.

For a wiki, in French, and for a program.

  $ sed 's/grade: expected/grade: required/; s/confirmed-by: manager/confirmed-by: peer/' $ROOT/tests/api/sales.yaml > b.yaml; etalon diff $ROOT/tests/api/sales.yaml b.yaml --format markdown --lang fr
  # Ce qui change de Comment nous vendons (brouillon) à Comment nous vendons (brouillon)
  ...
  ## Avant de quitter 2. Le client a chiffré le coût
  - Le sponsor*: exigé, et non plus attendu (glob)
  - Le client a écrit ce que cela coûte*: confirmé par un collègue (avant*: un manager) (glob)
  ...

  $ etalon diff $ROOT/tests/api/sales.yaml b.yaml --format json | grep -c '"code"'
  3

With a workspace: for how many sellers, and how many deals in flight have it before them.

  $ printf 'Deal Name,Stage,Amount,Owner,Created\nA,Buyer has agreed the cost,10,Ann,2026-01-05\nB,Buyer has agreed the cost,20,Bob,2026-01-06\nC,Buyer has named the problem,30,Ann,2026-01-07\n' > deals.csv
  $ etalon import deals.csv --data data --workspace acme --standard $ROOT/tests/api/sales.yaml | tail -1
  take it back: etalon import --undo * (glob)

  $ etalon diff $ROOT/tests/api/sales-2.yaml --data data --workspace acme | head -8
  What changes from How we sell version 1 to How we sell (draft)
  ══════════════════════════════════════════════════════════════
  6 changes: 3 ask for more, 0 for less.
  Before leaving 1. Buyer has named the problem
  ─────────────────────────────────────────────
  for 1 seller with 1 deal in flight
    + one more question, required: The buyer has named who lives with it

  $ etalon diff b.yaml
  etalon: diff: name two standards, or one and a workspace
  hint: etalon diff --help
  [2]
