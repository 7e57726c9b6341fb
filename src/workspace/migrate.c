/* Deals in flight carried to another edition, and back. It begins with an event, each deal has
 * one of its own (for each version on the way), it ends with an event; in between are small
 * transactions among those of others. What a kill leaves is gone on with: a deal that was
 * carried is on the other edition and not looked for any more. */
#include <string.h>

#include "base/message.h"
#include "workspace/propose.h"

/* --- what others ask -------------------------------------------------------------------------- */

i32 workspace_follows(const struct workspace *w, i32 edition)
{
    bool known = edition >= 1 && edition <= workspace_editions(w);
    const struct edition *before = known ? w->edition[edition]->before : NULL;
    return before ? before->rules.version : 0;
}

const struct carry *workspace_carry(const struct workspace *w, i32 edition)
{
    return workspace_follows(w, edition) ? &w->edition[edition]->carry : NULL;
}

i64 workspace_carried(const struct workspace *w)
{
    return __atomic_load_n(&w->carried, __ATOMIC_RELAXED);
}

bool workspace_draft(struct draft *out, const struct workspace *w, struct arena *a, str text,
                     struct diags *d, struct err *e)
{
    i32 count = workspace_editions(w);
    struct editions published = {w->edition, count};
    struct edition *edition = edition_make(a, w->platform, text, count + 1, d, e);
    bool old = false;
    if (!edition || !edition_link(edition, published, a, d, &old)) {
        if (old)
            diag_add(d, DIAG_ERROR, "old-version", edition->standard.process_at,
                     "this process has a version that is as new");
        return false;
    }
    out->rules = &edition->rules;
    out->carry = edition->carry;
    out->follows = edition->before ? edition->before->rules.version : 0;
    return true;
}

bool workspace_leads(const struct workspace *w, const struct draft *d, i32 edition)
{
    return d->follows &&
           (edition == d->follows || edition_leads(w->edition[edition], w->edition[d->follows]));
}

enum carry_trouble workspace_would_carry(const struct workspace *w, const struct draft *d,
                                         struct deal_state *s, i64 now_ms)
{
    i32 stage;
    enum carry_trouble trouble =
        edition_carry(w->edition[s->version], w->edition[d->follows], s, now_ms);
    if (trouble == CARRY_FINE)
        trouble = carry_plan(&d->carry, s, now_ms, &stage);
    if (trouble)
        return trouble;
    struct deal_event e = {.kind = EVENT_MIGRATED,
                           .occurred_ms = now_ms,
                           .subject = (u16)stage,
                           .value = d->rules->version};
    deal_carry(&d->carry, s, &e);
    return CARRY_FINE;
}

/* --- is it possible -------------------------------------------------------------------------- */

/* Whether all deals of the stage are without a place to go on some way from `from` to `to`. */
static bool is_dead_end(const struct edition *from, const struct edition *to, i32 stage)
{
    while (from != to) {
        const struct edition *next = edition_next(from, to);
        const struct carry *c = &next->carry;
        i32 targets = 0, target = -1;
        for (i32 i = 0; i < c->stage_rows; i++)
            if (c->stage[i].from == stage && c->stage[i].to >= 0) {
                targets++;
                target = c->stage[i].to;
            }
        if (targets != 1)
            return targets == 0; /* with several, each deal's own conditions decide */
        stage = target;
        from = next;
    }
    return false;
}

static bool is_at_the_end(const struct rules *r, i32 stage, enum outcome outcome)
{
    return outcome == OUTCOME_WON && i64_max(stage, r->commit) + 1 >= r->stage_count;
}

bool migration_possible(struct workspace *w, const struct edition *to, struct diags *d)
{
    struct statement *s = storage_use(w->db, SQL_STANDING);
    while (statement_next(s)) {
        i32 number = (i32)column_i64(s, 0), stage = (i32)column_i64(s, 1);
        const struct edition *from = w->edition[number];
        if (!edition_leads(from, to) ||
            is_at_the_end(&from->rules, stage, (enum outcome)column_i64(s, 2)) ||
            !is_dead_end(from, to, stage))
            continue;
        str id = from->standard.stages.v[stage].id;
        struct diag *one =
            diag_add(d, DIAG_ERROR, "occupied-stage", to->standard.changes.at,
                     "the stage \"%.*s\" of version %d holds %lld deals and has no place to go",
                     STR_ARG(id), from->standard.version, (long long)column_i64(s, 3));
        diag_hint(d, one,
                  "under changes: stages: write where %.*s goes, or publish for new deals "
                  "only",
                  STR_ARG(id));
    }
    return d->count[DIAG_ERROR] == 0;
}

/* --- beginning ------------------------------------------------------------------------------- */

