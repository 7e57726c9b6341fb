A folder's health, with what to do.

  $ mkdir -m 755 data; etalon workspace add acme --data data
  the workspace acme is there

  $ etalon doctor --data data | grep -E '^(sqlite|server|permissions|files|backup|restore)' | sed 's/SQLite.*/SQLite/'
  sqlite      good: SQLite
  server      good: no server runs on it
  permissions PROBLEM: the folder has the mode 0755
  files       good: 2 files of 0 MiB together
  backup      warning: there was never a backup
  restore     warning: no backup was ever restored

  $ etalon doctor --data data > said
  [1]

  $ chmod 700 data; etalon backup --data data > said; etalon doctor --data data | grep -E '^(permissions|backup)' | sed 's/: .*/:/'
  permissions good:
  backup      good:

  $ etalon doctor --data data --format json | head -2; ls data
  {
    "worst": "warning",
  accounts.etalon
  acme.etalon
  backups
  operations.json

  $ etalon doctor --data nothing
  etalon: cannot use "nothing": no such file or folder
  [1]

  $ etalon doctor
  etalon: doctor: name the folder of the data with --data
  hint: etalon doctor --help
  [2]
