#include "workspace/import.h"

#include <string.h>

#include "base/message.h"
#include "format/json.h"
#include "standard/check.h"
#include "workspace/import_draft.h"
#include "workspace/writer.h"

enum {
    STEP_DEALS = 128,
    STEP_DEALS_LEAST = 8,
    STEP_ACTS = 2500,
    STEP_NS = 10000000, /* what others may wait for a step: it grows and shrinks to take so long */
    STEP_ARENA_BYTES = 512 << 20,
    BACK_DEALS = 128,
    TEXT_BYTES = WORKSPACE_TEXT_MAX,
    ACTIVITIES_BYTES = 24 << 10,
    FILES_SHOWN = 40,
};

const char *import_state_id(enum import_state state)
{
    static const char *const ids[] = {"running", "done", "taken-back"};
    return ids[state];
}

const char *import_became_id(enum import_became became)
{
    static const char *const ids[] = {"created", "updated", "unchanged", "kept", "refused"};
    return ids[became];
}

/* --- under which standard ------------------------------------------------------------------- */

static i32 edition_of(const struct workspace *w, str text)
{
    u8 hash[HASH_BYTES];
    struct sha256 h;
    sha256_init(&h);
    sha256_once(&h, text, (str){0}, hash);
    sha256_release(&h);
    for (i32 i = workspace_editions(w); i > 0; i--)
        if (memcmp(hash, w->edition[i]->hash, HASH_BYTES) == 0)
            return i;
    return 0;
}

static bool draft(struct import_job *job, struct err *e)
{
    struct buf text;
    buf_init(&text, STANDARD_BYTES_MAX);
    bool ok = import_draft_print(&text, job->arena, job->order.history, e);
    if (ok && text.full)
        ok = err_set(e, ERR_LIMIT, "the drafted standard is larger than %d bytes",
                     STANDARD_BYTES_MAX);
    job->standard = str_dup(job->arena, buf_str(&text));
    job->drafted = true;
    buf_release(&text);
    return ok;
}

static bool take_standard(struct import_job *job, struct diags *d, struct err *e)
{
    struct workspace *w = job->workspace;
    job->standard = job->order.standard;
    if (job->standard.n == 0 && workspace_editions(w) == 0 && !draft(job, e))
        return false;
    job->edition = job->standard.n ? edition_of(w, job->standard) : workspace_editions(w);
    if (job->edition) {
        job->rules = workspace_rules(w, job->edition);
        job->standard = (str){0};
        return true;
    }
    struct edition *made =
        edition_make(job->arena, w->platform, job->standard, workspace_editions(w) + 1, d, e);
    if (!made)
        return e->code || err_set(e, ERR_INPUT, "the standard has problems") ? false : false;
    job->rules = &made->rules;
    return true;
}

/* --- who is who ----------------------------------------------------------------------------- */

struct naming {
    struct dict names;
    VEC(u32) number; /* by name; 0: several people have it */
};

static void learn_people(struct naming *n, struct import_job *job, struct reader *r)
{
    enum { PAGE = 256 };
    struct person_row rows[PAGE];
    i64 count;
    u32 after = 0;
    dict_init(&n->names, job->arena);
    do {
        count = reader_people(r, job->arena, after, PAGE, rows);
        for (i64 i = 0; i < count; i++) {
            u32 id = dict_intern(&n->names, rows[i].name);
            if (id == n->number.n)
                *vec_push(job->arena, &n->number) = rows[i].number;
            else
                n->number.v[id] = 0;
            after = rows[i].number;
        }
    } while (count == PAGE);
}

static void ask_who(struct import_job *job, str name)
{
    *vec_push(job->arena, &job->places.questions) = (struct import_question){
        .file = -1,
        .text = message_fmt(job->arena, "several people here are called \"%.*s\": which one?",
                            STR_ARG(name)),
        .answer = message_str(S("give one of them another name here, then import again"))};
}

