/* Acts: whatever somebody does to a deal, in the words of its standard. The judge is asked
 * inside the writer; its verdict is the answer. */
#include "api/answers.h"
#include "api/parts.h"

/* What an act speaks of, as a mask: it must (needs) or may (takes). */
enum member {
    WITH_STAGE = 1 << 0,
    WITH_MILESTONE = 1 << 1,
    WITH_FIELD = 1 << 2,
    WITH_HANDOFF = 1 << 3,
    WITH_VALUE = 1 << 4,
    WITH_EVIDENCE = 1 << 5,
    WITH_WHY = 1 << 6,
    WITH_UNTIL = 1 << 7,
    WITH_REASON = 1 << 8,
    WITH_BUYER_REASON = 1 << 9,
    WITH_COMPETITOR = 1 << 10,
    WITH_OUTCOME = 1 << 11,
    WITH_OWNER = 1 << 12,
    WITH_DATE = 1 << 13,
    WITH_LANE = 1 << 14,
};
enum { MEMBER_COUNT = 15 };
static const char *const member_names[MEMBER_COUNT] = {
    "stage",  "milestone",    "field",          "handoff", "value", "evidence", "why",  "until",
    "reason", "buyer_reason", "competitor_won", "outcome", "owner", "date",     "lane",
};

static const struct act_rule {
    const char *name;
    enum event_kind kind;
    u32 needs, takes;
    bool by_anyone; /* who does not own the deal may too: colleagues and other departments */
} act_rules[] = {
    {"enter-stage", EVENT_STAGE_ENTERED, WITH_STAGE, 0, false},
    {"set-field", EVENT_FIELD_SET, WITH_FIELD | WITH_VALUE, 0, false},
    {"reach-milestone", EVENT_MILESTONE_REACHED, WITH_MILESTONE, WITH_EVIDENCE, false},
    {"confirm", EVENT_MILESTONE_CONFIRMED, WITH_MILESTONE, WITH_WHY, true},
    {"revoke", EVENT_MILESTONE_REVOKED, WITH_MILESTONE, WITH_WHY, false},
    {"waive", EVENT_WAIVER_GRANTED, WITH_MILESTONE, WITH_WHY | WITH_UNTIL, true},
    {"end-waiver", EVENT_WAIVER_ENDED, WITH_MILESTONE, WITH_WHY, true},
    {"object", EVENT_OBJECTED, WITH_WHY, WITH_MILESTONE, true},
    {"park", EVENT_PARKED, WITH_WHY, WITH_UNTIL, false},
    {"unpark", EVENT_UNPARKED, 0, WITH_WHY, false},
    {"offer-handoff", EVENT_HANDOFF_OFFERED, WITH_HANDOFF, WITH_WHY, false},
    {"accept-handoff", EVENT_HANDOFF_ACCEPTED, WITH_HANDOFF, WITH_WHY, true},
    {"return-handoff", EVENT_HANDOFF_RETURNED, WITH_HANDOFF, WITH_REASON | WITH_WHY, true},
    {"touch", EVENT_HANDOFF_TOUCHED, WITH_HANDOFF, WITH_WHY, true},
    {"set-close-date", EVENT_CLOSE_DATE_SET, WITH_DATE, WITH_WHY, false},
    {"set-owner", EVENT_OWNER_SET, WITH_OWNER, WITH_WHY, false},
    {"close", EVENT_OUTCOME_SET, WITH_OUTCOME,
     WITH_REASON | WITH_BUYER_REASON | WITH_COMPETITOR | WITH_WHY, false},
    {"give-reason", EVENT_REASON_SET, WITH_REASON | WITH_LANE, 0, false},
    {"reopen", EVENT_REOPENED, 0, WITH_STAGE | WITH_WHY, false},
};

/* --- reading the body ----------------------------------------------------------------------- */

struct reading {
    struct call *call;
    struct diags diags;
    const struct act_rule *rule;
    const struct rules *rules;
    enum outcome outcome; /* that a reason is about */
    struct intent *intent;
};

