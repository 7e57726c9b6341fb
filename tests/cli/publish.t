The next version of a standard, and the deals that are under way.

  $ printf 'Deal Name,Stage,Amount,Created\nA,Buyer has agreed the cost,10,2026-01-05\nB,Buyer has agreed the cost,20,2026-01-06\nC,Buyer has named the problem,30,2026-01-07\n' > deals.csv
  $ etalon import deals.csv --data data --workspace acme --standard $ROOT/tests/api/sales.yaml | tail -1
  take it back: etalon import --undo 3 --data data --workspace acme

A preview says what would become of them, and changes nothing.

  $ etalon publish $ROOT/tests/api/sales-2.yaml --data data --workspace acme --preview
  2 go from Buyer has agreed the cost to Buyer has agreed the cost
    of these 2 must show what is new in time
  1 go from Buyer has named the problem to Buyer has named the problem
  3 deals in flight would go along, 0 would stay

A version that does not say where things went is refused, and so is one with a stage that holds
deals and has no place to go.

  $ sed 's/sponsor-met: /sponsor-mat: /' $ROOT/tests/api/sales-2.yaml > v2.yaml; etalon publish v2.yaml --data data --workspace acme 2>&1 | grep error:
  v2.yaml:146:1: error: the milestone "sponsor-met" is gone and has no place to go
  v2.yaml:155:5: error: the version before had no milestone "sponsor-mat"

  $ awk '/^    cost:$/ { print "    cost: dropped"; skip = 2; next } skip-- > 0 { next } { print }' $ROOT/tests/api/sales-2.yaml > v2.yaml; etalon publish v2.yaml --data data --workspace acme --preview
  2 stay in Buyer has agreed the cost: no-target
  1 go from Buyer has named the problem to Buyer has named the problem
  1 deals in flight would go along, 2 would stay

  $ etalon publish v2.yaml --data data --workspace acme --deals all
  etalon: it cannot be published: a stage with deals has no place to go, or deals are being carried over just now
  hint: etalon publish --preview says which; --deals new leaves them where they are
  [1]

  $ etalon publish $ROOT/tests/api/sales-2.yaml --data data --workspace acme --deals all
  published: sales version 2, edition 2
  3 deals went along

They come back as they were; and the file is what its events say.

  $ etalon publish --undo --data data --workspace acme
  3 deals came back from edition 2

  $ etalon publish --undo --data data --workspace acme
  etalon: no deals went to the newest edition, or they came back already
  [1]

  $ etalon verify data/acme.etalon | tail -1
  sound: the chain holds, the tables are what the events say

  $ etalon publish --data data --workspace acme
  etalon: publish: name one file
  hint: etalon publish --help
  [2]

  $ LC_ALL=fr_FR.UTF-8 etalon publish --undo --data data --workspace acme
  etalon: aucune affaire n’est passée à la dernière édition, ou elles sont déjà revenues
  [1]
