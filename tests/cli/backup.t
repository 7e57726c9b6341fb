A backup has its name when it is whole and was read back; a restore happens whole or not at all.

  $ etalon workspace add acme --data data
  etalon: cannot use "data": no such file or folder
  [1]

  $ mkdir -m 700 data; etalon workspace add acme --data data --name 'Acme Ltd'
  the workspace acme is there

  $ etalon workspace add acme --data data
  etalon: there is a workspace of this name already
  [1]

  $ etalon workspace add ../up --data data
  etalon: workspace: a workspace is named with 1 to 40 of a-z, 0-9 and "-"
  hint: etalon workspace --help
  [2]

  $ etalon workspace add beta --data data; etalon workspace list --data data
  the workspace beta is there
  acme
  beta

  $ etalon backup --data data -o safe.tar > said; sed 's/.*safe/safe/; s/[0-9]* bytes/N bytes/' said
  safe.tar: 3 files, N bytes; read back: 2 events and 2 entries of the audit hold together
  not in it, on purpose: secrets.key, site.yaml and what that names; keep copies of them apart (docs/operate.md)

  $ tar tf safe.tar; ls
  accounts.etalon
  acme.etalon
  beta.etalon
  backup.json
  data
  safe.tar
  said

  $ etalon backup --data data -o safe.tar 2>&1 | sed 's/"[^"]*safe/"safe/'
  etalon: cannot write "safe.tar": it exists already

  $ etalon restore safe.tar --data data
  etalon: "data" is not empty: accounts.etalon is there
  hint: restore into another folder, or say --replace
  [1]

  $ etalon restore safe.tar --data other | sed 's/backup [^;]*/backup TIME/'
  other: 3 files of the backup TIME; 2 events and 2 entries of the audit hold together

  $ etalon verify other/acme.etalon | tail -1; ls other
  sound: the chain holds, the tables are what the events say
  accounts.etalon
  acme.etalon
  beta.etalon

  $ head -c 100000 safe.tar > half.tar; etalon restore half.tar --data third; ls third
  etalon: "half.tar" is no whole backup
  hint: it was cut off or changed; use another one

  $ etalon restore safe.tar --data data --replace > said; ls data | sed 's/before-[0-9TZ]*/before-TIME/'
  accounts.etalon
  accounts.etalon.before-TIME
  acme.etalon
  acme.etalon.before-TIME
  beta.etalon
  beta.etalon.before-TIME
  operations.json

  $ etalon restore --data data
  no restore was interrupted

  $ printf '.before-20261125T000000Z\nacme\n' > data/restore.ready; mv data/acme.etalon data/acme.etalon.restored

  $ etalon user list --data data
  etalon: a restore into "data" was interrupted
  hint: etalon restore --data DIR ends it; so does etalon serve
  [1]

  $ etalon restore --data data; ls data | grep -v before
  the restore that was interrupted is done
  acme.etalon
  operations.json
