What etalon says to people, it says in French too: when LC_ALL or LANG is French, or with
--lang fr. Words of the file formats stay: they are what people type.

  $ LANG=fr_FR.UTF-8 etalon --help
  etalon *: l’étalon de la façon dont une entreprise vend (glob)

  usage: etalon COMMANDE …

  ...
    check      signaler tous les problèmes d’un standard
  ...
  etalon COMMANDE --help en dit plus

  $ etalon map --lang fr --help
  etalon map: ébaucher la façon dont les colonnes de vos fichiers sont comprises

  usage: etalon map FICHIER… [options] > mapping.yaml

    --map FICHIER
        partir de ce fichier de correspondance plutôt que de rien
    --lang en|fr
        langue ; par défaut, celle de LC_ALL ou LANG
  ...

Errors of usage, with what to try.

  $ LC_ALL=fr_FR.UTF-8 etalon asess
  etalon: commande inconnue « asess »
  conseil: vouliez-vous dire assess ?
  [2]

  $ etalon assess --bogus --lang fr
  etalon: assess : option inconnue --bogus
  conseil: etalon assess --help
  [2]

  $ etalon assess affaires.csv --horizon bientôt --lang fr
  etalon: assess : --horizon ne peut pas être « bientôt » : un nombre de jours, de 1 à 3650
  conseil: etalon assess --help
  [2]

  $ etalon assess absent.csv --lang fr
  etalon: impossible d’ouvrir « absent.csv » : ce fichier ou ce dossier n’existe pas
  [1]

