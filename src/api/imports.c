/* Imports: files are handed over, read and shown before anything is written; then they become deals
 * in steps between which people work on. One at a time in a workspace: what was handed over stays
 * in memory until it is forgotten; what was begun and cut short goes on when the same files are
 * handed over again. Reading and importing have a thread of their own (without threads: the
 * call's). */
#include "api/accounts_parts.h"
#include "api/answers.h"

#include "exchange/apart.h"
#include "workspace/import.h"

enum {
    IMPORT_FILE_NAME_MAX = 200,
    IMPORT_ROWS_SHOWN = 50,
    IMPORT_COLUMNS_SHOWN = 500, /* of one file */
    IMPORT_LISTED_MAX = 200,
    IMPORT_MAP_BYTES_MAX = 256 << 10,
};
#define IMPORT_ARENA_BYTES (16ll << 30) /* address space */

enum task_state {
    TASK_COLLECTING,
    TASK_READING,
    TASK_ASKS, /* it cannot be imported as it is: see the problem, the questions */
    TASK_READY,
    TASK_RUNNING,
    TASK_DONE,
    TASK_STOPPED,
    TASK_FAILED,
};

static const char *const state_ids[] = {"collecting", "reading", "asks",    "ready",
                                        "running",    "done",    "stopped", "failed"};

struct import_task {
    struct opened *opened; /* held */
    struct arena arena;
    u32 actor;
    enum role role;
    enum lang lang;
    i64 thread; /* -1: none */
    u32 state;  /* enum task_state; the rest is the thread's while it reads or runs */
    VEC(struct import_source) files;
    i64 bytes;
    str map, standard;
    struct history history;
    struct import_report report;
    struct mapping mapping;
    struct import_job job;
    const struct platform *platform;
    bool thread_of_its_own;
    struct sandbox sandbox; /* in which the files were read */
    bool read, prepared;
    struct err problem;
};

static const char *const sure_ids[] = {"not", "guess", "likely", "vendor", "person"};

static enum task_state state_of(const struct import_task *t)
{
    return (enum task_state)__atomic_load_n(&t->state, __ATOMIC_ACQUIRE);
}

static void set_state(struct import_task *t, enum task_state state)
{
    __atomic_store_n(&t->state, (u32)state, __ATOMIC_RELEASE);
}

static bool is_busy(const struct import_task *t)
{
    enum task_state s = state_of(t);
    return s == TASK_READING || s == TASK_RUNNING;
}

/* --- the tasks -------------------------------------------------------------------------------- */

static struct import_task **slot_of(struct api *api, const struct opened *opened)
{
    for (i32 i = 0; i < API_IMPORTS_MAX; i++)
        if (api->import[i] && api->import[i]->opened == opened)
            return &api->import[i];
    return NULL;
}

static void join(struct api *api, struct import_task *t)
{
    if (t->thread >= 0)
        api->platform->thread_join(api->platform->self, t->thread);
    t->thread = -1;
}

static void forget(struct api *api, struct import_task **slot)
{
    struct import_task *t = *slot;
    *slot = NULL;
    join(api, t);
    shelf_give(t->opened);
    struct arena arena = t->arena;
    arena_release(&arena);
}

/* A free place; one that is over is forgotten for it. */
static struct import_task **free_slot(struct api *api)
{
    for (i32 i = 0; i < API_IMPORTS_MAX; i++)
        if (!api->import[i])
            return &api->import[i];
    for (i32 i = 0; i < API_IMPORTS_MAX; i++)
        if (state_of(api->import[i]) >= TASK_DONE) {
            forget(api, &api->import[i]);
            return &api->import[i];
        }
    return NULL;
}

static struct import_task *new_task(struct call *c, struct import_task **slot)
{
    struct arena arena;
    arena_init(&arena, IMPORT_ARENA_BYTES);
    struct import_task *t = arena_new(&arena, struct import_task);
    t->arena = arena;
    t->opened = call_opened(c);
    t->thread = -1;
    t->platform = api_of(c)->platform;
    t->actor = c->actor.person;
    t->role = api_role(c);
    t->lang = api_lang(c);
    shelf_hold(t->opened);
    *slot = t;
    return t;
}

