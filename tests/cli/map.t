etalon map drafts what it takes files for; what it cannot read it says.

  $ printf 'id,stage,amount,close date,owner\n1,Won,10,2024-01-31,Ada\n2,Lost,5,2024-02-28,Bo\n' > deals.csv
  $ etalon map deals.csv
  # What etalon took your files for. Change what is wrong, then:
  ...
  etalon-map: 1
  ...
    # "Won": won
    # "Lost": lost
  files:
    - file: "deals.csv"   # CSV, 2 rows, UTF-8
      role: deals   # a stage or an outcome, and an amount or a close date
      columns:
        "id": id   # likely · 1 | 2
        "stage": stage   # likely · Won | Lost
        "amount": amount   # likely · 10 | 5
        "close date": close   # likely · 2024-01-31 | 2024-02-28
        "owner": owner   # likely · Ada | Bo

The draft can be given back.

  $ etalon map deals.csv > mapping.yaml
  $ etalon map deals.csv --map mapping.yaml -o again.yaml
  $ grep -c person again.yaml
  5

A date that can be read in two ways is a question.

  $ printf 'id,stage,amount,close date\n1,Won,10,03/04/2024\n' > open.csv
  $ etalon map open.csv
  ...
  # These must be answered; take the # away and keep what is right:
  # is 03/04/2024 in column "close date" day/month/year or month/day/year? no value of the file tells
  # dates: day-first   # or month-first
  ...

  $ printf 'PK\003\004 xl/workbook.xml' > deals.xlsx
  $ etalon map deals.xlsx
  etalon: no file is a table: this is a spreadsheet: open it and save it as CSV (UTF-8), one file a sheet
  [1]

  $ etalon map nothing.csv
  etalon: cannot open "nothing.csv": No such file or directory
  [1]

  $ printf 'etalon-map: 1\ndats: day-first\n' > wrong.yaml
  $ etalon map deals.csv --map wrong.yaml
  wrong.yaml:2:1: error: unknown key "dats"
  ...
  hint: did you mean dates?
  etalon: the mapping file wrong.yaml cannot be used
  [1]

  $ etalon map
  etalon: map: which files?
  hint: etalon map --help
  [2]
