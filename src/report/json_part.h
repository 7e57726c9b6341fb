/* json_part.h - what the parts of the JSON report share. Private to json_*.c. */
#pragma once

#include "format/json.h"
#include "report/json_report.h"
#include "report/phrase.h"

struct json_writer {
    struct json j;
    struct phrases p;
    const struct report *report;
    const struct answers *answers;
};

void json_key_c(struct json_writer *w, const char *key);
void json_put_str(struct json_writer *w, const char *key, str value);
void json_put_i64(struct json_writer *w, const char *key, i64 value);
void json_put_f64(struct json_writer *w, const char *key, f64 value);
void json_put_minor(struct json_writer *w, const char *key, bool known, i64 minor); /* or null */
void json_put_bool(struct json_writer *w, const char *key, bool value);
void json_put_day(struct json_writer *w, const char *key, i64 at_ms); /* null: not known */
void json_open(struct json_writer *w, const char *key);               /* an object */
void json_open_array(struct json_writer *w, const char *key);         /* an array */
void json_close(struct json_writer *w);

/* "standing" and "reason": null when measured, else the cause on record for `subject`. */
void json_standing(struct json_writer *w, enum standing standing, enum subject subject);
/* Whether `subject` is among what cannot be said. */
bool json_unsaid(const struct json_writer *w, enum subject subject);
void json_rate(struct json_writer *w, const char *key, struct rate r, enum subject subject);
void json_rate_fields(struct json_writer *w, struct rate r, enum subject subject);
void json_figure(struct json_writer *w, const char *key, struct figure f);
void json_spread(struct json_writer *w, const char *key, const struct spread *s);
void json_quantile(struct json_writer *w, const char *key, const struct time_quantile *q);
void json_array_f64(struct json_writer *w, const char *key, const f64 *v, i64 n);

/* Whether figures of the seller `name` are for the reader. */
bool json_shows_seller(const struct json_writer *w, str name);

/* "population": of deals of a workspace; nothing for files. */
void json_population(struct json_writer *w);

/* The parts, each a key or more of the report's object. */
void json_outcomes(struct json_writer *w);
void json_times(struct json_writer *w);
void json_funnel(struct json_writer *w);
void json_groups(struct json_writer *w);
void json_season(struct json_writer *w);
void json_pipeline(struct json_writer *w);
void json_adherence(struct json_writer *w);
void json_distance(struct json_writer *w);
void json_map(struct json_writer *w);
void json_variants(struct json_writer *w);
void json_assessment(struct json_writer *w);
