How many deals it takes to see a change: in plain numbers, before anybody begins.

  $ etalon effect --plan --base 46.6 --change 5 --per-week 20
  How many deals to see it
  ════════════════════════
  To see +5 points from 46.6%: 1,569 deals an arm, 3,138 in all (80% power, 5%
  false alarms).
  At 20 deals a week that is about 170 weeks, the last outcomes included.
  A year of your deals shows a rise of 8.7 points or more, nothing smaller.
  Other changes
  ─────────────
  Points  Deals an arm  In all  Weeks
      +2         9,788  19,576    992
      +5         1,569   3,138    170
     +10           391     782     52
     +15           173     346     31
     +20            96     192     23
  When that is too many: test several changes as one, or an earlier and more
  frequent outcome (a stage passed) that you name beforehand.

Whole sellers: their deals are alike.

  $ etalon effect --plan --base 46.6 --change 10 --per-seller 25 --format json
  {
    "base": 0.466,
    "change": 0.1,
    "level": 0.95,
    "power": 0.8,
    "design_effect": 2.2,
    "per_arm": 860,
    "total": 1720,
    "weeks": -1,
    "a_year_shows": null
  }

Of deals that were not assigned by chance it says what kind of comparison that is.

  $ etalon simulate --kind formal --deals 400 --seed 5 -o c > /dev/null; etalon effect c/deals.csv --since 2025-07-01 --horizon 60
  Did the change help?
  ════════════════════
  No evidence so far that it changed how many deals are won.
  What was before does not come again: waiting makes this comparison no surer.
  * deals were, or may have been, in flight at the change: left out. (glob)
    How it is compared
                      before and after (grade D)
    Compared          won within 60 days of entering, by the version entered under
    Before            *won; * entered (glob)
    Under it          *won; * entered (glob)
    Difference        * points (* to *) (glob)
  ...
  Whatever else changed at the same time is in it, too: comparisons of this kind
  find an effect of nothing in one case of five.

  $ etalon effect c/deals.csv --by segment --team "Mid-market=2025-05-01" --team Enterprise=2025-08-01 --horizon 60 --lang fr | grep -A 1 Comparaison
    Comparaison       équipes passées à des dates différentes (preuve B)
    Comparé           gagnées dans les 60 jours suivant l’entrée, selon la version

  $ etalon effect c/deals.csv --by segment --team Nowhere=2025-05-01
  etalon: no deal has "Nowhere" in the column "segment"
  [1]

  $ etalon effect c/deals.csv
  etalon: effect: since when? --since, or --by with --team
  hint: etalon effect --help
  [2]
