/* reader.h - who reads what a command prints: a person at a terminal, or a pipe. One answer
 * for all commands; the language is lang_spoken(). */
#pragma once

#include "base/base.h"

bool reader_color(void);     /* standard output is a terminal that wants it */
bool reader_color_err(void); /* standard error */
i32 reader_columns(void);    /* of the terminal; 80 elsewhere, so that files are alike */