static i64 begin(struct workspace *w, const struct intent *c, i64 kind, i64 value, i32 edition,
                 i64 undoes)
{
    struct record r = {
        .kind = kind,
        .subject = NO_SUBJECT,
        .value = value,
        .occurred_ms = w->now_ms,
        .actor = c->act.actor,
        .role = c->act.role,
    };
    append_event(w, NULL, &r, (str){0});
    struct statement *s = storage_use(w->db, SQL_MIGRATION_PUT);
    bind_i64(s, 1, w->head.sequence);
    bind_i64(s, 2, edition);
    bind_i64(s, 3, undoes);
    bind_i64(s, 4, w->now_ms);
    statement_run(s);
    w->migration = (struct migration){
        .id = w->head.sequence,
        .edition = edition,
        .undoes = undoes,
        .from = undoes ? edition : 1,
        .actor = c->act.actor,
        .role = (u8)c->act.role,
    };
    return w->head.sequence;
}

void migration_begin(struct workspace *w, const struct intent *c, const struct edition *to)
{
    begin(w, c, KIND_MIGRATION_BEGUN, to->rules.version, to->rules.version, 0);
}

/* The edition that the intent is about, when nothing is under way. */
static struct edition *asked_edition(struct workspace *w, struct request *r)
{
    i64 number = r->intent.act.value;
    bool known = number >= 1 && number <= w->edition_count;
    r->answer.status = !known ? ANSWER_MISSING : w->migration.id ? ANSWER_CONFLICT : ANSWER_PENDING;
    return r->answer.status == ANSWER_PENDING ? w->edition[number] : NULL;
}

void execute_migrate(struct workspace *w, struct request *r)
{
    struct edition *to = asked_edition(w, r);
    if (!to)
        return;
    arena_rewind(&w->editions_arena, w->editions_used); /* as for a standard that is refused */
    struct diags *d = arena_new(&w->editions_arena, struct diags);
    diags_init(d, &w->editions_arena);
    d->file = S("standard");
    if (!to->before) {
        r->answer.status = ANSWER_CONFLICT; /* nothing leads there */
        return;
    }
    if (!migration_possible(w, to, d)) {
        r->answer.status = ANSWER_INVALID;
        r->answer.diags = d;
        return;
    }
    r->answer.status = ANSWER_ACCEPTED;
    r->answer.deal =
        begin(w, &r->intent, KIND_MIGRATION_BEGUN, to->rules.version, to->rules.version, 0);
}

/* The last migration there, if it is over and was none that undid; its bounds. */
static bool find_to_undo(struct workspace *w, i32 edition, i64 *id, i64 *last)
{
    struct statement *s = storage_use(w->db, SQL_MIGRATION_OF);
    bind_i64(s, 1, edition);
    bool there = statement_next(s) && column_i64(s, 2) == 0 && !column_is_null(s, 4);
    if (there) {
        *id = column_i64(s, 0);
        *last = column_i64(s, 4);
    }
    statement_reset(s);
    return there;
}

void undo_edition(struct workspace *w, const struct intent *c, i32 edition)
{
    i64 id, last;
    if (w->migration.id || !find_to_undo(w, edition, &id, &last))
        return;
    begin(w, c, KIND_UNDO_BEGUN, id, edition, id);
    w->migration.until = last;
}

void execute_undo(struct workspace *w, struct request *r)
{
    struct edition *edition = asked_edition(w, r);
    i64 id, last;
    if (!edition)
        return;
    if (!find_to_undo(w, edition->rules.version, &id, &last)) {
        r->answer.status = ANSWER_CONFLICT;
        return;
    }
    r->answer.status = ANSWER_ACCEPTED;
    r->answer.deal = begin(w, &r->intent, KIND_UNDO_BEGUN, id, edition->rules.version, id);
    w->migration.until = last;
}

void migration_load(struct workspace *w)
{
    struct statement *s = storage_use(w->db, SQL_MIGRATION_LAST);
    struct migration m = {0};
    if (statement_next(s) && column_is_null(s, 4))
        m = (struct migration){.id = column_i64(s, 0),
                               .edition = (i32)column_i64(s, 1),
                               .undoes = column_i64(s, 2),
                               .moved = column_i64(s, 5),
                               .actor = (u32)column_i64(s, 6),
                               .role = (u8)column_i64(s, 7)};
    statement_reset(s);
    m.from = m.undoes ? m.edition : 1;
    m.until = m.id; /* the one undone ended before */
    w->migration = m;
}

/* --- going on -------------------------------------------------------------------------------- */

static void append_to(struct workspace *w, struct folded *f, i64 kind, i32 stage, i64 value)
{
    struct record r = {
        .kind = kind,
        .subject = stage,
        .value = value,
        .occurred_ms = w->now_ms,
        .actor = w->migration.actor,
        .role = ROLE_SYSTEM,
    };
    append_event(w, f, &r, (str){0});
}

/* The words of the fields that stand, in or out of the index. */
static void change_fields(struct workspace *w, i32 slot, const struct folded *f)
{
    struct folded *fields = arena_new(&w->scratch, struct folded);
    *fields = *f;
    fields->named = fields->referred = 0;
    search_standing(w->db, slot, fields, w->scratch);
}