static const struct json_value *given(const struct reading *r, const char *name)
{
    const struct json_value *v = json_find(r->call->json, str_c(name));
    return v && v->type != JSON_IS_NULL ? v : NULL;
}

static struct place place_of(const struct reading *r, const struct json_value *v)
{
    return json_place(r->call->request.body, v->from, v->to);
}

/* Members that belong to other acts are said to be superfluous, not ignored. */
static void check_members(struct reading *r)
{
    for (i32 i = 0; i < MEMBER_COUNT; i++) {
        const struct json_value *v = json_find(r->call->json, str_c(member_names[i]));
        u32 bit = 1u << i;
        bool wants = r->rule->needs & bit,
             empty = !v || (v->type == JSON_IS_NULL && bit != WITH_VALUE);
        if (v && !((r->rule->needs | r->rule->takes) & bit))
            diag_add(&r->diags, DIAG_ERROR, "superfluous", place_of(r, v), "\"%s\" takes no \"%s\"",
                     r->rule->name, member_names[i]);
        if (wants && empty)
            diag_add(&r->diags, DIAG_ERROR, "required", (struct place){0}, "\"%s\" wants \"%s\"",
                     r->rule->name, member_names[i]);
    }
}

/* The index of `id` among `n` ids, with the nearest one said when there is none. */
static i32 find_id(struct reading *r, const char *member, const struct json_value *v,
                   const str *ids, i64 n)
{
    for (i32 i = 0; i < n; i++)
        if (str_eq(ids[i], v->text))
            return i;
    struct diag *d =
        diag_add(&r->diags, DIAG_ERROR,
                 str_zero_ended(&r->call->arena, str_fmt(&r->call->arena, "unknown-%s", member)),
                 place_of(r, v), "%s: there is no \"%.*s\"", member, STR_ARG(v->text));
    str near = diag_did_you_mean(v->text, ids, n), all = {0};
    for (i64 i = 0; i < n && i < 12; i++)
        all = str_fmt(&r->call->arena, "%.*s%s%.*s", STR_ARG(all), i ? ", " : "", STR_ARG(ids[i]));
    if (near.n)
        diag_hint(&r->diags, d, "did you mean %.*s?", STR_ARG(near));
    else if (n)
        diag_hint(&r->diags, d, "there are: %.*s%s", STR_ARG(all), n > 12 ? "…" : "");
    return -1;
}

#define IDS_OF(list)                                                                               \
    str *ids = arena_array(&r->call->arena, str, (list)->n + 1);                                   \
    for (i64 i = 0; i < (list)->n; i++)                                                            \
    ids[i] = (list)->v[i].id

static void read_subject(struct reading *r)
{
    const struct standard *s = r->rules->standard;
    const struct json_value *v;
    i32 found = -2;
    if ((v = given(r, "stage"))) {
        IDS_OF(&s->stages);
        found = find_id(r, "stage", v, ids, s->stages.n);
    } else if ((v = given(r, "milestone"))) {
        IDS_OF(&s->milestones);
        found = find_id(r, "milestone", v, ids, s->milestones.n);
    } else if ((v = given(r, "field"))) {
        IDS_OF(&s->fields);
        found = find_id(r, "field", v, ids, s->fields.n);
    } else if ((v = given(r, "handoff"))) {
        IDS_OF(&s->handoffs);
        found = find_id(r, "handoff", v, ids, s->handoffs.n);
    }
    if (found >= 0)
        r->intent->act.subject = (u16)found;
}

/* "48000.50" in minor units; false when it is no such number. */
static bool parse_scaled(str text, i32 digits, i64 *out)
{
    str whole, rest;
    i64 high = 0, low = 0, unit = 1;
    bool has_rest = str_cut(text, '.', &whole, &rest);
    for (i32 i = 0; i < digits; i++)
        unit *= 10;
    if (whole.n == 0 || whole.n > 12 || !str_to_i64(whole, &high) || (has_rest && rest.n == 0))
        return false;
    for (i64 i = 0; i < rest.n; i++)
        if (rest.p[i] < '0' || rest.p[i] > '9' || i >= digits)
            return false;
    for (i32 i = 0; i < digits; i++)
        low = 10 * low + (i < rest.n ? rest.p[i] - '0' : 0);
    *out = high * unit + (whole.p[0] == '-' ? -low : low);
    return true;
}

