/* said.h - figures in words, as the reports about revisions say them; for report/ only. */
#pragma once

#include "format/json.h"
#include "report/number.h"
#include "report/text.h"
#include "stats/interval.h"

/* "41 of 90, 46% (36–56)"; without the share when there are fewer than 5. */
str said_share(struct arena *a, enum lang lang, i64 x, i64 n);
/* "+12 points (4 to 20)" of a difference of shares; "–" when it is NAN. */
str said_points(struct arena *a, enum lang lang, struct estimate e);
/* "+3" or "−3", rounded. */
str said_signed(struct arena *a, enum lang lang, f64 value);
str said_capital(struct arena *a, str text);

void put_word(struct json *j, const char *key, str value); /* left out when empty */
void put_whole(struct json *j, const char *key, i64 value);
void put_flag(struct json *j, const char *key, bool value);
void put_real(struct json *j, const char *key, f64 value); /* null when not finite */
void put_date(struct json *j, const char *key, i64 at_ms); /* left out when TIME_NONE */
/* {"numerator", "denominator", "value", "low", "high"}: Wilson */
void put_share(struct json *j, const char *key, i64 x, i64 n);
/* {"value", "low", "high"}, or null */
void put_estimate(struct json *j, const char *key, struct estimate e);
