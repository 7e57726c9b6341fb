People and keys of a data folder, while no server runs on it.

  $ mkdir data; touch data/acme.etalon
  $ echo 'nous irons au bois demain' > password

The first person. A workspace that has no file is none; a password that everybody tries is refused.

  $ etalon user add Ada@Acme.Example --data data --workspace beta --role admin --password password
  etalon: there is no workspace "beta" in "data"
  [1]

  $ echo password1234 | etalon user add Ada@Acme.Example --data data --workspace acme --role admin --password -
  etalon: this password is among the first that are tried
  [1]

  $ etalon user add Ada@Acme.Example --data data --workspace acme --role admin --name 'Ada Root' --password password
  Ada@Acme.Example is admin in acme

  $ etalon user add ada@acme.example --data data --role seller --password password
  etalon: ada@acme.example has an account already: --role and --workspace are enough
  [1]

  $ etalon user add ada@acme.example --data data --role seller
  etalon: this person is a member already
  [1]

Who has an account becomes a member of another workspace with it.

  $ touch data/beta.etalon; etalon user add ada@acme.example --data data --workspace beta --role admin
  ada@acme.example is admin in beta

  $ etalon user list --data data
  etalon: name the workspace with --workspace
  [2]

  $ rm -r data; mkdir data; touch data/acme.etalon
  $ etalon user add Ada@Acme.Example --data data --workspace acme --role admin --name 'Ada Root' --password password
  Ada@Acme.Example is admin in acme

  $ etalon user add bo@acme.example --data data --role king
  etalon: --role wants one of: admin, revops, manager, seller, marketing, success, viewer, auditor
  [2]

Without a file for the password one is made.

  $ etalon user add bo@acme.example --data data --role viewer | sed 's/: .*/: …/'
  bo@acme.example is viewer in acme
  password, not shown again: …

  $ etalon user list --data data | sort
  ada@acme.example	admin	active	Ada Root
  bo@acme.example	viewer	active	bo@acme.example

  $ etalon user passwd bo@acme.example --data data --password password
  the password of bo@acme.example is a new one; their sessions have ended

The last active admin stays.

  $ etalon user disable ada@acme.example --data data
  etalon: this is the last active admin: make another one first
  [1]

  $ etalon user disable bo@acme.example --data data; etalon user list --data data | grep bo@
  bo@acme.example is disabled: no session and no token holds
  bo@acme.example	viewer	active	bo@acme.example	disabled

  $ etalon user enable bo@acme.example --data data
  bo@acme.example may sign in again

  $ etalon user enable no@acme.example --data data
  etalon: there is nothing here, or nothing you may see
  [1]

Tokens reach no further than the role.

  $ etalon token create bo@acme.example --data data --scopes read,deals
  etalon: this reaches beyond your role
  [1]

  $ etalon token create bo@acme.example --data data --scopes read,write
  etalon: --scopes wants a list of: read, deals, standard, admin; --days a number
  [2]

  $ etalon token create bo@acme.example --data data --scopes read --days 366
  etalon: so many days are not possible
  [1]

  $ etalon token create bo@acme.example --data data --scopes read --name board > made; sed 's/token [0-9a-z]* /token … /;s/^eta_.*/eta_…/' made
  token … of bo@acme.example in acme; its secret, not shown again:
  eta_…

  $ etalon token list --data data | cut -f 2,3,5,6
  bo@acme.example	holds	read	board

  $ id=$(sed -n 's/^token \([^ ]*\).*/\1/p' made); etalon token revoke $id --data data | sed "s/$id/…/"
  token … holds no more

  $ etalon token list --data data | cut -f 2,3
  bo@acme.example	revoked

No secret is in the file, and the audit has it all.

  $ grep -c "$(tail -1 made)" data/accounts.etalon
  0
  [1]

  $ grep -c 'nous irons' data/accounts.etalon
  0
  [1]

  $ etalon user verify --data data | sed 's/head .*/head …/'
  the audit holds: 8 entries, head …

  $ etalon user verify --data data --workspace acme extra
  etalon: user: say add, list, passwd, disable, enable or verify, and of whom
  hint: etalon user --help
  [2]

  $ etalon user list
  etalon: user: name the folder of the data with --data
  hint: etalon user --help
  [2]

  $ etalon user list --data elsewhere
  etalon: cannot open "elsewhere/accounts.etalon": no such file or folder
  [1]
