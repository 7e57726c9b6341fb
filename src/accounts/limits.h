/* limits.h - the limits of accounts as a table, for `etalon limits`. */
#pragma once

#include "http/limits.h"

extern const struct http_limit accounts_limits[]; /* ended by a row without a name */