void imports_stop(struct api *api)
{
    pthread_mutex_lock(&api->imports_lock);
    for (i32 i = 0; i < API_IMPORTS_MAX; i++)
        if (api->import[i]) {
            __atomic_store_n(&api->import[i]->job.stop, 1, __ATOMIC_RELAXED);
            forget(api, &api->import[i]);
        }
    pthread_mutex_unlock(&api->imports_lock);
}

/* --- reading and running ------------------------------------------------------------------------
 */

static bool read_mapping(struct import_task *t)
{
    struct diags d;
    diags_init(&d, &t->arena);
    d.file = S("map");
    if (t->map.n == 0 || mapping_read(&t->mapping, &t->arena, t->map, &d))
        return true;
    const struct diag *first = &d.list.v[0];
    return err_set(&t->problem, ERR_INPUT, "the mapping, line %d: %.*s", first->at.line,
                   STR_ARG(first->message));
}

/* By another process that can do nothing else; here where there are none (tests). */
static bool read_files(struct import_task *t)
{
    const struct apart_question q = {t->files.v, t->files.n, t->map, t->lang};
    struct apart_answer answer = {.history = &t->history, .report = &t->report};
    if (t->thread_of_its_own) {
        bool ok = apart_ask(&answer, &t->arena, t->platform, &q, &t->problem);
        t->sandbox = answer.sandbox;
        return ok;
    }
    struct import_options o = {
        .mapping = t->map.n ? &t->mapping : NULL, .as_of_ms = TIME_NONE, .threads = 1};
    return import_files(&t->history, &t->report, &t->arena, t->files.v, t->files.n, &o,
                        &t->problem);
}

static bool prepare(struct import_task *t, struct reader *r)
{
    struct diags d;
    diags_init(&d, &t->arena);
    d.file = S("standard");
    struct import_order order = {.history = &t->history,
                                 .report = &t->report,
                                 .mapping = t->map.n ? &t->mapping : NULL,
                                 .standard = t->standard,
                                 .actor = t->actor,
                                 .role = t->role};
    if (import_prepare(&t->job, &t->arena, t->opened->workspace, r, &order, &d, &t->problem))
        return true;
    if (d.count[DIAG_ERROR] && d.list.n)
        err_set(&t->problem, ERR_INPUT, "the standard, line %d: %.*s", d.list.v[0].at.line,
                STR_ARG(d.list.v[0].message));
    return false;
}

static void read_and_look(void *context)
{
    struct import_task *t = context;
    struct reader *r = NULL;
    lang_speak_in_thread(t->lang);
    bool ok = opened_reader(t->opened, &r, &t->problem);
    t->read = ok && read_mapping(t) && read_files(t);
    t->prepared = t->read && prepare(t, r);
    ok = t->prepared && import_preview(&t->job, r, &t->problem);
    if (r)
        opened_give_back(t->opened, r);
    set_state(t, ok ? TASK_READY : TASK_ASKS);
}

static void run_import(void *context)
{
    struct import_task *t = context;
    lang_speak_in_thread(t->lang);
    bool ok = import_run(&t->job, &t->problem);
    set_state(t, ok ? TASK_DONE : t->problem.code == ERR_STOPPED ? TASK_STOPPED : TASK_FAILED);
}

static void begin(struct api *api, struct import_task *t, enum task_state state,
                  void (*work)(void *context))
{
    join(api, t);
    set_state(t, state);
    t->problem = (struct err){0};
    t->thread_of_its_own = true;
    t->thread =
        api->shelf.no_threads ? -1 : api->platform->thread_start(api->platform->self, work, t);
    if (t->thread >= 0)
        return;
    t->thread_of_its_own = false;
    work(t);
}

/* --- what is told
 * --------------------------------------------------------------------------------- */