static void find_people(struct import_job *job, struct reader *r)
{
    const struct history *h = job->order.history;
    struct naming n = {0};
    learn_people(&n, job, r);
    job->person = arena_array(job->arena, u32, h->actors.n);
    for (i64 i = 0; i < h->actors.n; i++) {
        str name = dict_name(&h->actors, (u32)i);
        i64 id = dict_find(&n.names, name);
        if (id < 0)
            *vec_push(job->arena, &job->people_new) = name;
        else if (n.number.v[id] == 0)
            ask_who(job, name);
        else
            job->person[i] = n.number.v[id];
        job->people_known += id >= 0;
    }
}

/* --- what is said of the import --------------------------------------------------------------- */

static void put_number(struct json *j, const char *key, i64 value)
{
    json_key(j, str_c(key));
    json_i64(j, value);
}

static void put_text(struct json *j, const char *key, str value)
{
    json_key(j, str_c(key));
    json_str(j, value);
}

/* The stages in the order that the files tell, as far as they do. */
static void put_stage_order(struct json *j, const struct history *h)
{
    i64 n = 0;
    for (i64 i = 0; i < h->activities.n; i++)
        n = i64_max(n, h->stage_order[i] + 1);
    if (n == 0 || n > STANDARD_STAGES_MAX)
        return;
    json_key(j, S("stages"));
    json_array(j);
    for (i64 k = 0; k < n; k++)
        for (i64 i = 0; i < h->activities.n; i++)
            if (h->stage_order[i] == k)
                json_str(j, h->activity_word[i]);
    json_end(j);
}

/* The activities in the order in which the history met them: made again from events, it numbers
 * and lists them alike. Left out when they are very many. */
static void put_activities(struct json *j, const struct import_job *job)
{
    const struct history *h = job->order.history;
    i64 bytes = 0;
    for (i64 i = 0; i < h->activities.n; i++)
        bytes += 2 * h->activity_word[i].n + 8;
    if (bytes > ACTIVITIES_BYTES)
        return;
    json_key(j, S("activities"));
    json_array(j);
    for (i64 i = 0; i < h->activities.n; i++) {
        i32 stage = job->places.stage[i];
        json_array(j);
        json_str(j,
                 stage < 0 ? h->activity_word[i] : import_stage_word(job->rules->standard, stage));
        json_i64(j, h->activity_kind[i]);
        json_end(j);
    }
    json_end(j);
}

/* The same files under the same standard are the same import. */
static str describe(struct import_job *job)
{
    const struct import_report *r = job->order.report;
    struct buf text;
    struct json j;
    buf_init(&text, TEXT_BYTES);
    json_init(&j, &text, 0);
    json_object(&j);
    put_text(&j, "input", str_c(r->input_sha256));
    put_text(&j, "process", job->rules->standard->process);
    json_key(&j, S("files"));
    json_array(&j);
    for (i64 i = 0; i < r->files.n && i < FILES_SHOWN; i++)
        json_str(&j, str_sub(mapping_base_name(r->files.v[i].name), 0, 200));
    json_end(&j);
    put_number(&j, "rows_read", r->rows_read);
    put_number(&j, "deals", r->deals);
    put_number(&j, "rejected", r->rejected);
    put_number(&j, "duplicates", r->duplicates);
    put_number(&j, "as_of", job->order.history->as_of_ms);
    put_stage_order(&j, job->order.history);
    put_activities(&j, job);
    json_end(&j);
    str said = str_dup(job->arena, str_trim(buf_str(&text)));
    buf_release(&text);
    return said;
}

static str describe_end(struct import_job *job)
{
    struct buf text;
    struct json j;
    buf_init(&text, TEXT_BYTES);
    json_init(&j, &text, 0);
    json_object(&j);
    for (i32 i = 0; i < IMPORT_BECAME_COUNT; i++)
        put_number(&j, import_became_id((enum import_became)i), job->became[i]);
    json_end(&j);
    str said = str_dup(job->arena, str_trim(buf_str(&text)));
    buf_release(&text);
    return said;
}

/* --- preparing -------------------------------------------------------------------------------- */

