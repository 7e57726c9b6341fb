/* Deals in flight and the next version of their standard: what would become of each, before it
 * is published or afterwards; carrying them over, how far that is, and undoing it. */
#include "api/answers.h"
#include "api/parts.h"

enum {
    DEALS_SHOWN = 50,
    DEALS_AT_ONCE = 500,
    STANDING_ROWS_MAX = 4096,
};

/* A look at deals of the process, each as it would stand on the version `to`. */
struct preview {
    struct call *call;
    struct reader *reader;
    struct json *j;
    enum lang lang;
    const struct rules *to;
    i32 follows;               /* the edition before it; 0: nothing leads there */
    const struct carry *carry; /* …and how deals get here from it */
    i64 after, shown, most;    /* deals told one by one */
    i64 goes, stays, last;
    i64 left[STANDARD_STAGES_MAX]; /* of `to`: how many arrive */
    struct deal_state was, is;
    struct bits unmet_before; /* what it owed on its own edition, by milestones of that */
};

static const struct workspace *workspace_of(const struct preview *p)
{
    return call_workspace(p->call);
}

/* The next version on the way from edition `from`, and how deals get there; NULL: no way. */
static const struct carry *next_on_the_way(const struct preview *p, i32 from)
{
    if (from == p->follows)
        return p->carry;
    i32 to = p->follows;
    while (to > 0 && workspace_follows(workspace_of(p), to) != from)
        to = workspace_follows(workspace_of(p), to);
    return to > 0 ? workspace_carry(workspace_of(p), to) : NULL;
}

static bool leads_here(const struct preview *p, i32 edition)
{
    return p->follows && next_on_the_way(p, edition);
}

/* --- what one deal would lose and owe -----------------------------------------------------------
 */

static void put_ids(struct json *j, const char *key, const str *ids, i64 n)
{
    if (!n)
        return;
    json_key(j, str_c(key));
    json_array(j);
    for (i64 i = 0; i < n; i++)
        json_str(j, ids[i]);
    json_end(j);
}

/* One step: what it had before and has no more. */
struct losses {
    str milestone[STANDARD_MILESTONES_MAX], field[STANDARD_FIELDS_MAX], handoff[RULES_HANDOFFS_MAX];
    i64 milestones, fields, handoffs;
};

static bool reached_somewhere(const struct carry *c, const struct deal_state *is, i32 old)
{
    for (i32 m = 0; m < c->to->milestone_count; m++)
        if ((bits_has(is->reached, m) || bits_has(is->waived, m)) &&
            bits_has(carry_sources(c, m), old))
            return true;
    return false;
}

static void note_losses(const struct carry *c, const struct deal_state *was,
                        const struct deal_state *is, struct losses *l)
{
    const struct standard *s = c->from->standard;
    struct bits had = bits_or(was->reached, was->waived);
    struct field_set lost = was->set;
    for (i32 m; (m = bits_take(&had)) >= 0;)
        if (!reached_somewhere(c, is, m) && l->milestones < LENGTH(l->milestone))
            l->milestone[l->milestones++] = s->milestones.v[m].id;
    for (i32 n = 0; n < c->to->field_count; n++)
        if (c->field[n] >= 0 && field_set_has(&is->set, n))
            field_set_remove(&lost, c->field[n]);
    for (i32 f; (f = field_set_take(&lost)) >= 0 && l->fields < LENGTH(l->field);)
        l->field[l->fields++] = s->fields.v[f].id;
    u64 stood = was->handoff_offered;
    for (i32 n = 0; n < c->to->handoff_count; n++)
        if (c->handoff[n] >= 0)
            stood &= ~(1ull << c->handoff[n]);
    for (; stood && l->handoffs < LENGTH(l->handoff); stood &= stood - 1)
        l->handoff[l->handoffs++] = s->handoffs.v[__builtin_ctzll(stood)].id;
}

static bool is_owed(enum milestone_standing s)
{
    return s != STANDING_MET && s != STANDING_NOT_ASKED && s != STANDING_UNKNOWN &&
           s != STANDING_WAIVED && s != STANDING_GRANDFATHERED;
}

/* What lies behind the deal and is not there. */
static struct bits owed(const struct rules *r, const struct deal_state *s, i64 now_ms)
{
    struct bits due = r->stage[s->stage].due_before, out = {{0, 0}};
    for (i32 m; (m = bits_take(&due)) >= 0;)
        if (is_owed(judge_milestone(r, s, m, now_ms)))
            out = bits_or(out, bits_of(m));
    return out;
}

