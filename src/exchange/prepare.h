/* prepare.h - before any row is read: every column of dates decides its order, every column
 * of amounts its decimal sign, by all their values, by what a person says, or by another
 * column of the same file. What stays open becomes a question of the report. */
#pragma once

#include "exchange/note.h"

void prepare_sheet(struct sheet *s, struct import_report *report, const struct mapping *mapping);