bool import_prepare(struct import_job *job, struct arena *a, struct workspace *w, struct reader *r,
                    const struct import_order *order, struct diags *d, struct err *e)
{
    *job = (struct import_job){.arena = a, .workspace = w, .order = *order};
    *e = (struct err){0};
    job->deals = order->history->deal_count;
    if (!take_standard(job, d, e))
        return false;
    import_places_find(&job->places, a, job->rules, order->history, order->mapping);
    find_people(job, r);
    job->text = describe(job);
    if (!reader_check(r, e))
        return false;
    if (job->places.questions.n == 0)
        return true;
    const struct import_question *q = &job->places.questions.v[0];
    err_set(e, ERR_INPUT, "%.*s", STR_ARG(q->text));
    return err_hint(e, "%.*s", STR_ARG(q->answer));
}

bool import_preview(struct import_job *job, struct reader *r, struct err *e)
{
    const struct history *h = job->order.history;
    struct buf room;
    struct arena own;
    arena_init(&own, STEP_ARENA_BYTES);
    buf_init(&room, WORKSPACE_TEXT_MAX);
    memset(job->became, 0, sizeof job->became);
    bool ok = true;
    for (i64 d = 0; d < h->deal_count && ok; d++) {
        struct arena a = own;
        struct import_deal told;
        struct import_novelty news;
        struct deal_row row;
        bool there = reader_deal_by_reference(r, &a, h->deal_id[d], &row);
        if (there) {
            import_deal_of(&told, &a, h, &job->places, job->person, &room, d);
            ok = reader_compare(&news, &a, r, &row, &told);
        }
        bool same = there && ok && news.act_count == 0 && news.same_record;
        job->became[!there ? IMPORT_CREATED : same ? IMPORT_UNCHANGED : IMPORT_UPDATED]++;
    }
    buf_release(&room);
    arena_release(&own);
    return reader_check(r, e) &&
           (ok || err_set(e, ERR_INPUT, "the events of a deal do not hang together"));
}

/* --- running ---------------------------------------------------------------------------------- */

static bool failed(const struct request *r, struct err *e)
{
    switch (r->answer.status) {
    case ANSWER_ACCEPTED: return false;
    case ANSWER_UNKNOWN: err_set(e, ERR_IO, "the storage failed"); break;
    case ANSWER_CONFLICT: err_set(e, ERR_INPUT, "this process has a version that is as new"); break;
    default: err_set(e, ERR_INPUT, "the workspace does not take this import"); break;
    }
    return true;
}

static struct request ask(const struct import_job *job, enum intent_kind kind)
{
    struct request r = {.intent = {.kind = kind,
                                   .expected = REVISION_ANY,
                                   .patient = true,
                                   .act = {.actor = job->order.actor,
                                           .role = (u8)job->order.role,
                                           .subject = NO_SUBJECT}}};
    return r;
}

static bool publish(struct import_job *job, struct err *e)
{
    struct request r = ask(job, INTENT_PUBLISH);
    if (job->standard.n == 0)
        return true;
    r.intent.text = job->standard;
    workspace_do(job->workspace, &r);
    if (failed(&r, e))
        return false;
    job->edition = (i32)r.answer.revision;
    job->rules = job->places.rules = workspace_rules(job->workspace, job->edition);
    job->standard = (str){0};
    return true;
}

static bool name_people(struct import_job *job, struct err *e)
{
    const struct history *h = job->order.history;
    for (i64 i = 0; i < h->actors.n; i++) {
        if (job->person[i])
            continue;
        struct request r = ask(job, INTENT_PERSON);
        r.intent.text = dict_name(&h->actors, (u32)i);
        workspace_do(job->workspace, &r);
        if (r.answer.status == ANSWER_INVALID || r.answer.status == ANSWER_LIMIT)
            continue; /* no name: its acts are nobody's */
        if (failed(&r, e))
            return false;
        job->person[i] = (u32)r.answer.deal;
    }
    return true;
}

static bool note(struct import_job *job, enum import_verb verb, str text, struct err *e)
{
    struct import_step step = {.verb = verb, .import = job->number, .edition = job->edition};
    struct request r = ask(job, INTENT_IMPORT);
    r.intent.import = &step;
    r.intent.text = text;
    workspace_do(job->workspace, &r);
    if (failed(&r, e))
        return false;
    job->number = step.import;
    return true;
}

