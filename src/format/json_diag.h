/* json_diag.h - a list of problems as JSON, for scripts and editors: one object per problem
 * with file, line, column, length, severity, code, message and, if there is one, hint. */
#pragma once

#include "format/json.h"

/* Writes the array of `d`'s problems, in their order. */
void json_diags(struct json *j, const struct diags *d);
