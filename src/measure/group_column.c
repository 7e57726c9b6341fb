#include "measure/group_column.h"

#include <stdio.h>
#include <string.h>

#define BY_OWNER S("owner")
#define BY_CLOSE_QUARTER S("close quarter")

static bool names_close_quarter(str by)
{
    return str_eq_fold(by, BY_CLOSE_QUARTER) || str_eq_fold(by, S("close-quarter")) ||
           str_eq_fold(by, S("quarter"));
}

static bool names_owner(str by)
{
    return str_eq_fold(by, BY_OWNER) || str_eq_fold(by, S("seller"));
}

static const struct history_attribute *attribute_named(const struct history *h, str by)
{
    for (i64 k = 0; k < h->attribute_count; k++)
        if (str_eq_fold(h->attributes[k].name, by))
            return &h->attributes[k];
    return NULL;
}

bool groups_column_check(const struct history *h, str by, struct err *e)
{
    if (names_owner(by) || names_close_quarter(by) || attribute_named(h, by))
        return true;
    err_set(e, ERR_USAGE, "there is no column \"%.*s\" to compare deals by", STR_ARG(by));
    char list[ERR_TEXT_MAX / 2] = "";
    for (i64 k = 0; k < h->attribute_count; k++) {
        str name = h->attributes[k].name;
        size_t used = strlen(list);
        if (used + (size_t)name.n + 3 < sizeof list)
            snprintf(list + used, sizeof list - used, ", %.*s", STR_ARG(name));
    }
    return err_hint(e, "there is: owner, close-quarter%s", list);
}

static struct group_column owner_column(const struct history *h)
{
    return (struct group_column){
        .by = BY_OWNER, .level_count = h->actors.n, .names = h->actors.names, .level = h->owner};
}

static struct group_column attribute_column(const struct history_attribute *at)
{
    return (struct group_column){
        .by = at->name, .level_count = at->values.n, .names = at->values.names, .level = at->value};
}

/* Quarters are compared whole: not the one that is not over, and not those that began before the
 * pipeline was full. Until a horizon has passed since the first deal began only what ends fast
 * can have ended, and of the quarter in which an export begins only the end is seen; both differ
 * for no other reason. */
static bool is_whole_quarter(const struct measuring *m, i64 quarter)
{
    const struct facts *f = &m->facts;
    i64 begins = days_of_quarter(quarter);
    if (quarter_of_days(f->as_of_day + 1) <= quarter)
        return false;
    if (!f->known[FACT_TIMES] || m->cohort.n == 0)
        return true;
    return begins >= i64_max(f->first_start_day + m->cohort.horizon_days, m->cohort.window_day);
}

static struct group_column quarter_column(struct measuring *m)
{
    const struct facts *f = &m->facts;
    const struct history *h = m->history;
    u32 *level = arena_array(m->arena, u32, h->deal_count);
    i64 first = quarter_of_days(f->first_close_day);
    i64 n = quarter_of_days(f->last_close_day) - first + 1;
    str *names = arena_array(m->arena, str, n);
    for (i64 q = 0; q < n; q++)
        names[q] = str_fmt(m->arena, "%lld Q%lld", (long long)((first + q) / 4),
                           (long long)((first + q) % 4 + 1));
    for (i64 d = 0; d < h->deal_count; d++) {
        bool closed = outcome_is_closed(h->outcome[d]) && f->close_day[d] != DAY_NONE;
        i64 quarter = closed ? quarter_of_days(f->close_day[d]) : 0;
        bool counts = closed && is_whole_quarter(m, quarter);
        level[d] = counts ? (u32)(quarter - first) : HISTORY_NO_ID;
    }
    return (struct group_column){.by = BY_CLOSE_QUARTER,
                                 .after_close = true,
                                 .level_count = n,
                                 .names = names,
                                 .level = level};
}

static void add_named(struct group_columns *out, struct measuring *m, str by)
{
    struct group_column column;
    const struct history_attribute *at = attribute_named(m->history, by);
    if (at) {
        column = attribute_column(at);
    } else if (names_owner(by)) {
        column = owner_column(m->history);
    } else {
        if (!m->facts.known[FACT_CLOSE_DATES]) {
            cannot_say_add(m, SUBJECT_GROUP, CAUSE_NO_CLOSE_DATE)->name = by;
            return;
        }
        column = quarter_column(m);
    }
    column.asked = true;
    *vec_push(m->arena, &out->list) = column;
}

void groups_columns(struct group_columns *out, struct measuring *m)
{
    const struct measure_options *o = m->options;
    for (i64 i = 0; i < o->by_count; i++)
        add_named(out, m, o->by[i]);
    if (o->by_count)
        return;
    if (m->facts.owners > 0)
        *vec_push(m->arena, &out->list) = owner_column(m->history);
    for (i64 k = 0; k < m->history->attribute_count; k++)
        *vec_push(m->arena, &out->list) = attribute_column(&m->history->attributes[k]);
    if (m->facts.known[FACT_CLOSE_DATES])
        *vec_push(m->arena, &out->list) = quarter_column(m);
}