static bool tell_governance(struct import_job *job, struct err *e)
{
    const struct history *h = job->order.history;
    for (i64 i = 0; i < h->governance_count; i += STEP_DEALS) {
        struct import_step step = {.verb = IMPORT_GOVERNANCE,
                                   .import = job->number,
                                   .governance = &h->governance[i],
                                   .count = i64_min(STEP_DEALS, h->governance_count - i)};
        struct request r = ask(job, INTENT_IMPORT);
        r.intent.import = &step;
        workspace_do(job->workspace, &r);
        if (failed(&r, e))
            return false;
    }
    return true;
}

/* One of two steps: while the writer does one, the other is made. */
struct step_room {
    struct arena arena;
    i64 mark;
    struct import_step step;
    struct request request;
    bool waiting;
};

struct running {
    struct import_job *job;
    struct step_room room[2];
    struct buf text;
    i64 next;  /* deal of the history */
    i64 deals; /* in a step */
};

static void make_step(struct running *run, struct step_room *room)
{
    struct import_job *job = run->job;
    arena_rewind(&room->arena, room->mark);
    struct import_deal *deals = arena_array(&room->arena, struct import_deal, STEP_DEALS);
    room->step = (struct import_step){.verb = IMPORT_DEALS,
                                      .import = job->number,
                                      .edition = job->edition,
                                      .deals = deals,
                                      .each = arena_array(&room->arena, u8, STEP_DEALS)};
    for (i64 i = 0; i < job->places.list.n; i++)
        room->step.tells_milestones |= job->places.list.v[i].what == PLACE_MILESTONE;
    for (i64 acts = 0;
         room->step.count < run->deals && run->next < job->deals && (acts == 0 || acts < STEP_ACTS);
         run->next++) {
        struct import_deal *d = &deals[room->step.count++];
        import_deal_of(d, &room->arena, job->order.history, &job->places, job->person, &run->text,
                       run->next);
        acts += d->act_count + d->wanted.field_count + 3;
    }
}

static void submit(struct running *run, struct step_room *room)
{
    room->request = ask(run->job, INTENT_IMPORT);
    room->request.intent.import = &room->step;
    room->waiting = true;
    workspace_submit(run->job->workspace, &room->request);
}

static bool collect(struct running *run, struct step_room *room, struct err *e)
{
    struct import_job *job = run->job;
    if (!room->waiting)
        return true;
    workspace_wait(job->workspace, &room->request);
    room->waiting = false;
    if (failed(&room->request, e))
        return false;
    for (i32 i = 0; i < IMPORT_BECAME_COUNT; i++)
        job->became[i] += room->step.became[i];
    for (i32 i = 0; i < LENGTH(job->findings); i++)
        job->findings[i] += room->step.findings[i];
    if (room->step.took_ns > STEP_NS)
        run->deals = i64_max(STEP_DEALS_LEAST, run->deals / 2);
    else if (room->step.took_ns < STEP_NS / 2)
        run->deals = i64_min(STEP_DEALS, run->deals + STEP_DEALS_LEAST);
    __atomic_store_n(&job->done, job->done + room->step.count, __ATOMIC_RELAXED);
    return true;
}

static bool bring_deals(struct import_job *job, struct err *e)
{
    struct running run = {.job = job, .deals = STEP_DEALS};
    bool ok = true, stopped = false;
    buf_init(&run.text, WORKSPACE_TEXT_MAX);
    for (i32 k = 0; k < 2; k++) {
        arena_init(&run.room[k].arena, STEP_ARENA_BYTES);
        run.room[k].mark = arena_mark(&run.room[k].arena);
    }
    for (i64 turn = 0; ok && !stopped && run.next < job->deals; turn++) {
        struct step_room *room = &run.room[turn % 2];
        ok = collect(&run, room, e);
        if (ok) {
            make_step(&run, room);
            submit(&run, room);
        }
        stopped = __atomic_load_n(&job->stop, __ATOMIC_RELAXED) ||
                  (job->wanted && !job->wanted(job->wanted_context));
    }
    for (i32 k = 0; k < 2; k++)
        if (run.room[k].waiting) /* in whatever order: both must be over */
            ok = collect(&run, &run.room[k], e) && ok;
    for (i32 k = 0; k < 2; k++)
        arena_release(&run.room[k].arena);
    buf_release(&run.text);
    return ok && (!stopped || err_set(e, ERR_STOPPED,
                                      "stopped; the same import goes on where it "
                                      "was"));
}

