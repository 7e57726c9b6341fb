/* Standards: publish one, see those published, as written and as data. */
#include "api/answers.h"
#include "api/parts.h"

#include "format/json_diag.h"
#include "standard/check.h"
#include "standard/read.h"

enum { PROBLEMS_KEPT = 64 };

/* --- publishing --------------------------------------------------------------------------- */

void put_problems(struct json *j, const struct diags *d)
{
    put_str(j, "type", S("about:blank"));
    put_str(j, "title", str_c(http_reason(422)));
    put_i64(j, "status", 422);
    put_str(j, "code", S("standard"));
    put_i64(j, "errors", d->count[DIAG_ERROR]);
    put_i64(j, "warnings", d->count[DIAG_WARNING]);
    json_key(j, S("problems"));
    json_diags(j, d);
}

/* The list of problems of a bad standard can be longer than an answer of the writer may be:
 * then it is found again outside. */
static void print_published(void *context, const struct answer *a, struct buf *out)
{
    struct json j;
    (void)context;
    if (a->status == ANSWER_INVALID && a->diags && a->diags->list.n <= PROBLEMS_KEPT) {
        json_init(&j, out, 0);
        json_object(&j);
        put_problems(&j, a->diags);
        json_end(&j);
    }
    if (a->status != ANSWER_ACCEPTED || !a->rules)
        return;
    const struct standard *s = a->rules->standard;
    json_init(&j, out, 0);
    json_object(&j);
    put_i64(&j, "edition", a->revision);
    put_str(&j, "process", s->process);
    put_i64(&j, "version", s->version);
    put_str(&j, "discipline", str_c(discipline_words[s->discipline]));
    put_bool(&j, "carrying_over", a->last > a->first); /* the deals in flight */
    json_end(&j);
}

/* That a version is not new is the writer's to say: it may be by then. */
static void publish_as_it_is(const struct diags *change, struct diags *d)
{
    bool old = change->list.n && str_eq(str_c(change->list.v[0].code), S("old-version"));
    if (!old && change->count[DIAG_ERROR])
        *d = *change;
}

/* The same diagnostics as `etalon check`, the version before among them; true when there is no
 * error. */
static bool check_text(struct call *c, struct diags *d)
{
    struct standard *s = arena_new(&c->arena, struct standard);
    diags_init(d, &c->arena);
    d->file = S("standard");
    if (standard_read(s, &c->arena, S("standard"), c->request.body, d) || s->at.line)
        standard_check(s, d);
    if (!d->count[DIAG_ERROR]) {
        struct draft draft;
        struct err e = {0};
        struct diags change;
        diags_init(&change, &c->arena);
        if (!workspace_draft(&draft, call_workspace(c), &c->arena, c->request.body, &change, &e))
            publish_as_it_is(&change, d);
    }
    diags_sort(d);
    return d->count[DIAG_ERROR] == 0;
}

