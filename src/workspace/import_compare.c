/* What a newer export tells of a deal beyond the imports before: their events, as they stand in
 * the chain, against its own. */
#include "workspace/import_step.h"

#include "workspace/store.h"

struct told {
    i64 kind, subject, value, occurred_ms;
    str text;
    bool matched;
};

struct comparing {
    struct arena *a;
    struct storage *db;
    VEC(struct told) told;
    i64 newest; /* KIND_DEAL_IMPORTED that told last; 0: none */
    i64 imports;
};

static bool is_told(const struct record *r)
{
    return r->role != ROLE_SYSTEM && r->kind != KIND_DEAL_REFERENCE && r->kind != KIND_DEAL_NAMED;
}

static void take(struct comparing *c, const struct record *r)
{
    str text = r->kind == KIND_DEAL_TOLD ? str_dup(c->a, r->text) : (str){0};
    *vec_push(c->a, &c->told) =
        (struct told){r->kind, r->subject, r->value, r->occurred_ms, text, false};
}

/* Backwards along the chain; what was taken back is passed over. False: it does not hang
 * together, or the database failed. */
static bool collect(struct comparing *c, struct import_novelty *out, i64 deal, i64 revision)
{
    i64 left = 0; /* events of the import we are in */
    for (i64 at = revision; at != 0;) {
        struct record r;
        struct statement *s = storage_use(c->db, SQL_EVENT_GET);
        bind_i64(s, 1, at);
        if (!statement_next(s) || !record_read(s, &r) || r.deal != deal || r.before >= at)
            return false;
        if (r.kind == KIND_DEAL_IMPORTED) {
            left = r.subject;
            c->imports++;
            if (!c->newest)
                out->import = r.value;
            if (!c->newest && !import_facts_parse(&out->before, c->a, str_dup(c->a, r.text)))
                return false;
            c->newest = c->newest ? c->newest : at;
        } else if (left > 0 && is_told(&r)) {
            take(c, &r);
        }
        left -= left > 0;
        if (left == 0 && r.before == 0)
            out->made_by_it = c->imports == 1;
        at = r.kind == KIND_DEAL_TAKEN_BACK ? r.value : r.before;
    }
    return true;
}

static bool known_already(struct comparing *c, const struct import_act *act)
{
    for (i64 i = 0; i < c->told.n; i++) {
        struct told *t = &c->told.v[i];
        if (!t->matched && t->kind == act->kind && t->subject == act->subject &&
            t->value == act->value && t->occurred_ms == act->occurred_ms &&
            (act->kind != KIND_DEAL_TOLD || str_eq(t->text, act->text))) {
            t->matched = true;
            return true;
        }
    }
    return false;
}

bool import_compare(struct import_novelty *out, struct arena *a, struct storage *db, i64 deal,
                    i64 revision, const struct import_deal *told)
{
    struct comparing c = {.a = a, .db = db};
    *out = (struct import_novelty){.known = deal > 0};
    out->acts = arena_array(a, const struct import_act *, told->act_count);
    if (deal > 0 && !collect(&c, out, deal, revision))
        return false;
    statement_reset(storage_use(db, SQL_EVENT_GET));
    out->told_before = c.newest > 0;
    for (i64 i = 0; i < told->act_count; i++)
        if (deal == 0 || (i > 0 && !known_already(&c, &told->acts[i])))
            out->acts[out->act_count++] = &told->acts[i];
    if (out->told_before) {
        struct buf text;
        buf_init(&text, WORKSPACE_TEXT_MAX);
        import_facts_print(&text, &out->before);
        out->same_record = str_eq(str_trim(buf_str(&text)), told->facts);
        buf_release(&text);
    }
    return true;
}