/* Of file `file`: what each column is taken for, with some of its values. */
static void put_columns(struct json *j, const struct import_column *v, i64 n, i64 file)
{
    i64 shown = 0;
    for (i64 i = 0; i < n && shown < IMPORT_COLUMNS_SHOWN; i++) {
        if (v[i].file != file)
            continue;
        shown++;
        json_object(j);
        put_str(j, "name", v[i].source);
        put_str(j, "field", str_c(import_field_id(v[i].field)));
        put_text(j, "as", v[i].attribute);
        put_str(j, "sure", str_c(sure_ids[v[i].sure]));
        put_text(j, "note", v[i].note);
        json_key(j, S("samples"));
        json_array(j);
        for (i64 k = 0; k < IMPORT_SAMPLES && v[i].sample[k].n; k++)
            json_str(j, v[i].sample[k]);
        json_end(j);
        json_end(j);
    }
}

static void put_file(struct json *j, const struct import_report *r, i64 file)
{
    const struct import_file *f = &r->files.v[file];
    json_object(j);
    put_str(j, "name", f->name);
    put_text(j, "format", f->format);
    put_text(j, "why", f->why);
    put_text(j, "encoding", f->encoding);
    put_str(j, "role", str_c(import_role_id(f->role)));
    put_i64(j, "rows", f->rows);
    put_i64(j, "used", f->used);
    put_i64(j, "rejected", f->rejected);
    put_i64(j, "duplicates", f->duplicates);
    put_i64(j, "unmatched", f->unmatched);
    put_i64(j, "lines_left_out", f->lines_left_out);
    json_key(j, S("columns"));
    json_array(j);
    put_columns(j, r->columns.v, r->columns.n, file);
    put_columns(j, r->columns_aside.v, r->columns_aside.n, file);
    json_end(j);
    json_end(j);
}

static void put_warnings(struct json *j, const struct import_report *r)
{
    json_key(j, S("warnings"));
    json_array(j);
    for (i64 i = 0; i < r->warnings.n && i < IMPORT_ROWS_SHOWN; i++) {
        const struct import_warning *w = &r->warnings.v[i];
        json_object(j);
        if (w->file >= 0)
            put_str(j, "file", r->files.v[w->file].name);
        if (w->line > 0)
            put_i64(j, "line", w->line);
        put_i64(j, "count", w->count);
        put_str(j, "text", w->text);
        json_end(j);
    }
    json_end(j);
}

static void put_report(struct json *j, const struct import_report *r)
{
    json_key(j, S("rows"));
    json_object(j);
    put_i64(j, "read", r->rows_read);
    put_i64(j, "deals", r->deals);
    put_i64(j, "rejected", r->rejected);
    put_i64(j, "duplicates", r->duplicates);
    json_end(j);
    json_key(j, S("files"));
    json_array(j);
    for (i64 i = 0; i < r->files.n; i++)
        put_file(j, r, i);
    json_end(j);
    json_key(j, S("rejected"));
    json_array(j);
    for (i64 i = 0; i < r->rejections.n && i < IMPORT_ROWS_SHOWN; i++) {
        const struct import_rejection *x = &r->rejections.v[i];
        json_object(j);
        put_str(j, "file", r->files.v[x->file].name);
        put_i64(j, "line", x->line);
        put_str(j, "reason", x->reason);
        json_end(j);
    }
    json_end(j);
    put_warnings(j, r);
    if (r->as_of_ms != TIME_NONE) {
        put_moment(j, "as_of", r->as_of_ms);
        put_text(j, "as_of_from", r->as_of_from);
    }
}

static void put_questions(struct json *j, const struct import_question *v, i64 n)
{
    for (i64 i = 0; i < n; i++) {
        json_object(j);
        put_str(j, "text", v[i].text);
        put_str(j, "answer", v[i].answer);
        json_end(j);
    }
}

