How a company really sells, from an export of its CRM. The rows always add up.

  $ printf 'Id,StageName,Amount,CreatedDate,CloseDate,Owner,Type\n' > deals.csv
  $ printf '1,Closed Won,10,2024-01-01,2024-01-31,Ada,New\n2,Closed Lost,5,2024-01-01,2024-02-28,Bo,New\n' >> deals.csv
  $ printf '3,Prospecting,5,2024-01-01,2024-03-01,Bo,Add-on\n4,Closed Won,5,2024-01-01,31/02/2024,Bo,New\n' >> deals.csv
  $ printf '2,Closed Lost,5,2024-01-01,2024-02-28,Bo,New\n' >> deals.csv
  $ etalon assess deals.csv
  How we really sell
  3 deals, from 1*Jan*2024 to 28*Feb*2024 (glob)
  From deals.csv
  ...
  How do we really sell?
  ...
  Which of the four kinds of process is it?
  ...
  What does it cost us?
  ...
    5 rows read = 3 deals + 1 rejected + 1 duplicate.
  ...
      deals.csv:5: column "CloseDate" holds no date: "31/02/2024"
  ...

The same in French; the environment decides when nobody says.

  $ etalon assess deals.csv --lang fr | head -3
  Comment nous vendons vraiment
  3 affaires, du 1er*janv.*2024 au 28*févr.*2024 (glob)
  D’après deals.csv
  $ LC_ALL=fr_FR.UTF-8 etalon assess deals.csv | head -1
  Comment nous vendons vraiment

A program gets JSON, a board gets one file without a script.

  $ etalon assess deals.csv --format json | grep -A 5 '"rows": {'
    "rows": {
      "read": 5,
      "deals": 3,
      "rejected": 1,
      "duplicates": 1
    },
  $ etalon assess deals.csv --format html -o report.html && head -2 report.html
  <!doctype html>
  <html lang="en">
  $ grep -ciE '<script|https?://' report.html
  0
  [1]

Rows that could not be used can be had as a file.

  $ etalon assess deals.csv --rejected rejected.csv -o report.txt && cat rejected.csv
  file,line,reason,excerpt
  deals.csv,5,"column ""CloseDate"" holds no date: ""31/02/2024""","4,Closed Won,5,2024-01-01,31/02/2024,Bo,New"

What was known on a day: what happened later is not seen.

  $ etalon assess deals.csv --as-of 2024-02-01 --format json | grep -A 7 '"outcomes"'
    "outcomes": {
      "won": 1,
      "lost": 0,
      "no_decision": 0,
      "walked": 0,
      "invalid": 0,
      "open": 2,
      "deals": 3
  $ etalon assess deals.csv --horizon 45 --format json | grep horizon_days | head -1
        "horizon_days": 45,

A column that does not exist: the message says which do.

  $ etalon assess deals.csv --by Industry
  etalon: there is no column "Industry" to compare deals by
  hint: there is: owner, close-quarter, type
  [2]

Usage errors say what is expected.

  $ etalon assess
  etalon: assess: which files?
  hint: etalon assess --help
  [2]
  $ etalon assess deals.csv --format pdf
  etalon: assess: --format cannot be "pdf": text, json or html
  hint: etalon assess --help
  [2]
  $ etalon assess deals.csv --as-of 01/02/2024
  etalon: assess: --as-of cannot be "01/02/2024": a day is written 2026-06-30
  ...
  [2]
  $ etalon assess deals.csv --horizon 0
  etalon: assess: --horizon cannot be "0": a number of days, from 1 to 3650
  ...
  [2]
  $ etalon assess deals.csv --lang de
  etalon: assess: --lang cannot be "de": en or fr
  ...
  [2]
  $ etalon assess deals.csv --format
  etalon: assess: a value must follow --format
  ...
  [2]
  $ etalon assess deals.csv --colour
  etalon: assess: unknown option --colour
  ...
  [2]

When it fails nothing is written, and what was there stays.

  $ echo kept > old.html
  $ etalon assess nothing.csv --format html -o old.html
  etalon: cannot open "nothing.csv": No such file or directory
  [1]
  $ cat old.html && ls
  kept
  deals.csv
  old.html
  rejected.csv
  report.html
  report.txt
  $ etalon assess deals.csv -o nowhere/report.txt
  etalon: cannot write "nowhere/report.txt": No such file or directory
  [1]
  $ etalon assess deals.csv --rejected nowhere/x.csv -o never.txt; echo "[$?]"; ls never.txt
  etalon: cannot write "nowhere/x.csv": No such file or directory
  [1]
  ls: cannot access 'never.txt': No such file or directory
  [2]
  $ etalon assess deals.csv --standard nothing.yaml
  etalon: cannot open "nothing.yaml": No such file or directory
  [1]
  $ etalon assess deals.csv --standard $ROOT/tests/standards/bad/bad-condition.yaml
  etalon: the standard cannot be used: unknown field "amont"
  hint: etalon check tells all
  deals.csv:5: column "CloseDate" holds no date: "31/02/2024"
  [1]

A full disk is an error, and a device stays a device.

  %need /dev/full
  $ etalon assess deals.csv -o /dev/full
  etalon: cannot write "/dev/full": No space left on device
  [1]
  $ etalon assess deals.csv > /dev/full
  etalon: cannot write the output: No space left on device
  [1]
  $ test -c /dev/full && echo a device
  a device

Escape codes are for terminals: there are none in a pipe.

  $ etalon assess deals.csv | grep -c "$(printf '\033')"
  0
  [1]

Same input, same bytes.

  $ for f in text json html; do etalon assess deals.csv --format $f > one; etalon assess deals.csv --format $f > two; cmp one two && echo same; done
  same
  same
  same
