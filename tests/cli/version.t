The version, however one asks.

  $ etalon version
  etalon 0.1.0

  $ etalon --version
  etalon 0.1.0

  $ etalon version please
  etalon: version: no argument is expected
  hint: etalon version --help
  [2]
