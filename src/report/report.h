/* report.h - all that a report is made of, as the other rooms computed it. Three ways to
 * read it: terminal.h for a screen, json.h for a program, html.h for a board. All three are
 * functions of this struct alone: same facts, same bytes; no clock, no file, no locale. */
#pragma once

#include "exchange/import.h"
#include "measure/answers.h"
#include "report/part.h"
#include "report/text.h"
#include "standard/standard.h"

struct report_process; /* process.h: map, variants, distance to the standard */

struct report {
    enum lang lang;
    str version; /* of the program */
    const struct history *history;
    const struct import_report *import;
    const struct answers *answers;
    const struct standard *standard; /* NULL: none was given */
    const struct report_process *process;
    const struct report_population *population; /* NULL: files */
    const i64 *deal_ids;                        /* per deal, of a workspace; NULL: files */
    struct report_people people;
    bool compact; /* JSON without blanks and lines */
};

enum { REPORT_BYTES_MAX = 256 << 20 }; /* of what is written; past it `buf.full` */