static bool was_owed(const struct standard *old, struct bits unmet, str id)
{
    for (i32 m; (m = bits_take(&unmet)) >= 0;)
        if (str_eq(old->milestones.v[m].id, id))
            return true;
    return false;
}

static void put_owed(struct preview *p, const struct rules *from, bool required)
{
    struct bits unmet = owed(p->to, &p->is, p->call->now_ms);
    json_key(p->j, required ? S("must_prove") : S("should_prove"));
    json_array(p->j);
    for (i32 m; (m = bits_take(&unmet)) >= 0;) {
        const struct milestone *stone = &p->to->standard->milestones.v[m];
        bool asked = (stone->grade == GRADE_REQUIRED) == required;
        if (!asked || was_owed(from->standard, p->unmet_before, stone->id))
            continue;
        json_object(p->j);
        put_named(p->j, "milestone", stone->id, api_words(&stone->title, p->lang));
        if (bits_has(p->is.catching_up, m))
            put_moment(p->j, "by", p->is.fresh_ms[m]);
        json_end(p->j);
    }
    json_end(p->j);
}

/* Milestones that this deal was not asked for before: ahead of it, or never. */
static void put_gains(struct preview *p, const struct standard *old)
{
    str ahead[STANDARD_MILESTONES_MAX], excused[STANDARD_MILESTONES_MAX];
    i64 n = 0, k = 0;
    for (i32 m = 0; m < p->to->milestone_count; m++) {
        const struct milestone *stone = &p->to->standard->milestones.v[m];
        bool known = false;
        for (i64 i = 0; i < old->milestones.n && !known; i++)
            known = str_eq(old->milestones.v[i].id, stone->id);
        if (bits_has(p->is.grandfathered, m))
            excused[k++] = stone->id;
        else if (!known && stone->stage >= p->is.stage && !bits_has(p->is.reached, m))
            ahead[n++] = stone->id;
    }
    put_ids(p->j, "gains", ahead, n);
    put_ids(p->j, "excused", excused, k);
}

static void put_losses(struct json *j, const struct losses *l)
{
    json_key(j, S("loses"));
    json_object(j);
    put_ids(j, "milestones", l->milestone, l->milestones);
    put_ids(j, "fields", l->field, l->fields);
    put_ids(j, "handoffs", l->handoff, l->handoffs);
    json_end(j);
}

static void put_change(struct preview *p, i64 deal, const struct rules *from,
                       enum carry_trouble trouble, const struct losses *l)
{
    struct deal_row d;
    struct json *j = p->j;
    if (p->shown == p->most || !reader_deal(p->reader, &p->call->arena, deal, &d))
        return;
    p->shown++;
    p->last = deal;
    json_object(j);
    put_i64(j, "deal", deal);
    put_text(j, "name", d.name);
    put_person(j, "owner", p->reader, &p->call->arena, d.owner);
    put_i64(j, "from_version", from->standard->version);
    put_named(j, "from", from->standard->stages.v[p->was.stage].id,
              api_words(&from->standard->stages.v[p->was.stage].title, p->lang));
    if (trouble) {
        put_str(j, "stays", str_c(carry_trouble_id(trouble)));
        json_end(j);
        return;
    }
    put_named(j, "to", p->to->standard->stages.v[p->is.stage].id,
              api_words(&p->to->standard->stages.v[p->is.stage].title, p->lang));
    put_gains(p, from->standard);
    put_losses(j, l);
    put_owed(p, from, true);
    put_owed(p, from, false);
    json_end(j);
}

/* --- one deal, all deals ------------------------------------------------------------------------
 */

static enum carry_trouble go(struct preview *p, struct losses *l)
{
    i64 now_ms = p->call->now_ms;
    while (p->is.version != p->to->version) {
        const struct carry *c = next_on_the_way(p, p->is.version);
        struct deal_state before = p->is;
        i32 stage;
        enum carry_trouble trouble = carry_plan(c, &p->is, now_ms, &stage);
        if (trouble)
            return trouble;
        struct deal_event e = {.kind = EVENT_MIGRATED,
                               .occurred_ms = now_ms,
                               .subject = (u16)stage,
                               .value = c->to->version};
        deal_carry(c, &p->is, &e);
        note_losses(c, &before, &p->is, l);
    }
    return CARRY_FINE;
}

static void look_at(struct preview *p, i64 deal)
{
    struct losses l = {0};
    if (reader_state(p->reader, deal, &p->was) <= 0)
        return;
    const struct rules *from = workspace_rules(workspace_of(p), p->was.version);
    if (!carry_in_flight(from, &p->was))
        return;
    p->is = p->was;
    enum carry_trouble trouble = go(p, &l);
    if (trouble) {
        p->stays++;
    } else {
        p->goes++;
        p->left[p->is.stage]++;
    }
    if (deal > p->after && p->shown < p->most) {
        p->unmet_before = owed(from, &p->was, p->call->now_ms);
        put_change(p, deal, from, trouble, &l);
    }
}