A broken standard: sentences are whole, whatever they speak of.

  $ cat > fautes.yaml <<'END'
  > etalon: 1
  > process: fautes
  > titel: {en: Slips, fr: Fautes}
  > title: {en: Slips, fr: Fautes}
  > discipline: informel
  > owner: Ada
  > currency: euro
  > departments: {sales: {en: Sales, fr: Ventes}}
  > personas: {sponsor: {en: Sponsor, fr: Sponsor}}
  > fields: {amount: {type: money, title: {en: Amount, fr: Montant}}}
  > stages:
  >   named:
  >     title: {en: Buyer has named it, fr: Le client l’a nommé}
  >     department: finance
  >     expected: 2 months
  >     milestones:
  >       told: {title: {en: The sponsor has told it, fr: Le sponsor l’a dit}, persona: sponsor, when: amout >= 5}
  > moves: none
  > outcomes: {won: {title: {en: Won, fr: Gagnée}}, los: {title: {en: Lost, fr: Perdue}}}
  > END

  $ LANG=fr_FR.UTF-8 etalon check fautes.yaml
  fautes.yaml:3:1: erreur: clé inconnue « titel » dans le standard
      3 | titel: {en: Slips, fr: Fautes}
        | ^~~~~
  conseil: vouliez-vous dire title ?

  fautes.yaml:5:13: erreur: « informel » est inconnu ici
      5 | discipline: informel
        |             ^~~~~~~~
  conseil: vouliez-vous dire informal ?

  fautes.yaml:7:11: erreur: « euro » n’est pas une devise de l’ISO 4217
      7 | currency: euro
        |           ^~~~
  conseil: trois majuscules : EUR, USD, GBP

  fautes.yaml:14:17: erreur: service inconnu : « finance »
     14 |     department: finance
        |                 ^~~~~~~
  conseil: les services de ce standard sont : sales

  fautes.yaml:15:15: erreur: « 2 months » n’est pas une durée
     15 |     expected: 2 months
        |               ^~~~~~~~
  conseil: les mois ne se valent pas : écrivez 30 days, 13 weeks, 365 days

  fautes.yaml:17:7: erreur: la clé « grade » manque dans un jalon
     17 |       told: {title: {en: The sponsor has told it, fr: Le sponsor l’a dit}, persona: sponsor, when: a
        |       ^~~~
  conseil: grade : required (bloque dans un standard formel), expected (avertit) ou helpful (note)

  fautes.yaml:18:8: erreur: ici doivent se trouver les clés qui décrivent les passages
     18 | moves: none
        |        ^~~~
  conseil: quels passages entre étapes sont permis

  fautes.yaml:19:49: erreur: « los » n’est pas une issue
     19 | outcomes: {won: {title: {en: Won, fr: Gagnée}}, los: {title: {en: Lost, fr: Perdue}}}
        |                                                 ^~~
  conseil: vouliez-vous dire lost ?

  1 fichier : 8 erreurs, 0 avertissement, 0 remarque
  [1]

A file that is not YAML, and one that is no mapping.

  $ printf 'process: a: b\n' > mal.yaml && etalon check --lang fr mal.yaml
  mal.yaml:1:11: erreur: une valeur de clé n’est pas permise ici
      1 | process: a: b
        |           ^
  conseil: un texte qui contient « : » suivi d’un blanc doit être entre guillemets

  1 fichier : 1 erreur, 0 avertissement, 0 remarque
  [1]

  $ printf 'etalon-map: 1\ndates: jour\n' > map.yaml && etalon assess x.csv --map map.yaml --lang fr
  map.yaml:2:8: erreur: ordre de dates inconnu : « jour »
      2 | dates: jour
        |        ^~~~
  conseil: connus : day-first, month-first
  etalon: le fichier de correspondance map.yaml est inutilisable
  [1]

Rows that could not be used, each with its reason.

  $ cat > affaires.csv <<'END'
  > Id,Name,StageName,Amount,CloseDate,CreatedDate
  > 1,A,Closed Won,10,2026-01-01,2025-01-01
  > 2,B,Closed Lost,10,2026-01-01,2025-01-01
  > ,C,Closed Won,5,2026-01-02,2025-01-01
  > 5,E,Closed Lost,5,hier,2025-01-01
  > 6,"F,Closed Lost,1,2026-01-01,2025-01-01
  > END

  $ etalon assess affaires.csv --lang fr --rejected refus.csv > rapport.txt && cat refus.csv
  file,line,reason,excerpt
  affaires.csv,4,pas d’identifiant,",C,Closed Won,5,2026-01-02,2025-01-01"
  affaires.csv,5,la colonne « CloseDate » ne contient pas de date : « hier »,"5,E,Closed Lost,5,hier,2025-01-01"
  affaires.csv,6,un guillemet ouvert ici n’est jamais refermé,",,,,,"

  $ etalon map affaires.csv --lang fr
  # Ce qu’etalon a compris de vos fichiers. Corrigez ce qui est faux, puis :
  #   etalon assess FICHIERS… --map CE_FICHIER
  # Après chaque colonne : à quel point c’est sûr, et quelques valeurs.
  etalon-map: 1

  # dates: day-first     # ou month-first : comment se lit 03/04/2024
  # decimal: point       # ou comma : le signe avant les centimes
  # currency: EUR        # des montants qui n’en nomment pas
  # as-of: 2026-11-23    # quand les fichiers ont été exportés
  # stages: [Première, Deuxième, Troisième]   # leur ordre, sans les fins

  # Ce que signifient les mots des étapes, des statuts et des raisons : won, lost,
  # no-decision, walked, invalid ou open. Les mots sans # sont pris tels quels ; une raison
  # ne parle que des affaires perdues.
  outcomes:
    # "Closed Won": won
    # "Closed Lost": lost

  files:
    - file: "affaires.csv"   # Salesforce, 5 lignes, UTF-8
      role: deals   # d’après ses en-têtes
      columns:
        "Id": id   # éditeur du CRM · 1 | 2 | 5
        "Name": name   # éditeur du CRM · A | B | C
        "StageName": stage   # éditeur du CRM · Closed Won | Closed Lost
        "Amount": amount   # éditeur du CRM · 10 | 5
        "CloseDate": close   # éditeur du CRM · 2026-01-01 | 2026-01-02 | hier
        "CreatedDate": created   # éditeur du CRM · 2025-01-01

A report's first screen.

  $ etalon simulate --kind formal --deals 400 --seed 3 --end 2026-01-01 -o societe > /dev/null

  $ cd societe && etalon assess deals.csv events.csv governance.csv --standard standard.yaml --lang fr
  Comment nous vendons vraiment
  400*affaires, du*au* (glob)
  D’après deals.csv, events.csv, governance.csv
  Ce que l’on savait au* (glob)

  Sur 100 affaires qui entrent, environ* (glob)
  ...
  Comment vendons-nous vraiment* (glob)
    Gagnées dans les*jours suivant l’entrée (glob)
    *sur*à ce jour (glob)
    Gagnées, sur les gagnées et perdues (vue d’un CRM)
  ...
  Lequel des quatre types de processus est-ce* (glob)
    ○ Aléatoire ── ○ Informel ── ● Formel ── ○ Dynamique
  ...
  Combien cela nous coûte-t-il* (glob)
    Gagnées*affaires* (glob)
  ...