static void wrong_value(struct reading *r, const struct json_value *v, const struct field *f)
{
    static const char *const wanted[] = {
        [FIELD_TEXT] = MESSAGE("a text"),
        [FIELD_INTEGER] = MESSAGE("a whole number"),
        [FIELD_DECIMAL] = MESSAGE("a number with at most 6 digits after the point"),
        [FIELD_MONEY] =
            MESSAGE("an amount such as \"48000.00\", with no more digits than the currency has"),
        [FIELD_DATE] = MESSAGE("a date such as 2026-11-23"),
        [FIELD_BOOLEAN] = MESSAGE("true or false"),
        [FIELD_CHOICE] = MESSAGE("one of its choices"),
        [FIELD_PERSON] = MESSAGE("the name of somebody"),
        [FIELD_LINK] = MESSAGE("a link"),
    };
    diag_add(&r->diags, DIAG_ERROR, "value", place_of(r, v), "value: \"%.*s\" takes %s",
             STR_ARG(f->id), message(wanted[f->type]));
}

static bool read_typed(struct reading *r, const struct field *f, const struct json_value *v)
{
    i64 *out = &r->intent->act.value;
    bool text = v->type == JSON_IS_TEXT, number = v->type == JSON_IS_NUMBER;
    switch (f->type) {
    case FIELD_INTEGER: *out = v->integer; return number && v->whole;
    case FIELD_DECIMAL: return (number || text) && parse_scaled(v->text, 6, out);
    case FIELD_MONEY:
        return (number || text) &&
               parse_scaled(v->text, money_digits(r->rules->standard->currency), out);
    case FIELD_DATE: return text && date_parse(v->text, out);
    case FIELD_BOOLEAN: *out = v->boolean; return v->type == JSON_IS_BOOL;
    case FIELD_CHOICE: {
        if (!text)
            return false;
        IDS_OF(&f->choices);
        *out = find_id(r, "choice", v, ids, f->choices.n);
        return true;
    }
    case FIELD_TEXT:
    case FIELD_PERSON:
    case FIELD_LINK:
        if (!text || v->text.n == 0)
            return false;
        *out = guard_text_value(v->text);
        r->intent->text = v->text;
        return true;
    }
    return false;
}

static void read_value(struct reading *r)
{
    const struct json_value *v = json_find(r->call->json, S("value"));
    if (!v || r->intent->act.subject >= r->rules->field_count)
        return;
    const struct field *f = &r->rules->standard->fields.v[r->intent->act.subject];
    if (v->type == JSON_IS_NULL)
        r->intent->act.kind = EVENT_FIELD_CLEARED;
    else if (!read_typed(r, f, v))
        wrong_value(r, v, f);
}

static void read_evidence(struct reading *r)
{
    const struct json_value *v = given(r, "evidence");
    r->intent->act.value = EVIDENCE_NONE;
    if (!v)
        return;
    const struct json_value *kind = json_find(v, S("kind")), *what = json_find(v, S("reference"));
    const struct json_value *file = json_find(v, S("file"));
    for (i32 i = 0; kind && evidence_words[i]; i++)
        if (str_eq(kind->text, str_c(evidence_words[i])))
            r->intent->act.value = i;
    if (what)
        r->intent->text = what->text;
    if (!file)
        return;
    if (r->intent->act.value != EVIDENCE_FILE || what)
        diag_add(&r->diags, DIAG_ERROR, "file", place_of(r, file),
                 "a kept file is evidence of the kind file, without another reference");
    else if (!api_file_exists(r->call, file->text))
        diag_add(&r->diags, DIAG_ERROR, "unknown-file", place_of(r, file),
                 "there is no file \"%.*s\": send it first", STR_ARG(file->text));
    r->intent->text = file->text;
}

