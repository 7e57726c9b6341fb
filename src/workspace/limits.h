/* limits.h - the limits of a workspace as a table, for `etalon limits`. */
#pragma once

#include "http/limits.h"

extern const struct http_limit workspace_limits[]; /* ended by a row without a name */
