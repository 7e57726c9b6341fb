#include "exchange/meaning.h"

#include "base/message.h"
#include "exchange/words.h"

void meaning_init(struct meaning *m, struct arena *a, const struct mapping *mapping)
{
    *m = (struct meaning){.arena = a, .mapping = mapping};
    dict_init(&m->outcomes.words, a);
    dict_init(&m->reasons.words, a);
    dict_init(&m->stage_ids, a);
}

static void read_stage(struct meaning *m, const struct sheet *s, i64 row)
{
    bool won = false, closed = false;
    struct meaning_stage st = {.id = sheet_text(s, row, FIELD_ID, NULL),
                               .label = sheet_text(s, row, FIELD_NAME, NULL)};
    if (st.id.n == 0 || dict_find(&m->stage_ids, st.id) >= 0)
        return;
    enum sheet_answer has_won = sheet_bool(s, row, FIELD_WON, &won);
    enum sheet_answer has_closed = sheet_bool(s, row, FIELD_CLOSED, &closed);
    st.has_order = sheet_number(s, row, FIELD_ORDER, &st.order) == SHEET_FINE;
    st.has_probability = sheet_number(s, row, FIELD_PROBABILITY, &st.probability) == SHEET_FINE;
    st.has_outcome = has_won == SHEET_FINE && has_closed == SHEET_FINE;
    st.outcome = won ? OUTCOME_WON : closed ? OUTCOME_LOST : OUTCOME_OPEN;
    (void)dict_intern(&m->stage_ids, st.id);
    *vec_push(m->arena, &m->stages) = st;
}

void meaning_add_stages(struct meaning *m, const struct sheet *s)
{
    for (i64 row = 0; row < s->table.rows; row++)
        if (!s->table.broken[row])
            read_stage(m, s, row);
}

const struct meaning_stage *meaning_find_stage(const struct meaning *m, str stage)
{
    i64 id = m->stages.n ? dict_find(&m->stage_ids, stage) : -1;
    return id < 0 ? NULL : &m->stages.v[id];
}

str meaning_stage_name(const struct meaning *m, str stage)
{
    const struct meaning_stage *s = meaning_find_stage(m, stage);
    return s && s->label.n ? s->label : stage;
}

static bool look_up(struct meaning *m, struct word_cache *cache, str word, enum outcome *out)
{
    if (word.n == 0)
        return false;
    u32 id = dict_intern(&cache->words, word);
    if (id == cache->found.n) {
        enum outcome o = OUTCOME_OPEN;
        bool known = mapping_outcome(m->mapping, word, &o) ||
                     (cache == &m->reasons ? words_reason(m->arena, word, &o)
                                           : words_outcome(m->arena, word, &o));
        *vec_push(m->arena, &cache->found) = (i8)(known ? (i32)o : -1);
    }
    i8 found = cache->found.v[id];
    *out = found < 0 ? OUTCOME_OPEN : (enum outcome)found;
    return found >= 0;
}

bool meaning_of_stage(struct meaning *m, str stage, enum outcome *out)
{
    const struct meaning_stage *s = meaning_find_stage(m, stage);
    if (s && s->has_outcome) {
        enum outcome by_label;
        *out = s->outcome;
        if (s->outcome == OUTCOME_LOST && look_up(m, &m->outcomes, s->label, &by_label) &&
            by_label > OUTCOME_LOST)
            *out = by_label;
        return s->outcome != OUTCOME_OPEN;
    }
    return look_up(m, &m->outcomes, s && s->label.n ? s->label : stage, out) &&
           *out != OUTCOME_OPEN;
}

struct row {
    str stage, status, status_reason, reason, won;
};

static bool by_mapping(const struct meaning *m, const struct row *r, enum outcome *out)
{
    const str words[] = {r->status_reason, r->status, r->stage, r->won}; /* reasons: refine() */
    for (i64 i = 0; m->mapping && m->mapping->outcomes.n && i < LENGTH(words); i++)
        if (words[i].n && mapping_outcome(m->mapping, words[i], out))
            return true;
    return false;
}