static i64 read_reason(struct reading *r, const char *member)
{
    const struct json_value *v = given(r, member);
    const struct standard *s = r->rules->standard;
    if (!v)
        return -1;
    if (r->rule->kind == EVENT_HANDOFF_RETURNED) {
        if (r->intent->act.subject >= s->handoffs.n)
            return -1;
        const struct handoff *h = &s->handoffs.v[r->intent->act.subject];
        IDS_OF(&h->return_reasons);
        return find_id(r, "reason", v, ids, h->return_reasons.n);
    }
    i32 index = r->rules->outcome[r->outcome].index;
    if (index < 0)
        return find_id(r, "reason", v, NULL, 0);
    const struct outcome_rule *o = &s->outcomes.v[index];
    IDS_OF(&o->reasons);
    return find_id(r, "reason", v, ids, o->reasons.n);
}

static void read_close(struct reading *r)
{
    const struct json_value *outcome = given(r, "outcome"), *won = given(r, "competitor_won");
    struct ending e = {.reason = {-1, -1}};
    if (!outcome || !outcome_parse(outcome->text, &r->outcome))
        return; /* said already */
    r->intent->act.subject = (u16)r->outcome;
    e.reason[LANE_SELLER] = (i32)read_reason(r, "reason");
    e.reason[LANE_BUYER] = (i32)read_reason(r, "buyer_reason");
    if (won)
        e.competitor = won->boolean ? COMPETITOR_WON : COMPETITOR_NONE;
    r->intent->act.value = event_ending(e);
}

static i64 read_moment(struct reading *r, const char *member, i64 otherwise)
{
    const struct json_value *v = given(r, member);
    i64 at = otherwise;
    if (v && !time_parse(v->text, &at))
        diag_add(&r->diags, DIAG_ERROR, "time", place_of(r, v), "%s: \"%.*s\" is no time", member,
                 STR_ARG(v->text));
    return at;
}

static void read_by_kind(struct reading *r)
{
    struct deal_event *act = &r->intent->act;
    const struct json_value *v;
    switch (r->rule->kind) {
    case EVENT_FIELD_SET: read_value(r); break;
    case EVENT_MILESTONE_REACHED: read_evidence(r); break;
    case EVENT_WAIVER_GRANTED: act->value = read_moment(r, "until", 0); break;
    case EVENT_PARKED: act->value = read_moment(r, "until", TIME_NONE); break;
    case EVENT_HANDOFF_RETURNED: act->value = read_reason(r, "reason"); break;
    case EVENT_OUTCOME_SET: read_close(r); break;
    case EVENT_REASON_SET:
        v = given(r, "lane");
        act->subject = v && str_eq(v->text, S("buyer")) ? LANE_BUYER : LANE_SELLER;
        act->value = read_reason(r, "reason");
        break;
    case EVENT_OWNER_SET:
        v = given(r, "owner");
        act->value = v ? v->integer : 0;
        break;
    case EVENT_CLOSE_DATE_SET:
        v = given(r, "date");
        if (v && !date_parse(v->text, &act->value))
            act->value = 0;
        break;
    default: break;
    }
}

static const struct act_rule *rule_of(str name)
{
    for (i32 i = 0; i < LENGTH(act_rules); i++)
        if (str_eq(name, str_c(act_rules[i].name)))
            return &act_rules[i];
    return NULL;
}

/* Fills the intent from the body; false, with the answer given, when it cannot be meant. */
static bool read_act(struct reading *r)
{
    struct call *c = r->call;
    const struct json_value *why;
    diags_init(&r->diags, &c->arena);
    r->diags.file = S("body");
    r->intent->act.kind = (u8)r->rule->kind;
    check_members(r);
    r->intent->act.occurred_ms = read_moment(r, "occurred_at", 0);
    if ((why = given(r, "why")))
        r->intent->text = why->text;
    read_subject(r);
    read_by_kind(r);
    return !r->diags.count[DIAG_ERROR] || call_refuse_diags(c, 422, "act", &r->diags);
}

/* --- doing it ------------------------------------------------------------------------------- */