static void put_places(struct json *j, const struct import_job *job)
{
    const struct standard *s = job->rules->standard;
    json_key(j, S("places"));
    json_array(j);
    for (i64 i = 0; i < job->places.list.n; i++) {
        const struct import_place *p = &job->places.list.v[i];
        json_object(j);
        put_str(j, "what", str_c(place_what_id(p->what)));
        put_str(j, "word", p->word);
        if (p->to >= 0)
            put_str(j, "id",
                    p->what == PLACE_STAGE       ? s->stages.v[p->to].id
                    : p->what == PLACE_MILESTONE ? s->milestones.v[p->to].id
                                                 : s->fields.v[p->to].id);
        put_str(j, "by", str_c(place_how_id(p->how)));
        put_i64(j, "count", p->count);
        json_end(j);
    }
    json_end(j);
}

static void put_job(struct json *j, const struct import_job *job)
{
    json_key(j, S("standard"));
    json_object(j);
    put_str(j, "process", job->rules->standard->process);
    put_bool(j, "drafted", job->drafted);
    put_bool(j, "published", job->edition > 0);
    json_end(j);
    put_places(j, job);
    json_key(j, S("people"));
    json_object(j);
    put_i64(j, "known", job->people_known);
    put_i64(j, "new", job->people_new.n);
    json_end(j);
    json_key(j, S("deals"));
    json_object(j);
    for (i32 i = 0; i < IMPORT_BECAME_COUNT; i++)
        if (i != IMPORT_KEPT)
            put_i64(j, import_became_id((enum import_became)i), job->became[i]);
    json_end(j);
}

static void put_progress(struct json *j, const struct import_task *t, enum task_state state)
{
    if (state < TASK_RUNNING)
        return;
    json_key(j, S("progress"));
    json_object(j);
    put_i64(j, "done", __atomic_load_n(&t->job.done, __ATOMIC_RELAXED));
    put_i64(j, "of", t->job.deals);
    json_end(j);
    if (state >= TASK_DONE && t->job.number)
        put_i64(j, "import", t->job.number);
    if (state == TASK_DONE)
        put_i64(j, "would_have_stopped", t->job.findings[SEVERITY_BLOCK]);
}

/* What the process that read the files could not do. */
static void put_sandbox(struct json *j, const struct sandbox *s)
{
    json_key(j, S("read_apart"));
    json_object(j);
    put_i64(j, "landlock", s->landlock);
    put_bool(j, "seccomp", s->filter);
    put_bool(j, "limits", s->limits);
    json_end(j);
}

static void put_task(struct json *j, const struct import_task *t)
{
    enum task_state state = state_of(t);
    json_object(j);
    put_str(j, "state", str_c(state_ids[state]));
    put_i64(j, "handed_over", t->files.n);
    if (state > TASK_READING)
        put_sandbox(j, &t->sandbox);
    if (state == TASK_READING || state == TASK_COLLECTING) {
        json_end(j);
        return;
    }
    put_progress(j, t, state);
    if (state == TASK_RUNNING) { /* the rest is being changed */
        json_end(j);
        return;
    }
    if (t->problem.code) {
        put_str(j, "problem", str_c(t->problem.text));
        put_text(j, "hint", str_c(t->problem.hint));
    }
    json_key(j, S("questions"));
    json_array(j);
    put_questions(j, t->report.questions.v, t->report.questions.n);
    put_questions(j, t->job.places.questions.v, t->job.places.questions.n);
    json_end(j);
    if (t->report.files.n)
        put_report(j, &t->report);
    if (t->job.rules)
        put_job(j, &t->job);
    json_end(j);
}

static enum http_turn tell(struct call *c, const struct import_task *t, i32 status)
{
    struct json j = call_json(c, status);
    put_task(&j, t);
    return HTTP_ANSWERED;
}

/* --- the handlers --------------------------------------------------------------------------------
 */

/* With the lock held: the task of the workspace, or NULL with the answer given. */
static struct import_task *idle_task(struct call *c)
{
    struct import_task **slot = slot_of(api_of(c), call_opened(c));
    if (!slot) {
        call_refuse(c, 404, "no-files", message("no files were handed over yet"));
        return NULL;
    }
    if (is_busy(*slot)) {
        call_refuse(c, 409, "busy", message("an import is being read or runs"));
        return NULL;
    }
    return *slot;
}

