/* figure_rows.h - the deals behind a figure: those that are counted above the line, and those
 * below it. By the same functions that count them, so that their number is the number said.
 * Cost: what the figure itself costs. Any thread. */
#pragma once

#include "base/base.h"

struct history;
struct standard;
struct measure_options;

struct figure_rows {
    str name; /* as in the JSON: "win_rate.closed_narrow", see figure_names */
    str by;   /* of a group: the column */
    str of;   /* of a group: the level; of the funnel: the stage; of the map: the activity before */
    str to;   /* of the map: the activity after */
    bool others; /* all that it is a share of: its denominator */
};

/* The names there are, ended by NULL. */
extern const char *const figure_names[];

/* Sets in[d] for the deals of `history` behind the figure. `in` is zeroed and has deal_count
 * places. Fails with ERR_USAGE for a figure, a column, a level or a stage there is not. */
MUST_CHECK bool figure_rows_find(u8 *in, struct arena *scratch, const struct history *history,
                                 const struct standard *standard,
                                 const struct measure_options *options,
                                 const struct figure_rows *rows, struct err *e);