/* What the deal is judged by: its edition, seen before or read now. *d only where it is read. */
static i32 edition_of_deal(struct call *c, i64 deal)
{
    i32 edition = api_edition_seen(c, deal);
    struct deal_row d;
    if (edition)
        return edition;
    struct reader *r = api_reader(c);
    if (!r)
        return 0;
    if (api_deal(c, r, &d))
        edition = d.edition;
    api_give_back(c, r);
    return edition;
}

/* Reopening without a stage goes back to where the deal stood. */
static bool stage_to_reopen(struct call *c, struct intent *intent)
{
    struct deal_row d;
    struct reader *r = api_reader(c);
    bool ok = r && api_deal(c, r, &d);
    if (ok)
        intent->act.subject = (u16)d.stage;
    api_give_back(c, r);
    return ok;
}

static bool person_exists(struct call *c, u32 number)
{
    struct reader *r = api_reader(c);
    bool known = r && reader_person(r, &c->arena, number).n;
    if (r && !known && api_read_well(c, r))
        call_refuse(c, 422, "unknown-person", message("there is no person with the number %u"),
                    number);
    api_give_back(c, r);
    return known;
}

static void print_asked(struct call *c, struct change *change, struct deal_state *state,
                        const struct rules *rules, i64 revision)
{
    struct intent *intent = &change->request.intent;
    struct decision *d = arena_new(&c->arena, struct decision);
    if (intent->only_owner && state->owner != c->actor.person) {
        call_refuse(c, 403, "not-yours", message("this deal is somebody else's"));
        return;
    }
    intent->act.text = intent->text.n > 0;
    deal_decide(rules, state, &intent->act, c->now_ms, d);
    for (i32 i = 0; d->accepted && i < d->count; i++)
        deal_apply(state, &d->event[i]);
    struct answer a = {
        .status = d->accepted ? ANSWER_ACCEPTED : ANSWER_REFUSED,
        .deal = intent->deal,
        .revision = revision,
        .verdict = &d->verdict,
        .state = state,
        .rules = rules,
    };
    call_json(c, 200);
    change_print_act(change, &a, &c->response.body);
    call_version(c, revision);
}

