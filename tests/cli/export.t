What is in a workspace leaves it as files that others read.

  $ printf 'id,name,stage,amount,currency,owner,created,close date,status\n1,=1+1,Qualified,1000,EUR,Ada,2024-01-05,2024-06-01,open\n2,Beta,Proposal,2500,EUR,Bo,2024-01-09,2024-05-01,won\n' > deals.csv; etalon import deals.csv --data here --workspace acme > /dev/null

A formula is a text.

  $ etalon export --data here --workspace acme --to csv | cut -d , -f 2-3,6,8
  reference,name,stage,outcome
  1,'=1+1,qualified,open
  2,Beta,proposal,won

  $ etalon export --data here --workspace acme --to csv --outcome won | cut -d , -f 3
  name
  Beta

  $ etalon export --data here --workspace acme --to log | cut -d , -f 1-4
  case_id,activity,timestamp,resource
  1,created,2024-01-05T00:00:00Z,
  2,created,2024-01-09T00:00:00Z,
  2,won,2024-05-01T00:00:00Z,

  $ etalon export --data here --workspace acme --to ocel -o log.sqlite && etalon export --data here --workspace acme --to xlsx -o deals.xlsx && ls; head -c 15 log.sqlite; echo
  deals.csv
  deals.xlsx
  here
  log.sqlite
  SQLite format 3

  $ etalon export --to bpmn --standard $ROOT/standards/mid-market.yaml --lang fr | grep -c '<bpmn:task '
  6

  $ etalon export --data here --workspace nobody --to csv
  etalon: there is no workspace here/nobody.etalon
  [1]

  $ etalon export --data here --workspace acme --to pdf
  etalon: export: --to csv, xlsx, log, xes, ocel-json, ocel or bpmn: not "pdf"
  hint: etalon export --help
  [2]

  $ etalon export --data here --workspace acme --to csv -o nowhere/deals.csv; ls
  etalon: cannot write "nowhere/deals.csv": no such file or folder (has)
  deals.csv
  deals.xlsx
  here
  log.sqlite
