#include "exchange/log_ends.h"

#include "exchange/words.h"

enum { SHOWN = 8 };

bool log_ends_of(struct arena *a, const struct mapping *mapping, str name, bool clear,
                 enum outcome *out)
{
    if (mapping_outcome(mapping, name, out))
        return *out != OUTCOME_OPEN;
    return clear && words_end(a, name, out);
}

bool log_ends_any(struct arena *a, const struct history_builder *b, const struct mapping *mapping)
{
    for (i64 i = 0; i < history_activity_count(b); i++) {
        enum outcome o;
        if (history_activity_kind(b, i) == ACTIVITY_OTHER &&
            log_ends_of(a, mapping, history_activity_name(b, i), true, &o) &&
            (o == OUTCOME_WON || o == OUTCOME_LOST))
            return true;
    }
    return false;
}

/* The activities that a mapping file lists as stages are stages. */
static void apply_stages(struct history_builder *b, const struct mapping *m)
{
    if (!m || m->stages.n == 0)
        return;
    for (i64 i = 0; i < history_activity_count(b); i++)
        for (i64 k = 0; k < m->stages.n; k++)
            if (history_activity_kind(b, i) == ACTIVITY_OTHER &&
                str_eq(history_activity_name(b, i), m->stages.v[k]))
                history_activity_becomes(b, i, OUTCOME_OPEN);
    history_set_stages(b, m->stages.v, m->stages.n);
}

void log_ends_apply(struct history_builder *b, struct import_report *report, i32 file,
                    const struct mapping *mapping)
{
    bool clear = log_ends_any(report->arena, b, mapping);
    i64 n = 0;
    str text = {0};
    for (i64 i = 0; i < history_activity_count(b); i++) {
        enum outcome o;
        str name = history_activity_name(b, i);
        if (history_activity_kind(b, i) != ACTIVITY_OTHER ||
            !log_ends_of(report->arena, mapping, name, clear, &o))
            continue;
        history_activity_becomes(b, i, o);
        if (n++ < SHOWN)
            text = str_fmt(report->arena, "%.*s%s\"%.*s\" (%s)", STR_ARG(text), n > 1 ? ", " : "",
                           STR_ARG(str_clip(name, 60)), outcome_id(o));
    }
    apply_stages(b, mapping);
    if (n)
        note_warning(report, file, 0,
                     "these activities are taken as the end of a deal: %.*s%s; say otherwise under "
                     "outcomes in a mapping file",
                     STR_ARG(text), n > SHOWN ? "…" : "");
}
