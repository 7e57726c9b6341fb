The revisions that were proposed in a workspace.

  $ printf 'Deal Name,Stage,Amount,Created\nA,Buyer has agreed the cost,10,2026-01-05\n' > deals.csv; etalon import deals.csv --data data --workspace acme --standard $ROOT/tests/api/sales.yaml | tail -1
  take it back: etalon import --undo * (glob)

  $ etalon proposal --data data --workspace acme

  $ etalon proposal 3 --data data --workspace acme
  etalon: there is no proposal 3
  [1]

  $ etalon proposal --draft --data data --workspace acme
  etalon: proposal: name a proposal by its number, or none
  hint: etalon proposal --help
  [2]
