#include "report/json_part.h"

void json_key_c(struct json_writer *w, const char *key)
{
    json_key(&w->j, str_c(key));
}

void json_put_str(struct json_writer *w, const char *key, str value)
{
    json_key_c(w, key);
    json_str(&w->j, value);
}

void json_put_i64(struct json_writer *w, const char *key, i64 value)
{
    json_key_c(w, key);
    json_i64(&w->j, value);
}

void json_put_f64(struct json_writer *w, const char *key, f64 value)
{
    json_key_c(w, key);
    json_f64(&w->j, value);
}

void json_put_minor(struct json_writer *w, const char *key, bool known, i64 minor)
{
    json_key_c(w, key);
    if (known)
        json_i64(&w->j, minor);
    else
        json_null(&w->j);
}

void json_put_bool(struct json_writer *w, const char *key, bool value)
{
    json_key_c(w, key);
    json_bool(&w->j, value);
}

void json_put_day(struct json_writer *w, const char *key, i64 at_ms)
{
    json_key_c(w, key);
    if (at_ms == TIME_NONE) {
        json_null(&w->j);
        return;
    }
    struct buf day;
    buf_init(&day, 64);
    date_print(&day, days_of_ms(at_ms));
    json_str(&w->j, buf_str(&day));
    buf_release(&day);
}

void json_open(struct json_writer *w, const char *key)
{
    json_key_c(w, key);
    json_object(&w->j);
}

void json_open_array(struct json_writer *w, const char *key)
{
    json_key_c(w, key);
    json_array(&w->j);
}

void json_close(struct json_writer *w)
{
    json_end(&w->j);
}

bool json_unsaid(const struct json_writer *w, enum subject subject)
{
    const struct cannot_says *all = &w->answers->cannot_say;
    for (i64 i = 0; i < all->list.n; i++)
        if (all->list.v[i].what == subject)
            return true;
    return false;
}

void json_standing(struct json_writer *w, enum standing standing, enum subject subject)
{
    json_put_str(w, "standing", str_c(standing_id(standing)));
    json_key_c(w, "reason");
    if (standing == STANDING_MEASURED) {
        json_null(&w->j);
        return;
    }
    const struct cannot_says *all = &w->answers->cannot_say;
    for (i64 i = 0; i < all->list.n; i++)
        if (all->list.v[i].what == subject) {
            json_str(&w->j, str_c(cause_id(all->list.v[i].why)));
            return;
        }
    /* none on record: a share of too few deals, or of none at all */
    enum cause cause = standing == STANDING_COUNTS ? CAUSE_TOO_FEW : CAUSE_NO_DEALS;
    json_str(&w->j, str_c(cause_id(cause)));
}

void json_rate_fields(struct json_writer *w, struct rate r, enum subject subject)
{
    json_put_f64(w, "value", r.value);
    json_put_f64(w, "low", r.low);
    json_put_f64(w, "high", r.high);
    json_put_i64(w, "numerator", r.numerator);
    json_put_i64(w, "denominator", r.denominator);
    json_standing(w, r.standing, subject);
}

void json_rate(struct json_writer *w, const char *key, struct rate r, enum subject subject)
{
    if (r.standing != STANDING_MEASURED)
        r.value = r.low = r.high = __builtin_nan("");
    json_open(w, key);
    json_rate_fields(w, r, subject);
    json_close(w);
}

void json_figure(struct json_writer *w, const char *key, struct figure f)
{
    bool known = f.standing == STANDING_MEASURED;
    json_open(w, key);
    json_put_f64(w, "value", known ? f.value : __builtin_nan(""));
    json_put_f64(w, "low", known ? f.low : __builtin_nan(""));
    json_put_f64(w, "high", known ? f.high : __builtin_nan(""));
    json_put_i64(w, "n", f.n);
    json_close(w);
}

void json_spread(struct json_writer *w, const char *key, const struct spread *s)
{
    const struct {
        const char *name;
        f64 value;
    } parts[] = {{"min", s->min},   {"p10", s->p10}, {"p25", s->p25}, {"median", s->median},
                 {"mean", s->mean}, {"p75", s->p75}, {"p90", s->p90}, {"max", s->max}};
    json_open(w, key);
    json_put_i64(w, "n", s->n);
    for (i64 i = 0; i < LENGTH(parts); i++)
        json_put_f64(w, parts[i].name, s->n ? parts[i].value : __builtin_nan(""));
    json_close(w);
}

void json_quantile(struct json_writer *w, const char *key, const struct time_quantile *q)
{
    json_open(w, key);
    json_put_f64(w, "p", q->p);
    json_put_f64(w, "days", q->days);
    json_put_f64(w, "low", q->low);
    json_put_f64(w, "high", q->high);
    json_close(w);
}

void json_array_f64(struct json_writer *w, const char *key, const f64 *v, i64 n)
{
    json_open_array(w, key);
    for (i64 i = 0; i < n && v; i++)
        json_f64(&w->j, v[i]);
    json_close(w);
}

bool json_shows_seller(const struct json_writer *w, str name)
{
    const struct report_people *p = &w->report->people;
    return !p->own_only || (p->self.n && str_eq(p->self, name));
}