/* For an editor: what would be said of the text; nothing is published, whatever is found. */
static enum http_turn check(struct call *c)
{
    struct diags d;
    lang_speak_in_thread(api_lang(c));
    (void)check_text(c, &d);
    struct json j = call_json(c, 200);
    json_object(&j);
    put_i64(&j, "errors", d.count[DIAG_ERROR]);
    put_i64(&j, "warnings", d.count[DIAG_WARNING]);
    put_i64(&j, "notes", d.count[DIAG_NOTE]);
    json_key(&j, S("problems"));
    json_diags(&j, &d);
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn publish(struct call *c)
{
    struct diags d;
    bool dry = str_eq(call_query(c, "dry_run"), S("true"));
    lang_speak_in_thread(api_lang(c));
    bool good = check_text(c, &d);
    if (!good || dry) {
        struct json j = call_json(c, good ? 200 : 422);
        json_object(&j);
        if (good) {
            put_i64(&j, "errors", 0);
            put_i64(&j, "warnings", d.count[DIAG_WARNING]);
            json_key(&j, S("problems"));
            json_diags(&j, &d);
        } else {
            put_problems(&j, &d);
            c->response.type = "application/problem+json";
            c->refusal = "standard";
        }
        json_end(&j);
        return HTTP_ANSWERED;
    }
    struct change *change = change_new(c);
    change->request.intent.kind = INTENT_PUBLISH;
    change->request.intent.expected = REVISION_ANY;
    change->request.intent.text = c->request.body;
    change->request.intent.act.value = str_eq(call_query(c, "deals"), S("all"));
    change->request.print = print_published;
    return change_submit(change);
}

/* --- looking ------------------------------------------------------------------------------ */

static void put_summary(struct json *j, const struct rules *r, i32 edition, enum lang lang)
{
    const struct standard *s = r->standard;
    put_i64(j, "edition", edition);
    put_str(j, "process", s->process);
    put_i64(j, "version", s->version);
    put_text(j, "title", api_words(&s->title, lang));
    put_str(j, "discipline", str_c(discipline_words[s->discipline]));
    put_text(j, "owner", api_words(&s->owner, lang));
}

/* Whether no later edition of its process stands, nor a verdict against it. */
static bool is_in_force(const struct workspace *w, i32 edition)
{
    str process = workspace_rules(w, edition)->standard->process;
    for (i32 i = edition + 1; i <= workspace_editions(w); i++)
        if (str_eq(workspace_rules(w, i)->standard->process, process) && !workspace_reverted(w, i))
            return false;
    return !workspace_reverted(w, edition);
}

static enum http_turn list(struct call *c, bool in_force_only)
{
    const struct workspace *w = call_workspace(c);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("standards"));
    json_array(&j);
    for (i32 i = workspace_editions(w); i > 0; i--) {
        bool in_force = is_in_force(w, i);
        if (in_force_only && !in_force)
            continue;
        json_object(&j);
        put_summary(&j, workspace_rules(w, i), i, api_lang(c));
        put_bool(&j, "in_force", in_force);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn list_standards(struct call *c)
{
    return list(c, false);
}

static enum http_turn list_in_force(struct call *c)
{
    return list(c, true);
}

static void put_refs(struct json *j, const char *key, const refs *list)
{
    if (!list->n)
        return;
    json_key(j, str_c(key));
    json_array(j);
    for (i64 i = 0; i < list->n; i++)
        json_str(j, list->v[i].id);
    json_end(j);
}

static void put_milestones(struct json *j, const struct standard *s, const struct stage *stage,
                           enum lang lang)
{
    json_key(j, S("milestones"));
    json_array(j);
    for (i32 i = stage->milestone_first; i < stage->milestone_first + stage->milestone_count; i++) {
        const struct milestone *m = &s->milestones.v[i];
        json_object(j);
        put_str(j, "id", m->id);
        put_str(j, "title", api_words(&m->title, lang));
        put_text(j, "about", api_words(&m->about, lang));
        put_str(j, "grade", str_c(grade_words[m->grade]));
        put_str(j, "confirmed_by", str_c(confirmer_words[m->confirmer]));
        put_text(j, "persona", m->persona.id);
        put_refs(j, "needs", &m->needs);
        put_refs(j, "after", &m->after);
        put_text(j, "when", m->when);
        json_end(j);
    }
    json_end(j);
}

static void put_stages(struct json *j, const struct standard *s, enum lang lang)
{
    json_key(j, S("stages"));
    json_array(j);
    for (i64 i = 0; i < s->stages.n; i++) {
        const struct stage *stage = &s->stages.v[i];
        json_object(j);
        put_str(j, "id", stage->id);
        put_str(j, "title", api_words(&stage->title, lang));
        put_text(j, "about", api_words(&stage->about, lang));
        put_text(j, "department", stage->department.id);
        put_bool(j, "signature", stage->commit);
        put_milestones(j, s, stage, lang);
        json_end(j);
    }
    json_end(j);
}

static void put_fields(struct json *j, const struct standard *s, enum lang lang)
{
    json_key(j, S("fields"));
    json_array(j);
    for (i64 i = 0; i < s->fields.n; i++) {
        const struct field *f = &s->fields.v[i];
        json_object(j);
        put_str(j, "id", f->id);
        put_str(j, "title", api_words(&f->title, lang));
        put_str(j, "type", str_c(field_type_words[f->type]));
        if (f->type == FIELD_CHOICE) {
            json_key(j, S("choices"));
            json_array(j);
            for (i64 k = 0; k < f->choices.n; k++) {
                json_object(j);
                put_str(j, "id", f->choices.v[k].id);
                put_str(j, "title", api_words(&f->choices.v[k].title, lang));
                json_end(j);
            }
            json_end(j);
        }
        json_end(j);
    }
    json_end(j);
}

static void put_reasons(struct json *j, const char *key, const struct reason *v, i64 n,
                        enum lang lang)
{
    json_key(j, str_c(key));
    json_array(j);
    for (i64 i = 0; i < n; i++) {
        json_object(j);
        put_str(j, "id", v[i].id);
        put_str(j, "title", api_words(&v[i].title, lang));
        json_end(j);
    }
    json_end(j);
}

static void put_ends(struct json *j, const struct standard *s, enum lang lang)
{
    json_key(j, S("handoffs"));
    json_array(j);
    for (i64 i = 0; i < s->handoffs.n; i++) {
        const struct handoff *h = &s->handoffs.v[i];
        json_object(j);
        put_str(j, "id", h->id);
        put_str(j, "title", api_words(&h->title, lang));
        put_str(j, "from", h->from.id);
        put_str(j, "to", h->to.id);
        put_str(j, "on_entering", h->stage.id);
        put_refs(j, "packet", &h->packet);
        put_reasons(j, "return_reasons", h->return_reasons.v, h->return_reasons.n, lang);
        json_end(j);
    }
    json_end(j);
    json_key(j, S("outcomes"));
    json_array(j);
    for (i64 i = 0; i < s->outcomes.n; i++) {
        const struct outcome_rule *o = &s->outcomes.v[i];
        json_object(j);
        put_str(j, "id", o->id);
        put_str(j, "title", api_words(&o->title, lang));
        put_bool(j, "reason_required", o->reason_required);
        put_bool(j, "competitor_asked", o->competitor_asked);
        put_reasons(j, "reasons", o->reasons.v, o->reasons.n, lang);
        json_end(j);
    }
    json_end(j);
}

static void put_minute(struct json *j, const char *key, i32 minute)
{
    char room[8];
    struct buf out = {.p = room, .max = sizeof room};
    buf_fmt(&out, "%02d:%02d", minute / 60, minute % 60);
    put_str(j, key, buf_str(&out));
}

/* When time counts that is said in working days and hours. */
static void put_calendar(struct json *j, const struct rules *r)
{
    const struct calendar *cal = &r->calendar;
    json_key(j, S("calendar"));
    json_object(j);
    put_str(j, "zone", r->standard->calendar.zone.n ? r->standard->calendar.zone : S("UTC"));
    json_key(j, S("weekdays"));
    json_array(j);
    for (i32 i = 0; i < 7; i++)
        if (cal->days >> i & 1)
            json_i64(j, i + 1);
    json_end(j);
    put_minute(j, "from", cal->from_minute);
    put_minute(j, "to", cal->to_minute);
    json_key(j, S("holidays"));
    json_array(j);
    for (i64 i = 0; i < cal->holiday_count; i++) {
        char room[16];
        struct buf out = {.p = room, .max = sizeof room};
        date_print(&out, cal->holidays[i]);
        json_str(j, buf_str(&out));
    }
    json_end(j);
    json_end(j);
}

/* The rules of the path's edition, or NULL with 404 given. */
static const struct rules *edition_of_path(struct call *c, i32 *edition)
{
    i64 number = call_param_i64(c, "edition");
    bool known = number >= 1 && number <= workspace_editions(call_workspace(c));
    *edition = known ? (i32)number : 0;
    if (!known)
        call_not_found(c);
    return known ? workspace_rules(call_workspace(c), *edition) : NULL;
}

static enum http_turn get_standard(struct call *c)
{
    i32 edition;
    const struct rules *r = edition_of_path(c, &edition);
    enum lang lang = api_lang(c);
    if (!r)
        return HTTP_ANSWERED;
    struct json j = call_json(c, 200);
    json_object(&j);
    put_summary(&j, r, edition, lang);
    put_bool(&j, "in_force", is_in_force(call_workspace(c), edition));
    put_text(&j, "about", api_words(&r->standard->about, lang));
    put_text(&j, "currency", r->standard->currency);
    put_fields(&j, r->standard, lang);
    put_stages(&j, r->standard, lang);
    put_ends(&j, r->standard, lang);
    put_calendar(&j, r);
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn get_text(struct call *c)
{
    i32 edition;
    if (!edition_of_path(c, &edition))
        return HTTP_ANSWERED;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    str text = reader_standard(r, &c->arena, edition);
    call_fixed(c, "application/yaml", text,
               str_fmt(&c->arena, "\"edition-%d\"", edition)); /* never changes */
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* --- reviewing ------------------------------------------------------------------------------ */

static void print_review(void *context, const struct answer *a, struct buf *out)
{
    const struct change *change = context;
    struct json j;
    if (a->status != ANSWER_ACCEPTED)
        return;
    i64 next_ms = rules_span_end(a->rules, &a->rules->standard->review.every, a->now_ms);
    json_init(&j, out, 0);
    json_object(&j);
    put_i64(&j, "edition", change->request.intent.act.value);
    put_moment(&j, "next_review", next_ms);
    json_end(&j);
}

static enum http_turn review(struct call *c)
{
    struct change *change = change_new(c);
    struct intent *intent = &change->request.intent;
    const struct json_value *found = json_find(c->json, S("found"));
    intent->kind = INTENT_REVIEW;
    intent->act.value = call_param_i64(c, "edition");
    intent->text = found ? found->text : (str){0};
    change->request.print = print_review;
    return change_submit(change);
}

static const struct shape_field review_fields[] = {
    {"found", SHAPE_TEXT, .most = 4000, .about = "What was found; it stays in force."},
};
static const struct shape review_shape = {"review", "A review of an edition in force.",
                                          review_fields, LENGTH(review_fields)};

static const char *const whose[] = {"new", "all", NULL};
static const struct shape_field query_fields[] = {
    {"dry_run", SHAPE_BOOLEAN, .about = "Only checks it, as etalon check does."},
    {"deals", SHAPE_CHOICE, .choices = whose,
     .about = "all: deals in flight go along, by its changes; new, unless said: they stay."},
};
static const struct shape query = {"publish_query", NULL, query_fields, LENGTH(query_fields)};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/standards", "standard_list", "Every published edition, newest first.",
     "standards", FOR_MEMBERS, .answer = &shape_standards, .handle = list_standards},
    {HTTP_POST, "/api/v1/standards", "standard_publish",
     "Publishes a standard, or says every problem it has.", "standards", .roles = PUBLISHERS,
     .states = MEMBER_ACTIVE, .scopes = SCOPE_STANDARD, .query = &query,
     .body_type = "application/yaml", .body_bytes_max = STANDARD_BYTES_MAX, .status = 201,
     .answer = &shape_published, .handle = publish},
    {HTTP_POST, "/api/v1/standards/check", "standard_check",
     "Every problem of a draft, as etalon check tells it; nothing is published.", "standards",
     FOR_MEMBERS, .flags = ROUTE_NO_KEY, .body_type = "application/yaml",
     .body_bytes_max = STANDARD_BYTES_MAX, .answer = &shape_checked, .handle = check},
    {HTTP_GET, "/api/v1/standards/in-force", "standard_in_force",
     "The newest edition of each process.", "standards", FOR_MEMBERS, .answer = &shape_standards,
     .handle = list_in_force},
    {HTTP_GET, "/api/v1/standards/{edition:int}", "standard_get", "One edition, as data.",
     "standards", FOR_MEMBERS, .answer = &shape_standard, .handle = get_standard},
    {HTTP_POST, "/api/v1/standards/{edition:int}/review", "standard_review",
     "An edition in force was reviewed, and stays: the clock of its next review begins.",
     "standards", .roles = PUBLISHERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_STANDARD,
     .body = &review_shape, .answer = &shape_reviewed, .handle = review},
    {HTTP_GET, "/api/v1/standards/{edition:int}/yaml", "standard_yaml",
     "One edition, as it was written.", "standards", FOR_MEMBERS, .answer_type = "application/yaml",
     .handle = get_text},
};
const struct route_list standard_routes = {rows, LENGTH(rows)};
