The program says what it is and what it can do; without a command that is a usage error.

  $ etalon --help
  etalon 0.1.0: the master standard of how a company sells
  usage: etalon COMMAND …
    serve      run deals under a standard: the server
    assess     how a company really sells, from an export of its CRM
  ...
    version    print the version
  etalon COMMAND --help tells more

  $ etalon help | head -1
  etalon 0.1.0: the master standard of how a company sells

  $ etalon
  etalon 0.1.0: the master standard of how a company sells
  ...
  [2]

A slip of the finger gets a suggestion.

  $ etalon asess
  etalon: unknown command "asess"
  hint: did you mean assess?
  [2]

  $ etalon xylophone
  etalon: unknown command "xylophone"
  hint: etalon --help lists the commands
  [2]

Every command explains itself.

  $ etalon assess --help | head -3
  etalon assess: how a company really sells, from an export of its CRM
  usage: etalon assess FILE… [options], or --data DIR --workspace NAME [options]
