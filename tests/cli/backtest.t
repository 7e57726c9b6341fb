What a draft would have done to deals that are over.

  $ etalon simulate --kind informal --deals 600 --seed 5 -o inf > /dev/null; sed 's/discipline: informal/discipline: formal/' inf/standard.yaml > draft.yaml

Nothing blocks in an informal company; what would have been missed is told.

  $ etalon backtest inf/standard.yaml inf/deals.csv inf/events.csv | head -16
  What “How we sell *” would have done to deals that are over (glob)
  ══════* (glob)
  * closed deals played again, in the order in which things were recorded; * (glob)
  of *% (*) won. (glob)
  Left out: * open, 0 invalid, 0 in no stage of it. (glob)
  In this discipline nothing is blocked: what follows is what would have been
  missed.
  Gate by gate
  ────────────
  ● blocks  ◐ does not  + new, or required only now
    ◐ Buyer has written the problem in their own words
      there at the gate: * (glob)
  ...

Binding, it would have stopped deals; what would have followed is three numbers.

  $ etalon backtest draft.yaml inf/deals.csv inf/events.csv | grep -A 12 'All that'
  All that it requires
  ────────────────────
  It would have stopped 370 deals; 214 of them later won.
  It would have delayed 58 deals, by 7.1 days in the middle; 10 of them won.
  18 would have passed, 2 of them on a waiver.
  ...
  What stopping them would have led to, nobody knows. Wins more or fewer:
      - −214 if every win that it stops were lost
      - 0 if being asked changes nothing
      - *if those * that can be compared had met it and* (glob)
  ...

What a draft adds is told apart: one milestone more.

  $ sed '0,/grade: required/s//grade: helpful/' draft.yaml > before.yaml; etalon backtest draft.yaml inf/deals.csv inf/events.csv --from before.yaml --format json > b.json; grep -c '"added": true' b.json
  1

  $ LC_ALL=fr_FR.UTF-8 etalon backtest draft.yaml inf/deals.csv inf/events.csv --from before.yaml | grep -A 3 'ajoute'
  Ce qu’il ajoute
  ───────────────
  Il aurait arrêté * affaires*; * ont été gagnées ensuite. (glob)
  ...

On the same history, imported: the same deals are stopped.

  $ etalon import inf/deals.csv inf/events.csv --data data --workspace acme --standard inf/standard.yaml | tail -1
  take it back: etalon import --undo * (glob)

  $ etalon backtest draft.yaml --data data --workspace acme > live.txt; etalon backtest draft.yaml inf/deals.csv inf/events.csv > files.txt; diff live.txt files.txt && echo the same
  the same

  $ etalon backtest draft.yaml
  etalon: backtest: name the draft, then the files of the deals, or --data
  hint: etalon backtest --help
  [2]
