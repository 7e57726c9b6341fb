A file that is no workspace is said to be none.

  $ etalon verify nothing.etalon
  etalon: cannot open "nothing.etalon": no such file or folder
  [1]

  $ echo 'Deal,Stage' > deals.csv; etalon verify deals.csv
  etalon: cannot open "deals.csv": file is not a database
  hint: it is not an etalon file, or not any more
  [1]

  $ cat deals.csv; ls
  Deal,Stage
  deals.csv

  $ etalon verify
  etalon: verify: name one file
  hint: etalon verify --help
  [2]

  $ LC_ALL=fr_FR.UTF-8 etalon verify nothing.etalon
  etalon: impossible d’ouvrir « nothing.etalon » : pas de tel fichier ni dossier
  [1]
