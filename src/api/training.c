/* Training: who is trained on which version, what is due. Everybody sees what is due for
 * themselves, those who lead see all. */
#include "api/accounts_parts.h"
#include "api/answers.h"

enum {
    LEADERS = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER | ACCESS_AUDITOR,
    MEMBERS_AT_ONCE = 500,
};

/* --- how it stands ------------------------------------------------------------------------------
 */

static const char *const standing_ids[] = {"not-asked", "due", "unconfirmed", "expired", "trained"};

/* The newest edition of each process, one after the other; 0 after the last. */
static i32 next_in_force(const struct workspace *w, i32 after)
{
    for (i32 i = after + 1; i <= workspace_editions(w); i++) {
        bool newest = !workspace_reverted(w, i);
        for (i32 k = i + 1; k <= workspace_editions(w); k++)
            newest &= workspace_reverted(w, k) || !str_eq(workspace_rules(w, k)->standard->process,
                                                          workspace_rules(w, i)->standard->process);
        if (newest)
            return i;
    }
    return 0;
}

static void put_edition(struct json *j, struct call *c, i32 edition)
{
    const struct standard *s = workspace_rules(call_workspace(c), edition)->standard;
    put_i64(j, "edition", edition);
    put_str(j, "process", s->process);
    put_i64(j, "version", s->version);
    put_text(j, "title", api_words(&s->title, api_lang(c)));
}

static enum training_standing stands(struct call *c, struct reader *r, i32 edition, u32 person,
                                     struct trained *t, i64 *until)
{
    *t = person ? reader_trained(r, person, edition) : trained_none();
    return training_standing(workspace_rules(call_workspace(c), edition), t, c->now_ms, until);
}

struct tally_of {
    i64 trained, asked;
};

static void put_one(struct json *j, struct call *c, struct reader *r, i32 edition,
                    const struct member_row *m, struct tally_of *count)
{
    struct trained t;
    i64 until;
    enum training_standing s = stands(c, r, edition, m->person, &t, &until);
    count->asked++;
    count->trained += s == TRAINING_HOLDS;
    json_object(j);
    if (m->person)
        put_i64(j, "person", m->person);
    put_text(j, "name", m->name);
    put_text(j, "department", m->department);
    put_str(j, "standing", str_c(standing_ids[s]));
    put_moment(j, "acknowledged_at", t.acknowledged_ms);
    put_moment(j, "confirmed_at", t.confirmed_ms);
    if (t.confirmed_by)
        put_person(j, "confirmed_by", r, &c->arena, t.confirmed_by);
    put_moment(j, "until", until);
    json_end(j);
}

/* Active members who work with the standard; only oneself for who does not lead. */
static void put_members(struct json *j, struct call *c, struct reader *r, i32 edition,
                        struct tally_of *count)
{
    struct member_row *rows = arena_array(&c->arena, struct member_row, MEMBERS_AT_ONCE);
    str after = {0};
    i64 n;
    do {
        n = accounts_people(api_of(c)->accounts, &c->arena, c->actor.workspace, after,
                            MEMBERS_AT_ONCE, rows);
        for (i64 i = 0; i < n; i++) {
            after = str_c(rows[i].account);
            bool works = rows[i].state == MEMBER_ACTIVE && (rows[i].role & WORKERS);
            bool mine = str_eq(str_c(rows[i].account), c->actor.account);
            if (works && !rows[i].disabled && (mine || (c->actor.role & LEADERS)))
                put_one(j, c, r, edition, &rows[i], count);
        }
    } while (n == MEMBERS_AT_ONCE);
}

/* Where nobody has accounts: who asks. */
static void put_people(struct json *j, struct call *c, struct reader *r, i32 edition,
                       struct tally_of *count)
{
    struct member_row me = {.person = c->actor.person, .department = c->actor.department};
    json_key(j, S("people"));
    json_array(j);
    if (api_of(c)->accounts)
        put_members(j, c, r, edition, count);
    else
        put_one(j, c, r, edition, &me, count);
    json_end(j);
}

