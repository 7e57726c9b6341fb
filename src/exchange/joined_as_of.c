#include "exchange/joined.h"

#include "base/message.h"
#include "exchange/events.h"

#include <stdlib.h>

/* A close date is typed by hand: how far past the last change of a record it is believed. */
#define CLOSE_AHEAD_MS (366 * MS_PER_DAY)

static int by_time(const void *x, const void *y)
{
    i64 a = *(const i64 *)x, b = *(const i64 *)y;
    return a < b ? -1 : a > b;
}

/* The last of `n` moments that is no slip: when a handful (1 in 200) lies more than a year
 * after all others, those are left out. */
static i64 last_plausible(i64 *v, i64 n)
{
    if (n == 0)
        return TIME_NONE;
    qsort(v, (size_t)n, sizeof *v, by_time);
    i64 last = n - 1;
    for (i64 cut = 0; cut < i64_max(n / 200, n >= 20) && last > 0; cut++, last--)
        if (v[last] - v[last - 1] > CLOSE_AHEAD_MS)
            return v[last - 1];
    return v[n - 1];
}

struct last {
    i64 at_ms;
    str from;
    bool changes; /* records say when they last changed, so nothing known is later */
};

static void later(struct last *l, i64 at_ms, const char *from)
{
    if (at_ms != TIME_NONE && at_ms > l->at_ms) {
        l->at_ms = at_ms;
        l->from = str_c(message(from));
    }
}

/* What the machine stamped: creations, changes of records, events. */
static struct last last_stamp(const struct joined *j)
{
    struct last l = {.at_ms = TIME_NONE};
    for (i64 i = 0; i < j->deals->list.n; i++) {
        const struct deal_row *r = &j->deals->list.v[i];
        later(&l, r->created_ms, "the last creation of a deal");
        later(&l, r->stage_since_ms, "the last change of a stage");
        later(&l, r->modified_ms, "the last change of a record");
        l.changes = l.changes || r->modified_ms != TIME_NONE;
    }
    later(&l, j->changes->last_ms, "the last event of a history");
    for (i64 i = 0; i < j->event_sheets.n; i++)
        later(&l, events_last(j->event_sheets.v[i].sheet), "the last event");
    return l;
}

static i64 last_close(const struct joined *j)
{
    i64 *v = arena_array(j->arena, i64, 2 * j->deals->list.n), n = 0;
    for (i64 i = 0; i < j->deals->list.n; i++) {
        const struct deal_row *r = &j->deals->list.v[i];
        if (r->verdict.outcome != OUTCOME_OPEN && r->close_ms != TIME_NONE)
            v[n++] = r->close_ms;
        if (r->entered_ms != TIME_NONE)
            v[n++] = r->entered_ms;
    }
    return last_plausible(v, n);
}

static void judge_late_closes(struct joined *j, const struct last *stamp)
{
    for (i64 i = 0; i < j->deals->list.n; i++) {
        struct deal_row *r = &j->deals->list.v[i];
        if (r->verdict.outcome == OUTCOME_OPEN || r->close_ms == TIME_NONE)
            continue;
        i64 line = r->sheet->table.line[r->row];
        if (r->close_ms > j->as_of_ms) {
            note_warning(j->report, r->sheet->file, line,
                         "closed at an implausible date: when it closed is taken as not known");
            r->close_ms = TIME_NONE;
        } else if (stamp->changes && r->close_ms > stamp->at_ms + MS_PER_DAY) {
            note_warning(j->report, r->sheet->file, line,
                         "closed, with a close date after the last change of any record");
        }
    }
}

void joined_find_as_of(struct joined *j)
{
    struct last stamp = last_stamp(j);
    i64 close = last_close(j);
    j->report->as_of_from = j->as_of_asked ? message_str(S("as asked for")) : stamp.from;
    if (!j->as_of_asked) {
        j->as_of_ms = stamp.at_ms;
        bool believed =
            close != TIME_NONE && (!stamp.changes || close <= stamp.at_ms + CLOSE_AHEAD_MS);
        if (believed && close > j->as_of_ms) {
            j->as_of_ms = close;
            j->report->as_of_from = message_str(S("the last close date of a closed deal"));
        }
        if (j->as_of_ms != TIME_NONE)
            judge_late_closes(j, &stamp);
    }
    j->report->as_of_ms = j->as_of_ms;
}
