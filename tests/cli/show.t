etalon show prints a standard as a person reads it.

  $ etalon show $ROOT/tests/standards/good/small.yaml
  Small
  ═════
  Every key of the format, once.
    Discipline        Dynamic. Binding, and shared: a deal leaves a stage only
  ...
    Version           2
    Owner             RevOps
    Departments       Marketing, Sales and Customer success
    Amounts in        EUR
    Working time      Monday to Friday, 9:00 to 18:00 (Europe/Paris)
    Holidays*25*Dec*2026 and 1*Jan*2027 (glob)
  The path of the buyer
  ─────────────────────
     What the buyer has reached      Answers for it    Expected    Limit
  1  Buyer has named the problem     Marketing           5 days        –
  2  Buyer has agreed what it costs  Sales              10 days  42 days
  3  Buyer has signed (signature)    Sales               8 days        –
  4  Buyer works with it every day   Customer success   20 days        –
  A deal may move forward to any later stage. It does not fall back.
      Also allowed
      - Buyer has agreed what it costs → Buyer has named the problem
  ...
  2. Buyer has agreed what it costs
  ─────────────────────────────────
  A number, theirs
  Sales answers for this stage, with Marketing. A healthy deal stays 10 days.
  After 42 days it is asked whether it is alive.
    To leave this stage
    ● The buyer has agreed the annual cost
      In writing
      Required*by: Economic buyer*proof: mail*confirmed by a manager (glob)
      Filled in: Annual cost
      After: The sponsor has described the problem
      Only when Amount is at least 50,000 EUR and Plan is “Scale”
      Lapses after 90 days; it must then be confirmed again.
    What helps
    ▸ Count it together
      for: The buyer has agreed the annual cost
        Ask what one lost hour costs, *then* be quiet.
      Files: cost-sheet.xlsx
  ...
  Hand-offs
  ─────────
    ⇢ From Marketing to Sales
      Marketing → Sales, when a deal enters “Buyer has agreed what it costs”
      Packet: Plan and Go live
      Accept or return: within 4 working hours
      First touch with the buyer: within 1 working day
      May be returned because:
      - Too small
  ...
  What changed since version 1
  ────────────────────────────
    Why               Half the losses had no number
    Evidence          Review of October
    • Stages that are gone
      - discovery → Buyer has named the problem
      - demo → dropped
      - proposal → Buyer has agreed what it costs, if Amount is at least 50,000
        EUR
      - proposal → Buyer has signed, otherwise
  ...
      Catch up within 14 days.

In French.

  $ etalon show $ROOT/tests/standards/good/small.yaml --lang fr
  Petit
  ...
    Services          Marketing, Commercial et Succès client
  ...
  1  Le client a nommé son problème      Marketing       5 jours         –
  ...
  2. Le client a chiffré son problème
  ...
    ● Le décideur a validé le coût annuel
  ...
    Pour terminer
  ...

The language of the reader is taken from the environment.

  $ LC_ALL=fr_FR.UTF-8 etalon show $ROOT/tests/standards/good/small.yaml | head -n 1
  Petit

Markdown for a wiki.

  $ etalon show $ROOT/tests/standards/good/small.yaml --format markdown | grep '^[#|]' | head -n 8
  # Small
  ## The path of the buyer
  |  | What the buyer has reached | Answers for it | Expected | Limit |
  |---:|---|---|---:|---:|
  | 1 | Buyer has named the problem | Marketing | 5 days | – |
  | 2 | Buyer has agreed what it costs | Sales | 10 days | 42 days |
  | 3 | Buyer has signed (signature) | Sales | 8 days | – |
  | 4 | Buyer works with it every day | Customer success | 20 days | – |

Colour only where it is wanted; a pipe gets none.

  $ etalon show $ROOT/tests/standards/good/small.yaml | grep -c "$(printf '\033')"
  0
  [1]
  $ etalon show $ROOT/tests/standards/good/small.yaml --color always | head -n 1 | tr '\033' '^'
  ^[1mSmall^[0m

From standard input.

  $ etalon show - < $ROOT/tests/standards/good/small.yaml | head -n 1
  Small

Notes and warnings are check's business; errors are said here as there.

  $ etalon show $ROOT/tests/standards/bad/unknown-reference.yaml
  */unknown-reference.yaml:22:18: error: unknown persona "sponser" (glob)
     22 |         persona: sponser  # expect: unknown-reference
        |                  ^~~~~~~
  hint: did you mean sponsor? the personas of this standard are: sponsor
  ...
  etalon: */unknown-reference.yaml has errors and cannot be shown (glob)
  [1]

  $ etalon show nothing.yaml
  etalon: cannot open "nothing.yaml": No such file or directory
  [1]

  $ etalon show
  etalon: show: which file?
  hint: etalon show --help
  [2]

  $ etalon show a.yaml b.yaml
  etalon: show: one file at a time
  hint: etalon show --help
  [2]

  $ etalon show --width 12 a.yaml
  etalon: show: --width cannot be "12"
  hint: etalon show --help
  [2]

  $ etalon show --lang de a.yaml
  etalon: show: --lang cannot be "de"
  hint: etalon show --help
  [2]