static enum http_turn get_training(struct call *c)
{
    struct workspace *w = call_workspace(c);
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    reader_begin(r);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("standards"));
    json_array(&j);
    for (i32 i = 0; (i = next_in_force(w, i)) > 0;) {
        const struct training *t = &workspace_rules(w, i)->standard->training;
        struct tally_of count = {0};
        json_object(&j);
        put_edition(&j, c, i);
        put_bool(&j, "asked", t->known);
        if (t->known) {
            put_str(&j, "confirmed_by", str_c(confirmer_words[t->confirmer]));
            put_text(&j, "about", api_words(&t->about, api_lang(c)));
            put_people(&j, c, r, i, &count);
            put_i64(&j, "trained", count.trained);
            put_i64(&j, "of", count.asked);
        }
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

u8 api_acting_role(struct call *c, struct reader *r, i32 edition)
{
    bool trained = reader_is_trained(r, c->actor.person, edition, c->now_ms);
    return (u8)(api_role(c) | (trained ? 0 : ROLE_UNTRAINED));
}

/* --- saying so ----------------------------------------------------------------------------------
 */

static void print_trained(void *context, const struct answer *a, struct buf *out)
{
    struct change *change = context;
    struct json j;
    if (a->status != ANSWER_ACCEPTED)
        return;
    json_init(&j, out, 0);
    json_object(&j);
    put_i64(&j, "edition", change->request.intent.act.value);
    put_i64(&j, "person", a->deal);
    put_str(&j, "said",
            a->deal == change->request.intent.act.actor ? S("acknowledged") : S("confirmed"));
    json_end(&j);
}

static enum http_turn post_training(struct call *c)
{
    struct change *change = change_new(c);
    struct intent *intent = &change->request.intent;
    const struct json_value *person = json_find(c->json, S("person"));
    intent->kind = INTENT_TRAINED;
    intent->act.value = json_find(c->json, S("edition"))->integer;
    intent->deal = person && person->type == JSON_IS_NUMBER ? person->integer : 0;
    change->request.print = print_trained;
    return change_submit(change);
}

/* --- what waits ---------------------------------------------------------------------------------
 */

void put_training_due(struct json *j, struct call *c, struct reader *r)
{
    struct workspace *w = call_workspace(c);
    for (i32 i = 0; (i = next_in_force(w, i)) > 0;) {
        struct trained t;
        i64 until;
        enum training_standing s = stands(c, r, i, c->actor.person, &t, &until);
        bool works = c->actor.role & WORKERS;
        bool asked = s == TRAINING_DUE || s == TRAINING_UNCONFIRMED; /* what runs out has a clock */
        if (works && asked) {
            json_object(j);
            const struct standard *of = workspace_rules(w, i)->standard;
            put_str(j, "what", S("training-due"));
            put_i64(j, "edition", i);
            put_i64(j, "version", of->version);
            put_named(j, "process", of->process, api_words(&of->title, api_lang(c)));
            put_str(j, "standing", str_c(standing_ids[s]));
            put_bool(j, "late", true);
            json_end(j);
        }
    }
}

static const struct shape_field trained_fields[] = {
    {"edition", SHAPE_INTEGER, .required = true, .least = 1, .most = WORKSPACE_EDITIONS_MAX,
     .about = "The version that was learned."},
    {"person", SHAPE_INTEGER, .least = 1, .most = UINT32_MAX,
     .about = "Who has learned it, in the word of who asks; without it, oneself."},
};
static const struct shape trained_new = {"trained_new", "Somebody knows a version of a standard.",
                                         trained_fields, LENGTH(trained_fields)};
static const struct route rows[] = {
    {HTTP_GET, "/api/v1/training", "training_list",
     "Who is trained on the versions in force; oneself, or all for those who lead.", "people",
     FOR_MEMBERS, .answer = &shape_training, .handle = get_training},
    {HTTP_POST, "/api/v1/training", "training_say",
     "Acknowledges a version for oneself, or confirms that somebody else knows it.", "people",
     FOR_WORKERS, .body = &trained_new, .status = 201, .answer = &shape_trained,
     .handle = post_training},
};
const struct route_list training_routes = {rows, LENGTH(rows)};
