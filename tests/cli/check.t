etalon check reports every problem of a standard, each with its place and what to do.

  $ etalon check $ROOT/standards/mid-market.yaml $ROOT/standards/enterprise.yaml
  2 files: 0 errors, 0 warnings, 0 notes

A slip is guessed; all problems are said at once, in the order of the file.

  $ cat > slips.yaml <<'END'
  > etalon: 1
  > process: slips
  > titel: {en: Slips, fr: Fautes}
  > title: {en: Slips, fr: Fautes}
  > discipline: informel
  > owner: Ada
  > currency: EUR
  > departments: {sales: {en: Sales, fr: Ventes}}
  > personas: {sponsor: {en: Sponsor, fr: Sponsor}}
  > fields: {amount: {type: money, title: {en: Amount, fr: Montant}}}
  > stages:
  >   named:
  >     title: {en: "Buyer has named it, at last", fr: Le client l’a nommé}
  >     department: sale
  >     expected: 2 months
  >     commit: true
  >     milestones:
  >       told: {title: {en: The sponsor has told it, fr: Le sponsor l’a dit}, persona: sponsor, grade: expected, evidence: note, when: amout >= 5}
  > outcomes: {won: {title: {en: Won, fr: Gagnée}}, los: {title: {en: Lost, fr: Perdue}}}
  > END
  $ etalon check slips.yaml
  slips.yaml:3:1: error: unknown key "titel" in standard
      3 | titel: {en: Slips, fr: Fautes}
        | ^~~~~
  hint: did you mean title?
  slips.yaml:5:13: error: "informel" is not known here
      5 | discipline: informel
        |             ^~~~~~~~
  hint: did you mean informal?
  slips.yaml:14:17: error: unknown department "sale"
     14 |     department: sale
        |                 ^~~~
  hint: did you mean sales? the departments of this standard are: sales
  slips.yaml:15:15: error: "2 months" is not a length of time
     15 |     expected: 2 months
        |               ^~~~~~~~
  hint: months are not all alike: write 30 days, 13 weeks, 365 days
  slips.yaml:19:49: error: "los" is not an outcome
     19 | outcomes: {won: {title: {en: Won, fr: Gagnée}}, los: {title: {en: Lost, fr: Perdue}}}
        |                                                 ^~~
  hint: did you mean lost?
  1 file: 5 errors, 0 warnings, 0 notes
  [1]

Conditions are read with their types, once the file is sound otherwise.

  $ sed -i '/^titel/d; s/informel/informal/; s/: sale$/: sales/; s/2 months/2 weeks/; s/los:/lost:/' slips.yaml
  $ etalon check slips.yaml | grep -A3 error:
  slips.yaml:17:133: error: unknown field "amout"
     17 | : sponsor, grade: expected, evidence: note, when: amout >= 5}
        |                                                   ^~~~~
  hint: did you mean "amount"?

Columns count characters: an accent is one, and a tab is shown as one blank.

  $ printf 'etalon: 1\ntitle:\t{en: Été,\tfr: Été, xx-bad: É}\n' > tabs.yaml
  $ etalon check tabs.yaml | grep -A2 xx-bad
  tabs.yaml:2:27: error: "xx-bad" is not a language
      2 | title: {en: Été, fr: Été, xx-bad: É}
        |                           ^~~~~~
  hint: a text in several languages is written {en: …, fr: …}

A comma ends a text between { }.

  $ printf 'etalon: 1\ntitle: {en: One, two}\n' > comma.yaml
  $ etalon check comma.yaml | grep -A3 two
  comma.yaml:2:18: error: "two" is not a language
      2 | title: {en: One, two}
        |                  ^~~
  hint: between { } a text with a comma in it must be in quotes