static void look_at_edition(struct preview *p, i32 edition)
{
    i64 *deals = arena_array(&p->call->arena, i64, DEALS_AT_ONCE);
    for (i32 o = OUTCOME_OPEN; o <= OUTCOME_WON; o++) {
        i64 after = 0, n;
        do {
            n = reader_in_flight(p->reader, edition, (enum outcome)o, after, DEALS_AT_ONCE, deals);
            for (i64 i = 0; i < n; i++) {
                i64 mark = arena_mark(&p->call->arena);
                look_at(p, deals[i]);
                arena_rewind(&p->call->arena, mark);
                after = deals[i];
            }
        } while (n == DEALS_AT_ONCE);
    }
}

/* Stages with deals that have nowhere to go: no deal of theirs can. */
static void put_occupied(struct preview *p)
{
    struct standing_row *rows =
        arena_array(&p->call->arena, struct standing_row, STANDING_ROWS_MAX);
    i64 n = reader_standing(p->reader, STANDING_ROWS_MAX, rows);
    json_key(p->j, S("stages"));
    json_array(p->j);
    for (i64 i = 0; i < n; i++) {
        const struct rules *from = workspace_rules(workspace_of(p), rows[i].edition);
        if (!from || !leads_here(p, rows[i].edition))
            continue;
        json_object(p->j);
        put_i64(p->j, "version", from->standard->version);
        put_named(p->j, "stage", from->standard->stages.v[rows[i].stage].id,
                  api_words(&from->standard->stages.v[rows[i].stage].title, p->lang));
        put_str(p->j, "outcome", str_c(outcome_id(rows[i].outcome)));
        put_i64(p->j, "deals", rows[i].count);
        json_end(p->j);
    }
    json_end(p->j);
}

static void put_arrivals(struct preview *p)
{
    json_key(p->j, S("arrive"));
    json_array(p->j);
    for (i32 i = 0; i < p->to->stage_count; i++) {
        if (!p->left[i])
            continue;
        json_object(p->j);
        put_named(p->j, "stage", p->to->standard->stages.v[i].id,
                  api_words(&p->to->standard->stages.v[i].title, p->lang));
        put_i64(p->j, "deals", p->left[i]);
        json_end(p->j);
    }
    json_end(p->j);
}

static void take_page(struct preview *p)
{
    str after = call_query(p->call, "after"), most = call_query(p->call, "limit");
    p->most = DEALS_SHOWN;
    if (after.p && !str_to_i64(after, &p->after))
        p->after = 0;
    if (most.p && !str_to_i64(most, &p->most))
        p->most = DEALS_SHOWN;
}

static void put_preview(struct preview *p)
{
    struct json *j = p->j;
    json_object(j);
    put_str(j, "process", p->to->standard->process);
    put_i64(j, "version", p->to->standard->version);
    put_i64(j, "follows", p->follows);
    json_key(j, S("deals"));
    json_array(j);
    for (i32 e = 1; e <= workspace_editions(workspace_of(p)); e++)
        if (leads_here(p, e))
            look_at_edition(p, e);
    json_end(j);
    if (p->shown == p->most)
        put_i64(j, "next_after", p->last);
    put_i64(j, "go", p->goes);
    put_i64(j, "stay", p->stays);
    put_occupied(p);
    put_arrivals(p);
    json_end(j);
}