static bool add_file(struct call *c, struct import_task *t, str name)
{
    str body = c->request.body;
    if (t->files.n == IMPORT_FILES_MAX || t->bytes + body.n > API_IMPORT_BYTES_MAX)
        return call_refuse(c, 413, "limit", message("this is beyond a limit"));
    for (i64 i = 0; i < t->files.n; i++)
        if (str_eq(t->files.v[i].name, name))
            return call_refuse(c, 409, "name", message("a file of this name was handed over"));
    struct import_source *s = vec_push(&t->arena, &t->files);
    *s = (struct import_source){
        .name = str_dup(&t->arena, name), .bytes = str_dup(&t->arena, body), .given = true};
    t->bytes += body.n;
    t->read = t->prepared = false;
    t->report = (struct import_report){0};
    t->job = (struct import_job){0};
    t->problem = (struct err){0};
    set_state(t, TASK_COLLECTING);
    return true;
}

static enum http_turn hand_over(struct call *c)
{
    struct api *api = api_of(c);
    str name = call_query(c, "name");
    accounts_number_actor(c);
    pthread_mutex_lock(&api->imports_lock);
    struct import_task **slot = slot_of(api, call_opened(c)), *t = NULL;
    if (slot && state_of(*slot) >= TASK_DONE) /* a new one begins */
        forget(api, slot);
    slot = slot_of(api, call_opened(c));
    if (slot)
        t = idle_task(c);
    else if (!(slot = free_slot(api)))
        call_refuse(c, 503, "busy", message("too many imports at once; try later"));
    else
        t = new_task(c, slot);
    if (t && add_file(c, t, name))
        tell(c, t, 201);
    pthread_mutex_unlock(&api->imports_lock);
    return HTTP_ANSWERED;
}

static str text_of(const struct call *c, struct import_task *t, const char *key)
{
    const struct json_value *v = c->json ? json_find(c->json, str_c(key)) : NULL;
    return v && v->type == JSON_IS_TEXT ? str_dup(&t->arena, v->text) : (str){0};
}

static enum http_turn look(struct call *c)
{
    struct api *api = api_of(c);
    pthread_mutex_lock(&api->imports_lock);
    struct import_task *t = idle_task(c);
    if (t && state_of(t) >= TASK_DONE) {
        call_refuse(c, 409, "over", message("this import is over: hand the files over anew"));
        t = NULL;
    }
    if (t) {
        t->map = text_of(c, t, "map");
        t->standard = text_of(c, t, "standard");
        t->mapping = (struct mapping){.as_of_ms = TIME_NONE};
        t->report = (struct import_report){0};
        t->job = (struct import_job){0};
        begin(api, t, TASK_READING, read_and_look);
        tell(c, t, 202);
    }
    pthread_mutex_unlock(&api->imports_lock);
    return HTTP_ANSWERED;
}

static enum http_turn start(struct call *c)
{
    struct api *api = api_of(c);
    pthread_mutex_lock(&api->imports_lock);
    struct import_task *t = idle_task(c);
    if (t && state_of(t) != TASK_READY && state_of(t) != TASK_STOPPED) {
        call_refuse(c, 409, "not-ready", message("look at the import first: it is not ready"));
        t = NULL;
    }
    if (t) {
        t->job.stop = 0;
        begin(api, t, TASK_RUNNING, run_import);
        tell(c, t, 202);
    }
    pthread_mutex_unlock(&api->imports_lock);
    return HTTP_ANSWERED;
}

static enum http_turn get_task(struct call *c)
{
    struct api *api = api_of(c);
    pthread_mutex_lock(&api->imports_lock);
    struct import_task **slot = slot_of(api, call_opened(c));
    if (slot)
        tell(c, *slot, 200);
    else
        call_refuse(c, 404, "no-files", message("no files were handed over yet"));
    pthread_mutex_unlock(&api->imports_lock);
    return HTTP_ANSWERED;
}