/* The same import, begun and not ended, is gone on with. */
static bool find_begun(struct import_job *job, struct err *e)
{
    enum { LOOKED_AT = 50 };
    struct reader *r;
    if (!reader_open(&r, job->workspace, e))
        return false;
    struct import_row *rows = arena_array(job->arena, struct import_row, LOOKED_AT);
    i64 n = reader_imports(r, job->arena, 0, LOOKED_AT, rows);
    for (i64 i = 0; i < n && !job->number; i++)
        if (rows[i].state == IMPORT_RUNNING && str_eq(rows[i].text, job->text))
            job->number = rows[i].number;
    job->resumed = job->number > 0;
    bool ok = reader_check(r, e);
    reader_close(r);
    return ok;
}

bool import_run(struct import_job *job, struct err *e)
{
    memset(job->became, 0, sizeof job->became);
    memset(job->findings, 0, sizeof job->findings);
    job->done = 0;
    return find_begun(job, e) && publish(job, e) &&
           (job->number || note(job, IMPORT_BEGIN, job->text, e)) && name_people(job, e) &&
           bring_deals(job, e) && tell_governance(job, e) &&
           note(job, IMPORT_END, describe_end(job), e);
}

/* --- taking back --------------------------------------------------------------------------------
 */

static bool take_back_some(struct import_undo *out, struct arena *a, struct import_job *job,
                           const struct imported_deal *deals, i64 n, struct err *e)
{
    u8 each[BACK_DEALS];
    struct import_step step = {
        .verb = IMPORT_TAKE_BACK, .import = job->number, .back = deals, .count = n, .each = each};
    struct request r = ask(job, INTENT_IMPORT);
    r.intent.import = &step;
    workspace_do(job->workspace, &r);
    if (failed(&r, e))
        return false;
    out->taken_back += step.became[IMPORT_UPDATED];
    out->untouched += step.became[IMPORT_UNCHANGED];
    out->kept += step.became[IMPORT_KEPT];
    for (i64 i = 0; i < n; i++)
        if (each[i] == IMPORT_KEPT && out->kept_deals.n < IMPORT_KEPT_SHOWN)
            *vec_push(a, &out->kept_deals) = deals[i].deal;
    return true;
}

static bool may_take_back(struct arena *a, struct reader *r, i64 number, struct err *e)
{
    struct import_row row;
    bool there = number > 0 && reader_imports(r, a, number + 1, 1, &row) && row.number == number;
    if (there && row.state != IMPORT_UNDONE)
        return true;
    return reader_check(r, e) &&
           err_set(e, ERR_INPUT,
                   there ? "import %lld is taken back already" : "there is no import %lld",
                   (long long)number);
}

bool import_take_back(struct import_undo *out, struct arena *a, struct workspace *w,
                      struct reader *r, struct err *e)
{
    i64 number = out->number, n, after = number;
    struct import_job job = {.arena = a,
                             .workspace = w,
                             .number = number,
                             .order = {.actor = out->actor, .role = out->role}};
    struct imported_deal deals[BACK_DEALS];
    *out = (struct import_undo){.number = number, .actor = out->actor, .role = out->role};
    if (!may_take_back(a, r, number, e))
        return false;
    do {
        n = reader_imported(r, number, after, BACK_DEALS, deals);
        if (n && !take_back_some(out, a, &job, deals, n, e))
            return false;
        after = n ? deals[n - 1].sequence : after;
    } while (n == BACK_DEALS);
    str text = str_fmt(a, "{\"taken_back\":%lld,\"kept\":%lld}", (long long)out->taken_back,
                       (long long)out->kept);
    return reader_check(r, e) && note(&job, IMPORT_TAKEN_BACK, text, e);
}