static enum http_turn preview(struct call *c, const struct rules *to, i32 follows,
                              const struct carry *carry)
{
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    struct preview *p = arena_new(&c->arena, struct preview);
    struct json j = call_json(c, 200);
    p->call = c;
    p->reader = r;
    p->j = &j;
    p->lang = api_lang(c);
    p->to = to;
    p->follows = follows;
    p->carry = carry;
    take_page(p);
    reader_begin(r); /* all of it of one moment */
    put_preview(p);
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static enum http_turn preview_text(struct call *c)
{
    struct diags d;
    struct err e = {0};
    struct draft *draft = arena_new(&c->arena, struct draft);
    lang_speak_in_thread(api_lang(c));
    diags_init(&d, &c->arena);
    d.file = S("standard");
    if (workspace_draft(draft, call_workspace(c), &c->arena, c->request.body, &d, &e))
        return preview(c, draft->rules, draft->follows, &draft->carry);
    if (e.code)
        call_refuse_err(c, &e);
    else
        call_refuse_diags(c, 422, "standard", &d);
    return HTTP_ANSWERED;
}

static i32 edition_of_path(struct call *c)
{
    i64 number = call_param_i64(c, "edition");
    if (number >= 1 && number <= workspace_editions(call_workspace(c)))
        return (i32)number;
    call_not_found(c);
    return 0;
}

static enum http_turn preview_edition(struct call *c)
{
    const struct workspace *w = call_workspace(c);
    i32 edition = edition_of_path(c);
    if (!edition)
        return HTTP_ANSWERED;
    return preview(c, workspace_rules(w, edition), workspace_follows(w, edition),
                   workspace_carry(w, edition));
}

/* --- what becomes of whom when it is undone ------------------------------------------------------
 */

struct undoing {
    i64 as_they_were, with_acts, stay;
};

static void put_undone(struct call *c, struct reader *r, struct json *j, const struct deal_row *d,
                       const struct deal_undone *u)
{
    const struct rules *rules = workspace_rules(call_workspace(c), u->state.version);
    json_object(j);
    put_i64(j, "deal", d->id);
    put_text(j, "name", d->name);
    put_person(j, "owner", r, &c->arena, d->owner);
    put_str(j, "becomes", u->stays ? S("stays") : S("comes-back"));
    if (!u->stays)
        put_named(j, "stage", rules->standard->stages.v[u->state.stage].id,
                  api_words(&rules->standard->stages.v[u->state.stage].title, api_lang(c)));
    put_i64(j, "acts_left_behind", u->left_behind);
    json_end(j);
}

static void look_at_undo(struct call *c, struct reader *r, struct json *j,
                         const struct migration_row *m, i64 deal, struct undoing *count)
{
    struct deal_row d;
    struct deal_undone *u = arena_new(&c->arena, struct deal_undone);
    if (!reader_deal(r, &c->arena, deal, &d) || !reader_undone(r, c->arena, deal, d.revision, u) ||
        u->migrated <= m->id || u->migrated > m->last)
        return;
    count->as_they_were += u->untouched;
    count->stay += u->stays;
    count->with_acts += !u->untouched && !u->stays;
    if (!u->untouched)
        put_undone(c, r, j, &d, u);
}

/* The deals that moved since, and what becomes of them. */
static void put_undo(struct call *c, struct reader *r, struct json *j,
                     const struct migration_row *m)
{
    struct undoing count = {0};
    i64 *deals = arena_array(&c->arena, i64, DEALS_AT_ONCE);
    json_key(j, S("moved_since"));
    json_array(j);
    for (i32 o = OUTCOME_OPEN; o <= OUTCOME_WON; o++) {
        i64 after = 0, n;
        do {
            n = reader_in_flight(r, m->edition, (enum outcome)o, after, DEALS_AT_ONCE, deals);
            for (i64 i = 0; i < n; i++) {
                i64 mark = arena_mark(&c->arena);
                look_at_undo(c, r, j, m, deals[i], &count);
                arena_rewind(&c->arena, mark);
                after = deals[i];
            }
        } while (n == DEALS_AT_ONCE);
    }
    json_end(j);
    put_i64(j, "come_back_as_they_were", count.as_they_were);
    put_i64(j, "come_back_with_what_happened", count.with_acts);
    put_i64(j, "stay", count.stay);
}

/* --- how far it is -------------------------------------------------------------------------------
 */

static i64 waiting_elsewhere(struct call *c, struct reader *r, i32 edition)
{
    struct standing_row *rows = arena_array(&c->arena, struct standing_row, STANDING_ROWS_MAX);
    const struct workspace *w = call_workspace(c);
    struct preview p = {
        .call = c, .follows = workspace_follows(w, edition), .carry = workspace_carry(w, edition)};
    i64 n = reader_standing(r, STANDING_ROWS_MAX, rows), waiting = 0;
    for (i64 i = 0; i < n; i++) {
        const struct rules *from = workspace_rules(w, rows[i].edition);
        bool over = from && rows[i].outcome == OUTCOME_WON &&
                    i64_max(rows[i].stage, from->commit) + 1 >= from->stage_count;
        if (from && !over && leads_here(&p, rows[i].edition))
            waiting += rows[i].count;
    }
    return waiting;
}

static enum http_turn get_migration(struct call *c)
{
    i32 edition = edition_of_path(c);
    struct reader *r = edition ? api_reader(c) : NULL;
    if (!r)
        return HTTP_ANSWERED;
    struct migration_row m = {0};
    reader_begin(r);
    bool there = reader_migration(r, edition, &m);
    bool holds = there && !m.undoes && m.last;
    struct json j = call_json(c, 200);
    json_object(&j);
    put_i64(&j, "edition", edition);
    put_str(&j, "state",
            !there     ? S("none")
            : m.undoes ? m.last ? S("undone") : S("undoing")
            : m.last ? S("done")
                       : S("running"));
    if (there) {
        put_i64(&j, "migration", m.id);
        put_moment(&j, "began_at", m.began_ms);
        put_i64(&j, "moved", m.moved);
    }
    put_i64(&j, "on_older_versions", waiting_elsewhere(c, r, edition));
    if (holds && str_eq(call_query(c, "undo"), S("true")))
        put_undo(c, r, &j, &m);
    json_end(&j);
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* --- doing it ------------------------------------------------------------------------------------
 */

static void print_begun(void *context, const struct answer *a, struct buf *out)
{
    struct change *change = context;
    struct json j;
    json_init(&j, out, 0);
    if (a->status == ANSWER_INVALID && a->diags) {
        json_object(&j);
        put_problems(&j, a->diags);
        json_end(&j);
    }
    if (a->status != ANSWER_ACCEPTED)
        return;
    json_object(&j);
    put_i64(&j, "edition", change->request.intent.act.value);
    put_i64(&j, "migration", a->deal);
    put_str(&j, "state", change->request.intent.kind == INTENT_UNDO ? S("undoing") : S("running"));
    json_end(&j);
}

static enum http_turn post_migration(struct call *c)
{
    i32 edition = edition_of_path(c);
    if (!edition)
        return HTTP_ANSWERED;
    struct change *change = change_new(c);
    struct intent *intent = &change->request.intent;
    const struct json_value *way = json_find(c->json, S("way"));
    intent->kind = way && str_eq(way->text, S("undo")) ? INTENT_UNDO : INTENT_MIGRATE;
    intent->act.value = edition;
    change->request.print = print_begun;
    return change_submit(change);
}

static const struct shape_field page_fields[] = {
    {"after", SHAPE_INTEGER, .least = 0, .most = INT64_MAX,
     .about =
         "Only deals with a higher number are told one by one; next_after of the page before."},
    {"limit", SHAPE_INTEGER, .least = 1, .most = API_PREVIEW_DEALS,
     .about = "How many deals are told one by one; 50 unless said. All are counted."},
};
static const struct shape page = {"preview_query", NULL, page_fields, LENGTH(page_fields)};
static const struct shape_field undo_fields[] = {
    {"undo", SHAPE_BOOLEAN, .about = "With what would become of the deals if it were undone."},
};
static const struct shape undo_query = {"migration_query", NULL, undo_fields, LENGTH(undo_fields)};
static const char *const ways[] = {"carry-over", "undo", NULL};
static const struct shape_field way_fields[] = {
    {"way", SHAPE_CHOICE, .required = true, .choices = ways,
     .about = "Deals in flight go to this edition, or those that went there come back."},
};
static const struct shape migration_way = {"migration_way", "Where deals in flight go.", way_fields,
                                           LENGTH(way_fields)};

enum { PLANNERS = PUBLISHERS | ACCESS_MANAGER | ACCESS_AUDITOR };

static const struct route rows[] = {
    {HTTP_POST, "/api/v1/standards/preview", "standard_preview",
     "What would become of each deal in flight if this standard were published for all.",
     "standards", .roles = PUBLISHERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_STANDARD,
     .flags = ROUTE_SLOW | ROUTE_NO_KEY, .query = &page, .body_type = "application/yaml",
     .body_bytes_max = STANDARD_BYTES_MAX, .answer = &shape_preview, .handle = preview_text},
    {HTTP_GET, "/api/v1/standards/{edition:int}/preview", "edition_preview",
     "What would become of each deal in flight that is on an older version.", "standards",
     .roles = PLANNERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_READ, .flags = ROUTE_SLOW,
     .query = &page, .answer = &shape_preview, .handle = preview_edition},
    {HTTP_GET, "/api/v1/standards/{edition:int}/migration", "migration_get",
     "How far the carrying over of deals to this edition is, and what undoing it would do.",
     "standards", FOR_MEMBERS, .flags = ROUTE_SLOW, .query = &undo_query,
     .answer = &shape_migration, .handle = get_migration},
    {HTTP_POST, "/api/v1/standards/{edition:int}/migration", "migration_new",
     "Carries deals in flight over to this edition, or brings back those that went.", "standards",
     .roles = PUBLISHERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_STANDARD, .body = &migration_way,
     .status = 202, .answer = &shape_migration_begun, .handle = post_migration},
};
const struct route_list migration_routes = {rows, LENGTH(rows)};