static enum http_turn get_rejected(struct call *c)
{
    struct api *api = api_of(c);
    pthread_mutex_lock(&api->imports_lock);
    struct import_task *t = idle_task(c);
    if (t) {
        import_report_rejected(&c->response.body, &t->report);
        c->response.status = 200;
        c->response.type = "text/csv; charset=utf-8";
        http_response_field(&c->response, S("Content-Disposition"),
                            S("attachment; filename=\"rejected.csv\""));
    }
    pthread_mutex_unlock(&api->imports_lock);
    return HTTP_ANSWERED;
}

/* The standard that the files tell, to be edited: what was published by the import, or would be. */
static enum http_turn get_draft(struct call *c)
{
    struct api *api = api_of(c);
    pthread_mutex_lock(&api->imports_lock);
    struct import_task *t = idle_task(c);
    if (t && !t->job.drafted) {
        call_refuse(c, 404, "no-draft", message("no standard was drafted from these files"));
    } else if (t) {
        buf_put(&c->response.body, t->job.standard);
        c->response.status = 200;
        c->response.type = "application/yaml";
    }
    pthread_mutex_unlock(&api->imports_lock);
    return HTTP_ANSWERED;
}

/* One that runs is asked to stop; any other is forgotten. */
static enum http_turn drop(struct call *c)
{
    struct api *api = api_of(c);
    pthread_mutex_lock(&api->imports_lock);
    struct import_task **slot = slot_of(api, call_opened(c));
    if (slot && state_of(*slot) == TASK_RUNNING) {
        __atomic_store_n(&(*slot)->job.stop, 1, __ATOMIC_RELAXED);
        c->response.status = 204;
    } else if (slot && is_busy(*slot)) {
        call_refuse(c, 409, "busy", message("an import is being read or runs"));
    } else {
        if (slot)
            forget(api, slot);
        c->response.status = 204;
    }
    pthread_mutex_unlock(&api->imports_lock);
    return HTTP_ANSWERED;
}

static void put_row(struct json *j, struct call *c, struct reader *r, const struct import_row *row)
{
    struct diags d;
    diags_init(&d, &c->arena);
    json_object(j);
    put_i64(j, "import", row->number);
    put_str(j, "state", str_c(import_state_id(row->state)));
    put_moment(j, "begun_at", row->begun_ms);
    put_person(j, "by", r, &c->arena, row->actor);
    const struct json_value *said = json_parse(&c->arena, row->text, &d);
    const struct json_value *files = json_find(said, S("files"));
    json_key(j, S("files"));
    json_array(j);
    for (const struct json_value *f = files ? files->first : NULL; f; f = f->next)
        json_str(j, f->text);
    json_end(j);
    const struct json_value *came = row->outcome.n ? json_parse(&c->arena, row->outcome, &d) : NULL;
    json_key(j, S("deals"));
    json_object(j);
    for (const struct json_value *v = came ? came->first : NULL; v; v = v->next)
        if (v->whole) {
            json_key(j, v->key);
            json_i64(j, v->integer);
        }
    json_end(j);
    json_end(j);
}