What no key shows: stages that cannot be reached or left, milestones that nobody can know, that
wait for each other, or that say the same; titles about the seller.

  $ cd $ROOT/tests/standards/bad && etalon check unreachable-stage.yaml no-way-out.yaml | grep error:
  no-way-out.yaml:*: error: stage "*" leads nowhere (glob)
  unreachable-stage.yaml:*: error: stage "*" cannot be reached from the first (glob)
  $ cd $ROOT/tests/standards/bad && etalon check unknowable-field.yaml circle.yaml duplicate-id.yaml | grep error: | sed 's/"[^"]*"/"…"/g'
  circle.yaml:20:7: error: milestone "…" waits for milestones that wait for it
  circle.yaml:26:7: error: milestone "…" waits for milestones that wait for it
  duplicate-id.yaml:32:7: error: the milestone id "…" is used twice
  unknowable-field.yaml:25:17: error: milestone "…" needs "…", known only from the stage "…"
  $ cd $ROOT/tests/standards/bad && etalon check same-meaning.yaml seller-activity.yaml | grep -E 'warning:|note:|^hint: name'
  same-meaning.yaml:25:7: warning: milestone "The sponsor has described the problem" says the same as "problem-described" on line 20
  seller-activity.yaml:15:3: note: stage "Discovery" says what the seller does, not what the buyer has reached
  hint: name the buyer's progress: Buyer has agreed the cost of the problem
  seller-activity.yaml:20:7: note: milestone "Demo done" says what the seller does, not what the buyer did
  hint: name the buyer's act; what the seller does is a play

Warnings and notes do not fail, unless asked: --strict.

  $ cd $ROOT/tests/standards/bad && etalon check same-meaning.yaml > /dev/null
  $ cd $ROOT/tests/standards/bad && etalon check --strict same-meaning.yaml > /dev/null
  [1]
  $ cd $ROOT/tests/standards/bad && etalon check --strict seller-activity.yaml > /dev/null

The next version is checked against the one before.

  $ cd $ROOT/tests/standards/change && etalon check before.yaml after.yaml | grep 'is gone'
  after.yaml:*: error: the milestone "*" is gone and has no place to go (glob)
  after.yaml:*: error: the stage "*" is gone and has no place to go (glob)

For scripts.

  $ printf 'etalon: 1\nprocess: x\nprocess: y\n' | etalon check - --format json | grep -B5 -A3 duplicate-key
        "file": "-",
        "line": 3,
        "column": 1,
        "length": 7,
        "severity": "error",
        "code": "duplicate-key",
        "message": "\"process\" is written twice",
        "hint": "the first one is on line 2"
      }
  $ etalon check --format json $ROOT/standards/renewal.yaml
  {
    "files": 1,
    "errors": 0,
    "warnings": 0,
    "notes": 0,
    "problems": []
  }

A file that cannot be read does not hide the others.

  $ etalon check nothing.yaml slips.yaml . | grep -E 'cannot open|directory|unknown field|files:'
  .: error: "." is a directory, not a file
  nothing.yaml: error: cannot open "nothing.yaml": No such file or directory
  slips.yaml:17:133: error: unknown field "amout"
  3 files: 3 errors, 1 warning, 5 notes

Whatever a file holds, the answer is a sentence.

  $ : > empty.yaml; etalon check empty.yaml
  empty.yaml: error: the file is empty
  hint: start from a template: standards/mid-market.yaml
  1 file: 1 error, 0 warnings, 0 notes
  [1]
  $ head -c 2000000 /dev/zero | tr '\0' a > big.yaml; etalon check big.yaml | head -n 1
  big.yaml: error: "big.yaml" is larger than 256 KiB, the most that can be read
  $ printf '\377\376e\0' > utf16.yaml; etalon check utf16.yaml | head -n 2
  utf16.yaml: error: the file is UTF-16
  hint: save it as UTF-8
  $ printf 'etalon: 1\ntitle: caf\351\n' > latin.yaml; etalon check latin.yaml | head -n 1
  latin.yaml:2:11: error: this byte is not UTF-8
  $ printf 'etalon: 1\ntitle: &a x\nowner: *a\n' > anchor.yaml; etalon check anchor.yaml | grep error:
  anchor.yaml:2:8: error: an anchor (&) is not part of a standard
  anchor.yaml:3:8: error: an alias (*) is not part of a standard
  $ printf 'etalon: 1\nstages:\n\ta: 1\n' > tab.yaml; etalon check tab.yaml | grep hint
  hint: indent with blanks, never tabs; put a text that begins with @, ` or % in quotes
  $ printf 'title: '"$(printf '[%.0s' $(seq 5000))" > deep.yaml; etalon check deep.yaml | head -n 1
  deep.yaml:1:39: error: lists and maps are nested more than 32 deep
  $ (printf '\357\273\277'; sed 's/$/\r/' $ROOT/standards/mid-market.yaml) > windows.yaml; etalon check windows.yaml
  1 file: 0 errors, 0 warnings, 0 notes

  $ etalon check
  etalon: check: name at least one file
  hint: etalon check --help
  [2]
  $ etalon check --format xml a.yaml
  etalon: check: --format cannot be "xml"
  hint: etalon check --help
  [2]
