etalon convert makes an event log of an export; it can be read again.

  $ printf 'id,stage,amount,currency,created,close date,owner\n1,Won,10.5,EUR,2024-01-01,2024-01-31,Ada\n2,Lost,7,EUR,2024-01-05,2024-02-02,Bo\n' > deals.csv
  $ etalon convert deals.csv --to csv
  case_id,activity,timestamp,resource,case:owner,case:amount,case:currency
  1,created,2024-01-01T00:00:00Z,,Ada,10.50,EUR
  1,won,2024-01-31T00:00:00Z,,Ada,10.50,EUR
  2,created,2024-01-05T00:00:00Z,,Bo,7.00,EUR
  2,lost,2024-02-02T00:00:00Z,,Bo,7.00,EUR

  $ etalon convert deals.csv --to xes
  <?xml version="1.0" encoding="UTF-8"?>
  <log xes.version="1849.2016" (has)
  ...
  <global scope="event"> (has)
  ...
  <classifier name="Activity" keys="concept:name"/> (has)
    <trace>
      <string key="concept:name" value="1"/>
      <string key="outcome" value="won"/>
      <string key="owner" value="Ada"/>
      <float key="amount" value="10.50"/>
      <string key="currency" value="EUR"/>
      <event>
        <string key="concept:name" value="created"/>
        <date key="time:timestamp" value="2024-01-01T00:00:00Z"/>
        <string key="lifecycle:transition" value="complete"/>
      </event>
  ...
  </log>

  $ etalon convert deals.csv --to xes.gz -o deals.xes.gz
  $ etalon convert deals.xes.gz --to csv -o again.csv
  $ etalon convert deals.csv --to csv | cmp - again.csv
  $ etalon convert again.csv --to xes -o again.xes
  $ etalon convert deals.csv --to xes | cmp - again.xes

  $ etalon convert deals.csv --to events
  deal,activity,kind,occurred_at,recorded_at,actor,value
  1,created,other,2024-01-01T00:00:00Z,,,
  1,won,outcome,2024-01-31T00:00:00Z,,,won
  2,created,other,2024-01-05T00:00:00Z,,,
  2,lost,outcome,2024-02-02T00:00:00Z,,,lost

A packed export is unpacked; what is cut off is refused.

  $ gzip -k deals.csv
  $ etalon convert deals.csv.gz --to csv | cmp - again.csv
  $ head -c 40 deals.csv.gz > cut.csv.gz
  $ etalon convert cut.csv.gz --to csv
  etalon: cut.csv.gz: the .gz file ends too early: was it cut off?
  [1]

  $ etalon convert deals.csv --to xlsx
  etalon: convert: --to xes, xes.gz, csv or events: not "xlsx"
  hint: etalon convert --help
  [2]
