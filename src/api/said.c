/* Pieces of answers that several resources print. */
#include "api/parts.h"

void put_str(struct json *j, const char *key, str value)
{
    json_key(j, str_c(key));
    json_str(j, value);
}

void put_text(struct json *j, const char *key, str value)
{
    if (value.n)
        put_str(j, key, value);
}

void put_read(struct json *j, const struct json_value *v)
{
    f64 number = 0;
    switch (v->type) {
    case JSON_IS_NULL: json_null(j); return;
    case JSON_IS_BOOL: json_bool(j, v->boolean); return;
    case JSON_IS_TEXT: json_str(j, v->text); return;
    case JSON_IS_NUMBER:
        if (v->whole)
            json_i64(j, v->integer);
        else if (str_to_f64(v->text, &number))
            json_f64(j, number);
        else
            json_null(j);
        return;
    default: break;
    }
    v->type == JSON_IS_LIST ? json_array(j) : json_object(j);
    for (const struct json_value *x = v->first; x; x = x->next) {
        if (v->type == JSON_IS_OBJECT)
            json_key(j, x->key);
        put_read(j, x);
    }
    json_end(j);
}

void put_i64(struct json *j, const char *key, i64 value)
{
    json_key(j, str_c(key));
    json_i64(j, value);
}

void put_bool(struct json *j, const char *key, bool value)
{
    json_key(j, str_c(key));
    json_bool(j, value);
}

void put_moment(struct json *j, const char *key, i64 ms)
{
    char room[40];
    struct buf out = {.p = room, .max = sizeof room};
    if (ms == TIME_NONE || ms == INT64_MAX)
        return;
    time_print(&out, ms);
    put_str(j, key, buf_str(&out));
}

void put_day(struct json *j, const char *key, i64 day)
{
    char room[40];
    struct buf out = {.p = room, .max = sizeof room};
    if (day == TIME_NONE)
        return;
    date_print(&out, day);
    put_str(j, key, buf_str(&out));
}

void put_named(struct json *j, const char *key, str id, str title)
{
    json_key(j, str_c(key));
    json_object(j);
    put_str(j, "id", id);
    put_text(j, "title", title);
    json_end(j);
}

void put_person(struct json *j, const char *key, struct reader *r, struct arena *a, u32 number)
{
    json_key(j, str_c(key));
    if (number == 0) {
        json_null(j);
        return;
    }
    json_object(j);
    put_i64(j, "person", number);
    put_text(j, "name", reader_person(r, a, number));
    json_end(j);
}

str api_words(const struct words *w, enum lang lang)
{
    return words_in(w, str_c(lang_code(lang)));
}

/* The ids a finding is about, so that a program can act on it. */
static void put_subjects(struct json *j, const struct standard *s, const struct finding *f)
{
    if (f->milestone >= 0)
        put_str(j, "milestone", s->milestones.v[f->milestone].id);
    if (f->code == FINDING_ORDER && f->other >= 0)
        put_str(j, "first", s->milestones.v[f->other].id);
    if (f->code == FINDING_NO_REASON && f->other >= 0)
        put_str(j, "lane", str_c(lane_words[f->other]));
    if (f->field >= 0)
        put_str(j, "field", s->fields.v[f->field].id);
    if (f->stage >= 0)
        put_str(j, "stage", s->stages.v[f->stage].id);
    if (f->handoff >= 0)
        put_str(j, "handoff", s->handoffs.v[f->handoff].id);
}

static void put_finding(struct json *j, struct arena *a, enum lang lang, const struct rules *r,
                        const struct finding *f)
{
    json_object(j);
    put_str(j, "code", str_c(finding_code_id((enum finding_code)f->code)));
    put_str(j, "severity", str_c(finding_severity_id((enum severity)f->severity)));
    if (f->milestone >= 0)
        put_str(j, "grade", str_c(grade_words[f->grade]));
    put_subjects(j, r->standard, f);
    put_str(j, "text", finding_say(a, lang, r, f));
    put_moment(j, "at", f->at_ms);
    if (f->remedy != REMEDY_NONE) {
        json_key(j, S("remedy"));
        json_object(j);
        put_str(j, "code", str_c(finding_remedy_id((enum remedy)f->remedy)));
        put_str(j, "text", finding_remedy_say(a, lang, r, f));
        json_end(j);
    }
    json_end(j);
}

void put_findings(struct json *j, struct arena *a, enum lang lang, const struct rules *r,
                  const struct verdict *v, bool silent)
{
    i64 from = j->out->n, left_out = 0;
    json_key(j, S("findings"));
    json_array(j);
    for (i32 i = 0; i < v->count; i++) {
        if (v->list[i].severity == SEVERITY_SILENT && !silent)
            continue;
        if (j->out->n - from > API_SAID_BYTES)
            left_out++;
        else
            put_finding(j, a, lang, r, &v->list[i]);
    }
    json_end(j);
    if (left_out)
        put_i64(j, "findings_left_out", left_out);
}

void put_ways_out(struct json *j, struct arena *a, enum lang lang, u32 ways)
{
    json_key(j, S("ways_out"));
    json_array(j);
    for (; ways; ways &= ways - 1) {
        enum way_out way = (enum way_out)(ways & -ways);
        json_object(j);
        put_str(j, "way", str_c(finding_way_id(way)));
        put_str(j, "text", finding_way_say(a, lang, way));
        json_end(j);
    }
    json_end(j);
}

str api_event_kind(i32 kind)
{
    return str_c(workspace_kind_id(kind));
}

/* Of a clock that ran out. */
static void put_clock_subject(struct json *j, const struct standard *s, const struct deal_event *e)
{
    enum due_what what = (enum due_what)(e->kind - KIND_CLOCK);
    if (what == DUE_STAGE && e->subject < s->stages.n)
        put_str(j, "stage", s->stages.v[e->subject].id);
    if ((what == DUE_ACCEPT || what == DUE_TOUCH) && e->subject < s->handoffs.n)
        put_str(j, "handoff", s->handoffs.v[e->subject].id);
    if ((what == DUE_LAPSE || what == DUE_WAIVER) && e->subject < s->milestones.n)
        put_str(j, "milestone", s->milestones.v[e->subject].id);
}

void put_event_subject(struct json *j, const struct standard *s, const struct deal_event *e)
{
    if (kind_is_clock(e->kind)) {
        put_clock_subject(j, s, e);
        return;
    }
    switch ((enum event_kind)e->kind) {
    case EVENT_OPENED:
    case EVENT_STAGE_ENTERED:
    case EVENT_REOPENED:
    case EVENT_MIGRATED:
        if (e->subject < s->stages.n)
            put_str(j, "stage", s->stages.v[e->subject].id);
        break;
    case EVENT_FIELD_SET:
    case EVENT_FIELD_CLEARED:
        if (e->subject < s->fields.n)
            put_str(j, "field", s->fields.v[e->subject].id);
        break;
    case EVENT_HANDOFF_OFFERED:
    case EVENT_HANDOFF_ACCEPTED:
    case EVENT_HANDOFF_RETURNED:
    case EVENT_HANDOFF_TOUCHED:
        if (e->subject < s->handoffs.n)
            put_str(j, "handoff", s->handoffs.v[e->subject].id);
        break;
    case EVENT_OUTCOME_SET: put_str(j, "outcome", str_c(outcome_id(e->subject))); break;
    case EVENT_REASON_SET: break;
    default:
        if (e->subject < s->milestones.n)
            put_str(j, "milestone", s->milestones.v[e->subject].id);
    }
}
