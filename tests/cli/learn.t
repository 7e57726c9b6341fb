etalon learn says what goes with winning, graded, and refuses below its floors.

  $ etalon simulate --kind informal --deals 600 --seed 5 -o company
  ...
  $ etalon learn company/deals.csv company/events.csv --standard company/standard.yaml
  ...
  What goes with winning
  ...
  477 deals stood open on entering “Buyer has agreed what the problem costs”; (has)
  ...
  it goes with winning 13 points less often (3 to 22), same seller and (has)
  segment; grade C (has)
  ...
  492 deals stood open 14 days after entering; 219 of them were won within 90 (has)
  ...
  Nothing goes with winning beyond chance, of 20 things asked. (has)
  ...
  Off the standard, and what became of it
  ...
  218 of 224 won deals went without something the standard requires: look at (has)
  ...
  Do the gates tell anything?
  ...
  How deals end without a decision
  ...
  What kinds of deals do differently
  ...
  By won or not: No step differs beyond chance, of 71. (has)
  ...

In French, at a landmark of one's own, and for a program.

  $ etalon learn company/deals.csv company/events.csv --landmark day:21 --by owner --lang fr | head -2
  affaires, telles que connues (has)
  $ etalon learn company/deals.csv company/events.csv --landmark "stage:proof-accepted" --format json | grep -c '"landmark": "stage:proof-accepted"'
  1
  $ etalon learn company/deals.csv company/events.csv --format html -o page.html && grep -c '<h2' page.html
  5

Without a standard, gates cannot be told; with too few deals nothing is learnt, and it says how many more.

  $ etalon simulate --kind formal --deals 60 --seed 2 -o small
  ...
  $ etalon learn small/deals.csv small/events.csv --landmark day:14
  ...
  too few to learn from 14 days after entering: (has)
  ...
  A standard is needed for this: --standard FILE. (has)
  ...

What does not exist is said.

  $ etalon learn small/deals.csv small/events.csv --landmark stage:nowhere
  etalon: there is no landmark "stage:nowhere" in these deals (has)
  hint: day:14, or stage: and the name of a stage
  [2]
  $ etalon learn small/deals.csv small/events.csv --by colour
  etalon: there is no column "colour" to compare deals by (has)
  hint: there is: outcome, owner, period, and every attribute
  [2]
  $ etalon learn
  etalon: learn: which files?
  hint: etalon learn --help
  [2]
