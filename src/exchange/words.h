/* words.h - what words mean in English, French, German, Spanish and Portuguese: outcomes
 * among stage names, statuses and reasons; yes and no; "not known". Only clear words count: a
 * word that is not here means nothing, and the mapping file can say what it means. Pure. */
#pragma once

#include "standard/outcome.h"

/* What a stage name or a status says: "Closed Won", "Perdu", "8 - Gewonnen", "Sans suite".
 * OUTCOME_OPEN only when the word itself says so ("Open", "In progress"). False when it says
 * nothing of an outcome. `a` is as before afterwards. */
MUST_CHECK bool words_outcome(struct arena *a, str value, enum outcome *out);

/* A reason of a lost deal that shows it was no loss to anybody: "No decision /
 * Non-Responsive", "Projekt gestoppt", "Duplicate". False: it stays what it was. */
MUST_CHECK bool words_reason(struct arena *a, str value, enum outcome *out);

/* What an activity of an event log says of the end of its deal: the whole of it must be clear
 * words ("Deal Won", "Affaire perdue"; not "Lost contact"). Never OUTCOME_OPEN. */
MUST_CHECK bool words_end(struct arena *a, str activity, enum outcome *out);

/* Does a status say that it is over, without saying how ("Closed", "Clôturé")? */
bool words_closed(str value);

/* Does a status say that the record was deleted? */
bool words_deleted(str value);

/* Five spellings in five languages. False when it is neither. */
MUST_CHECK bool words_bool(str value, bool *out);

/* "0", "0000-00-00", "00/00/0000 00:00": how some write that there is no date. */
bool words_no_date(str value);

/* Empty, NA, -, Select, Unknown, #N/A, null …: the person did not say. */
bool words_missing(str value);