/* Flags say won and closed, not how it was closed. */
static bool by_flags(struct meaning *m, const struct sheet *s, i64 row, const struct row *r,
                     enum outcome *out)
{
    bool won, lost, closed;
    enum outcome word;
    bool has_won = sheet_bool(s, row, FIELD_WON, &won) == SHEET_FINE;
    bool has_lost = sheet_bool(s, row, FIELD_LOST, &lost) == SHEET_FINE;
    bool has_closed = sheet_bool(s, row, FIELD_CLOSED, &closed) == SHEET_FINE;
    *out = has_won && won                              ? OUTCOME_WON
           : (has_lost && lost) || (has_won && closed) ? OUTCOME_LOST
                                                       : OUTCOME_OPEN;
    if (*out != OUTCOME_OPEN)
        return true;
    if (has_won && (has_closed || has_lost))
        return true;
    if (has_won && sheet_text(s, row, FIELD_CLOSED_AT, NULL).n) { /* it ended, and was not won */
        *out = OUTCOME_LOST;
        return true;
    }
    /* not won, and nothing else says lost */
    return has_won && !r->status.n && !meaning_of_stage(m, r->stage, &word);
}

static bool by_words(struct meaning *m, const struct row *r, enum outcome *out)
{
    if (r->status.n && look_up(m, &m->outcomes, r->status, out))
        return true;
    if (meaning_of_stage(m, r->stage, out))
        return true;
    *out = OUTCOME_OPEN;
    return false;
}

static bool by_dates(const struct sheet *s, i64 row, const struct row *r, enum outcome *out)
{
    i64 at;
    i32 column;
    if ((sheet_has(s, FIELD_STAGE) || sheet_has(s, FIELD_STATUS)) && !words_closed(r->status))
        return false;
    bool won = sheet_time(s, row, FIELD_WON_AT, &at, &column) == SHEET_FINE;
    bool lost = sheet_time(s, row, FIELD_LOST_AT, &at, &column) == SHEET_FINE;
    *out = won && !lost ? OUTCOME_WON : lost && !won ? OUTCOME_LOST : OUTCOME_OPEN;
    return sheet_has(s, FIELD_WON_AT) && sheet_has(s, FIELD_LOST_AT) && !(won && lost);
}

/* An archived record was lost; in Odoo a probability of 100 is a sale. */
static bool by_archive(const struct sheet *s, i64 row, enum outcome *out)
{
    bool active;
    f64 probability;
    if (sheet_bool(s, row, FIELD_ACTIVE, &active) == SHEET_FINE && !active &&
        sheet_text(s, row, FIELD_ACTIVE, NULL).n) {
        *out = OUTCOME_LOST;
        return true;
    }
    if (str_eq(s->format, S("Odoo")) &&
        sheet_number(s, row, FIELD_PROBABILITY, &probability) == SHEET_FINE && probability >= 100) {
        *out = OUTCOME_WON;
        return true;
    }
    return false;
}

static enum outcome refine(struct meaning *m, const struct row *r)
{
    enum outcome o;
    if ((look_up(m, &m->reasons, r->status_reason, &o) || look_up(m, &m->reasons, r->reason, &o) ||
         look_up(m, &m->reasons, r->status, &o)) &&
        o > OUTCOME_LOST)
        return o;
    return meaning_of_stage(m, r->stage, &o) && o > OUTCOME_LOST ? o : OUTCOME_LOST;
}

static void find_conflict(struct meaning *m, const struct row *r, struct verdict *v)
{
    enum outcome stage;
    if (!meaning_of_stage(m, r->stage, &stage))
        return;
    bool won = v->outcome == OUTCOME_WON, stage_won = stage == OUTCOME_WON;
    if (v->outcome == OUTCOME_OPEN || won != stage_won)
        v->conflict = message_fmt(m->arena, "a deal that is %s stands in stage \"%.*s\"",
                                  outcome_id(v->outcome), STR_ARG(r->stage));
}

struct verdict meaning_of_row(struct meaning *m, const struct sheet *s, i64 row)
{
    struct verdict v = {0};
    struct row r = {sheet_text(s, row, FIELD_STAGE, NULL), sheet_text(s, row, FIELD_STATUS, NULL),
                    sheet_text(s, row, FIELD_STATUS_REASON, NULL),
                    sheet_text(s, row, FIELD_REASON, NULL), sheet_text(s, row, FIELD_WON, NULL)};
    v.known = true;
    if (by_mapping(m, &r, &v.outcome))
        return v;
    if (!by_flags(m, s, row, &r, &v.outcome) && !by_words(m, &r, &v.outcome) &&
        !by_archive(s, row, &v.outcome) && !by_dates(s, row, &r, &v.outcome)) {
        v.known = r.stage.n > 0 || r.status.n > 0;
        v.closed = words_closed(r.status);
        v.unsaid = r.status.n > 0 && !v.closed;
        return v;
    }
    if (v.outcome == OUTCOME_LOST)
        v.outcome = refine(m, &r);
    find_conflict(m, &r, &v);
    return v;
}