/* Only the judge is asked: nothing is recorded, the answer is 200 whatever he says. */
static enum http_turn ask_only(struct call *c, struct change *change)
{
    struct intent *intent = &change->request.intent;
    struct deal_state *state = arena_new(&c->arena, struct deal_state);
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    i64 revision = reader_state(r, intent->deal, state);
    if (!revision)
        (void)(api_read_well(c, r) && call_not_found(c));
    else if (intent->expected != REVISION_ANY && intent->expected != revision)
        call_refuse(c, 412, "version",
                    message("the deal has changed since you saw it: read it again"));
    else {
        intent->act.role = api_acting_role(c, r, state->version);
        print_asked(c, change, state, workspace_rules(call_workspace(c), state->version), revision);
    }
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static enum http_turn act(struct call *c)
{
    struct change *change = change_new(c);
    struct intent *intent = &change->request.intent;
    struct reading r = {.call = c, .intent = intent};
    const struct json_value *dry = json_find(c->json, S("dry_run"));
    lang_speak_in_thread(change->lang);
    intent->kind = INTENT_ACT;
    intent->deal = call_param_i64(c, "deal");
    intent->edition = edition_of_deal(c, intent->deal);
    if (!intent->edition)
        return HTTP_ANSWERED;
    r.rule = rule_of(json_find(c->json, S("act"))->text);
    r.rules = workspace_rules(call_workspace(c), intent->edition);
    assert(r.rule); /* the shape has checked it */
    if (r.rule->kind == EVENT_REASON_SET || r.rule->kind == EVENT_REOPENED) {
        struct deal_row d;
        struct reader *reader = api_reader(c);
        bool ok = reader && api_deal(c, reader, &d);
        api_give_back(c, reader);
        if (!ok)
            return HTTP_ANSWERED;
        r.outcome = d.outcome;
    }
    if (!read_act(&r))
        return HTTP_ANSWERED;
    if (r.rule->kind == EVENT_OWNER_SET && !person_exists(c, (u32)intent->act.value))
        return HTTP_ANSWERED;
    if (r.rule->kind == EVENT_REOPENED && !given(&r, "stage") && !stage_to_reopen(c, intent))
        return HTTP_ANSWERED;
    intent->only_owner = !r.rule->by_anyone && !api_acts_on_all(c);
    if (dry && dry->boolean)
        return ask_only(c, change);
    change->request.print = change_print_act;
    return change_submit(change);
}

static const char *const act_names[] = {
    "enter-stage",   "set-field",      "reach-milestone", "confirm", "revoke",
    "waive",         "end-waiver",     "object",          "park",    "unpark",
    "offer-handoff", "accept-handoff", "return-handoff",  "touch",   "set-close-date",
    "set-owner",     "close",          "give-reason",     "reopen",  NULL};
static_assert(LENGTH(act_names) == LENGTH(act_rules) + 1, "every act can be asked for");
static const char *const kinds_of_evidence[] = {"link", "file", "note", "mail", "field", NULL};
static const char *const ends[] = {"won", "lost", "no-decision", "walked", "invalid", NULL};
static const char *const lanes[] = {"seller", "buyer", NULL};
static const struct shape_field evidence_fields[] = {
    {"kind", SHAPE_CHOICE, .required = true, .choices = kinds_of_evidence},
    {"reference", SHAPE_TEXT, .most = 2000, .about = "Where it is: a link, a file's name, a note."},
    {"file", SHAPE_TEXT, .least = FILE_HASH_HEX, .most = FILE_HASH_HEX,
     .about = "Of the kind file: one that was sent before, by its hash."},
};
static const struct shape evidence = {"evidence", "What shows that a milestone was reached.",
                                      evidence_fields, LENGTH(evidence_fields)};
static const struct shape_field act_fields[] = {
    {"act", SHAPE_CHOICE, .required = true, .choices = act_names, .about = "What is done."},
    {"stage", SHAPE_ID, .about = "enter-stage, reopen."},
    {"milestone", SHAPE_ID,
     .about = "reach-milestone, confirm, revoke, waive, end-waiver; object, if it is about one."},
    {"field", SHAPE_ID, .about = "set-field."},
    {"handoff", SHAPE_ID, .about = "offer-handoff, accept-handoff, return-handoff, touch."},
    {"value", SHAPE_ANY, .nullable = true,
     .about = "set-field: by the field's type; amounts and decimals as text or number; null "
              "empties it."},
    {"evidence", SHAPE_OBJECT, .of = &evidence, .about = "reach-milestone."},
    {"why", SHAPE_TEXT, .most = 2000, .about = "In one line; object and park want it."},
    {"until", SHAPE_TIME, .about = "park, waive; a waiver without it ends as late as it may."},
    {"outcome", SHAPE_CHOICE, .choices = ends, .about = "close."},
    {"reason", SHAPE_ID, .about = "close, give-reason, return-handoff: one that the standard has."},
    {"buyer_reason", SHAPE_ID, .about = "close: the reason in the buyer's words."},
    {"competitor_won", SHAPE_BOOLEAN, .about = "close: did a competitor win?"},
    {"lane", SHAPE_CHOICE, .choices = lanes, .about = "give-reason: whose reason."},
    {"owner", SHAPE_INTEGER, .least = 1, .most = UINT32_MAX, .about = "set-owner: a person."},
    {"date", SHAPE_DATE, .about = "set-close-date."},
    {"occurred_at", SHAPE_TIME, .about = "When it happened; else now."},
    {"dry_run", SHAPE_BOOLEAN, .about = "Only asks the judge; nothing is recorded."},
};
static const struct shape act_new = {"act", "An act on a deal, in ids of its standard.", act_fields,
                                     LENGTH(act_fields)};

static const struct route rows[] = {
    {HTTP_POST, "/api/v1/deals/{deal:int}/acts", "act",
     "Acts on a deal: recorded when the standard lets it pass, refused with what is missing.",
     "deals", FOR_WORKERS, .flags = ROUTE_QUICK, .body = &act_new, .answer = &shape_acted,
     .handle = act},
};
const struct route_list act_routes = {rows, LENGTH(rows)};