static bool carry_one(struct workspace *w, struct folded *f)
{
    const struct edition *from = w->edition[f->state.version],
                         *to = w->edition[w->migration.edition];
    struct deal_state *there = arena_new(&w->scratch, struct deal_state);
    *there = f->state;
    if (!carry_in_flight(&from->rules, &f->state) ||
        edition_carry(from, to, there, w->now_ms) != CARRY_FINE)
        return false; /* it stays where it is */
    while (from != to) {
        i32 stage;
        from = edition_next(from, to);
        if (carry_plan(&from->carry, &f->state, w->now_ms, &stage) != CARRY_FINE)
            break;                                                   /* as found above: never */
        append_to(w, f, EVENT_MIGRATED, stage, from->rules.version); /* takes them out */
        change_fields(w, SQL_SEARCH_PUT, f);
    }
    return true;
}

static bool restore_one(struct workspace *w, struct folded *f)
{
    struct err e;
    i64 migrated = f->migrated, revision = f->revision;
    if (migrated <= w->migration.undoes || migrated > w->migration.until)
        return false; /* carried by another, or opened there */
    struct folded *back = arena_new(&w->scratch, struct folded);
    if (!folded_load_undone(back, w->db, f->deal, revision, workspace_published(w), w->scratch, &e))
        return workspace_fail(w, &e);
    if (back->lost_move)
        return false;
    change_fields(w, SQL_SEARCH_DROP, f);
    append_to(w, f, KIND_DEAL_RESTORED, back->state.stage,
              restored_value(migrated, back->state.version));
    if (!folded_load(f, w->db, f->deal, f->revision, workspace_published(w), w->scratch, &e))
        return workspace_fail(w, &e);
    change_fields(w, SQL_SEARCH_PUT, f);
    return true;
}

static void look_at(struct workspace *w, i64 deal)
{
    i64 mark = arena_mark(&w->scratch);
    struct folded *f = cache_get(w, deal);
    bool room = f && f->events + WORKSPACE_EDITIONS_MAX < WORKSPACE_DEAL_EVENTS_MAX + 1024;
    if (!room)
        return;
    w->before = *f;
    if (w->migration.undoes ? restore_one(w, f) : carry_one(w, f)) {
        project_change(w, f);
        w->migration.moved++;
    }
    arena_rewind(&w->scratch, mark);
}

/* The next deals of the edition and outcome at which it is. */
static i32 find_some(struct workspace *w, i64 deals[WORKSPACE_MOVE_MAX])
{
    struct statement *s = storage_use(w->db, SQL_IN_FLIGHT);
    i32 n = 0;
    bind_i64(s, 1, w->migration.from);
    bind_i64(s, 2, w->migration.outcome);
    bind_i64(s, 3, w->migration.deal);
    bind_i64(s, 4, w->options.move_max);
    while (n < w->options.move_max && statement_next(s))
        deals[n++] = column_i64(s, 0);
    statement_reset(s);
    return n;
}

/* From open to won deals, from one edition to the next; false when there is none left. */
static bool go_on(struct workspace *w)
{
    struct migration *m = &w->migration;
    m->deal = 0;
    if (m->outcome == OUTCOME_OPEN) {
        m->outcome = OUTCOME_WON;
        return true;
    }
    m->outcome = OUTCOME_OPEN;
    if (m->undoes)
        return false;
    for (m->from++; m->from < m->edition; m->from++)
        if (edition_leads(w->edition[m->from], w->edition[m->edition]))
            return true;
    return false;
}

static void set_row(struct workspace *w, i64 last)
{
    struct statement *s = storage_use(w->db, SQL_MIGRATION_SET);
    bind_i64(s, 1, w->migration.id);
    bind_i64(s, 2, w->migration.moved);
    if (last)
        bind_i64(s, 3, last);
    else
        bind_null(s, 3);
    statement_run(s);
}

static void finish(struct workspace *w)
{
    struct record r = {
        .kind = KIND_MIGRATION_DONE,
        .subject = NO_SUBJECT,
        .value = w->migration.id,
        .occurred_ms = w->now_ms,
        .actor = w->migration.actor,
        .role = ROLE_SYSTEM,
    };
    append_event(w, NULL, &r, (str){0});
    set_row(w, w->head.sequence);
    w->migration = (struct migration){0};
}

/* As many as fit into what others may wait for, but one; how many. */
static i32 look_at_some(struct workspace *w, const i64 *deals, i32 n)
{
    i64 from = w->platform->elapsed_ns(w->platform->self), took = 0;
    i32 done = 0;
    while (done < n && !w->failed && took < WORKSPACE_MOVE_NS) {
        look_at(w, deals[done++]);
        took = w->platform->elapsed_ns(w->platform->self) - from;
    }
    return done;
}

i32 migrate_some(struct workspace *w)
{
    i64 deals[WORKSPACE_MOVE_MAX];
    bool reachable = w->migration.undoes ||
                     edition_leads(w->edition[w->migration.from], w->edition[w->migration.edition]);
    i32 n = reachable ? find_some(w, deals) : 0;
    if (n) {
        n = look_at_some(w, deals, n);
        w->migration.deal = deals[n - 1];
        set_row(w, 0);
    } else if (!go_on(w)) {
        finish(w);
    }
    return n ? n : 1;
}
