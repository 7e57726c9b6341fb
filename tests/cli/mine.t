etalon mine shows the process of any event log.

  $ printf 'case,activity,time\nA,Demo,2024-01-01\nA,Offer,2024-01-03\nA,Deal Won,2024-01-05\nB,Demo,2024-01-02\nB,Offer,2024-01-08\nB,Deal Lost,2024-01-09\nC,Demo,2024-01-02\n' > log.csv
  $ etalon mine log.csv
  The process as it really runs
    3 deals with 7 events.
    From first to last event: 4 days in the middle, 3.7 days on average, 2 days to
    5.5 days for half of the deals, up to 6.4 days for nine in ten.
    Activity   Times  Deals  start  end
    Demo           3      3      3    1
    Offer          2      2      0    0
    Deal Won       1      1      0    1
    Deal Lost      1      1      0    1
    From   To         Times  Time, median  Mean time
    Demo   Offer          2        4 days     4 days
    Offer  Deal Won       1        2 days     2 days
    Offer  Deal Lost      1         1 day      1 day
  The ways deals take
    3 deals take 3 different ways; the 3 most frequent cover 100.0% of the deals.
  ...

  $ etalon mine log.csv --top 1 --format json
  {
    "deals": 3,
    "events": 7,
  ...
    "edge_count": 3,
    "edges": [
      {
        "from": "Demo",
        "to": "Offer",
        "count": 2,
        "mean_days": 4,
        "median_days": 4,
        "min_days": 2,
        "max_days": 6
      }
    ],
    "variant_count": 3,
  ...
    "distance": null,
  ...
  }

A mapping file says which activities are stages and which are ends.

  $ printf 'etalon-map: 1\nstages: [Demo, Offer]\noutcomes: {Offer: open, "Deal Lost": no-decision}\n' > map.yaml
  $ etalon assess log.csv --map map.yaml --format json | grep -A7 '"outcomes": {'
  ...
  "no_decision": 1, (has)
  ...

  $ etalon map log.csv
  ...
  outcomes:
    # "Deal Won": won
    # "Deal Lost": lost
    # "Demo": open
    # "Offer": open
  files:
    - file: "log.csv"   # event log, 7 rows, UTF-8
      role: events   # a deal, an activity and a moment in every row
      columns:
        "case": deal   # likely
        "activity": activity   # likely
        "time": at   # likely

  $ etalon mine log.csv --top 0
  etalon: mine: --top cannot be "0"
  hint: etalon mine --help
  [2]