static enum http_turn list_imports(struct call *c)
{
    struct import_row *rows = arena_array(&c->arena, struct import_row, IMPORT_LISTED_MAX);
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    i64 n = reader_imports(r, &c->arena, 0, IMPORT_LISTED_MAX, rows);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("imports"));
    json_array(&j);
    for (i64 i = 0; i < n; i++)
        put_row(&j, c, r, &rows[i]);
    json_end(&j);
    json_end(&j);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static enum http_turn undo(struct call *c)
{
    struct err e;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    accounts_number_actor(c);
    struct import_undo done = {
        .number = call_param_i64(c, "import"), .actor = c->actor.person, .role = api_role(c)};
    if (!import_take_back(&done, &c->arena, call_workspace(c), r, &e)) {
        if (e.code == ERR_INPUT)
            call_refuse(c, 409, "import", "%s", e.text);
        else
            call_refuse_err(c, &e);
    } else {
        struct json j = call_json(c, 200);
        json_object(&j);
        put_i64(&j, "import", done.number);
        put_i64(&j, "taken_back", done.taken_back);
        put_i64(&j, "kept", done.kept);
        json_key(&j, S("kept_deals"));
        json_array(&j);
        for (i64 i = 0; i < done.kept_deals.n; i++)
            json_i64(&j, done.kept_deals.v[i]);
        json_end(&j);
        json_end(&j);
    }
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* --- the rows
 * -------------------------------------------------------------------------------------- */

static const struct shape_field name_fields[] = {
    {"name", SHAPE_TEXT, .required = true, .least = 1, .most = IMPORT_FILE_NAME_MAX,
     .about = "What the file is called: deals.csv."},
};
static const struct shape name_query = {"import_file_query", NULL, name_fields,
                                        LENGTH(name_fields)};
static const struct shape_field look_fields[] = {
    {"map", SHAPE_TEXT, .most = IMPORT_MAP_BYTES_MAX,
     .about = "A mapping file (docs/import.md), as text."},
    {"standard", SHAPE_TEXT, .most = STANDARD_BYTES_MAX,
     .about = "A standard as text; else the newest one, else one is drafted."},
};
static const struct shape look_body = {"import_look", "How the files are to be understood.",
                                       look_fields, LENGTH(look_fields)};

#define FOR_IMPORTERS .roles = PUBLISHERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_ADMIN

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/imports", "import_list", "The imports of the workspace, newest first.",
     "imports", FOR_IMPORTERS, .answer = &shape_imports, .handle = list_imports},
    {HTTP_POST, "/api/v1/imports/{import:int}/undo", "import_undo",
     "Takes an import back; deals touched since are named and kept.", "imports", FOR_IMPORTERS,
     .flags = ROUTE_NO_KEY | ROUTE_SLOW, .answer = &shape_import_undone, .handle = undo},
    {HTTP_GET, "/api/v1/import-task", "import_task", "The import at hand, and how far it is.",
     "imports", FOR_IMPORTERS, .answer = &shape_import_task, .handle = get_task},
    {HTTP_POST, "/api/v1/import-task/files", "import_file",
     "Hands over a file of an export; all of one export together.", "imports", FOR_IMPORTERS,
     .flags = ROUTE_NO_KEY, .query = &name_query, .body_type = "application/octet-stream",
     .body_bytes_max = HTTP_UPLOAD_BYTES_MAX, .status = 201, .answer = &shape_import_task,
     .handle = hand_over},
    {HTTP_POST, "/api/v1/import-task/preview", "import_preview",
     "Reads the files and looks what they would become; nothing is written.", "imports",
     FOR_IMPORTERS, .flags = ROUTE_NO_KEY, .body = &look_body, .status = 202,
     .answer = &shape_import_task, .handle = look},
    {HTTP_POST, "/api/v1/import-task/start", "import_start", "Begins to import what was looked at.",
     "imports", FOR_IMPORTERS, .flags = ROUTE_NO_KEY, .status = 202, .answer = &shape_import_task,
     .handle = start},
    {HTTP_GET, "/api/v1/import-task/rejected", "import_rejected",
     "The rows that could not be used, as CSV.", "imports", FOR_IMPORTERS,
     .answer_type = "text/csv", .handle = get_rejected},
    {HTTP_GET, "/api/v1/import-task/standard", "import_draft",
     "The standard that was drafted from the files, to be edited.", "imports", FOR_IMPORTERS,
     .answer_type = "application/yaml", .handle = get_draft},
    {HTTP_DELETE, "/api/v1/import-task", "import_drop",
     "Stops the import at hand, or forgets its files.", "imports", FOR_IMPORTERS,
     .flags = ROUTE_NO_KEY, .status = 204, .handle = drop},
};
const struct route_list import_routes = {rows, LENGTH(rows)};
