/* How the server itself stands: its disk, its backups and the last restore of one, the mails. */
#include "accounts/mail.h"
#include "api/accounts_parts.h"
#include "api/answers.h"
#include "api/shapes.h"

#include "operate/doctor.h"
#include "operate/record.h"

/* What concerns every workspace is told to who set the server up; an admin of one is told of the
 * safety of the data alone, and nothing that names the others. */
static bool sees_site(struct call *c)
{
    struct account_row own;
    return accounts_of(c) && accounts_find(accounts_of(c), &c->arena, c->actor.account, &own) &&
           own.site;
}

static void put_findings_of(struct json *j, struct call *c, bool site)
{
    static const char *const levels[] = {"good", "warning", "problem"};
    struct doctor *d = arena_new(&c->arena, struct doctor);
    struct doctor_asked asked = {
        .folder = api_of(c)->shelf.folder, .server = true, .now_ms = c->now_ms, .mode = -1};
    doctor_look(api_of(c)->platform, &asked, &c->arena, d);
    for (i32 i = 0; i < d->count; i++) {
        str name = str_c(d->finding[i].name);
        bool everybodys = str_eq(name, S("fsync")) || str_eq(name, S("space")) ||
                          str_eq(name, S("clock")) || str_eq(name, S("sqlite"));
        if (!site && !everybodys)
            continue;
        json_object(j);
        put_str(j, "name", name);
        put_str(j, "level", str_c(levels[d->finding[i].level]));
        put_str(j, "text", d->finding[i].text);
        put_text(j, "advice", d->finding[i].advice);
        json_end(j);
    }
}

static void put_safety(struct json *j, struct call *c, bool site)
{
    struct operations o;
    struct err e;
    if (!operations_read(api_of(c)->platform, api_of(c)->shelf.folder, &c->arena, &o, &e))
        return;
    put_moment(j, "backup_at", o.backup_ms);
    if (o.backup_ms != TIME_NONE && site)
        put_i64(j, "backup_bytes", o.backup_bytes);
    put_moment(j, "restored_at", o.drill_ms);
    if (o.drill_ms != TIME_NONE)
        put_bool(j, "restored_well", o.drill_problem.n == 0);
}

static void put_mails(struct json *j, struct call *c)
{
    struct mail_counts n = accounts_mail_counts(accounts_of(c));
    json_key(j, S("mails"));
    json_object(j);
    put_i64(j, "waiting", n.waiting);
    put_i64(j, "sent", n.sent);
    put_i64(j, "given_up", n.given_up);
    if (n.oldest_ms)
        put_moment(j, "oldest_at", n.oldest_ms);
    json_end(j);
}

static enum http_turn get_operations(struct call *c)
{
    bool site = sees_site(c);
    lang_speak_in_thread(api_lang(c));
    struct json j = call_json(c, 200);
    json_object(&j);
    put_str(&j, "version", str_c(ETALON_VERSION));
    if (api_of(c)->shelf.folder)
        put_safety(&j, c, site);
    json_key(&j, S("findings"));
    json_array(&j);
    if (api_of(c)->shelf.folder)
        put_findings_of(&j, c, site);
    json_end(&j);
    if (site)
        put_mails(&j, c);
    json_end(&j);
    return HTTP_ANSWERED;
}

static const char *const levels[] = {"good", "warning", "problem", NULL};
static const struct shape_field finding_fields[] = {
    ID("name"),
    {"level", SHAPE_CHOICE, .required = true, .choices = levels},
    TEXT("text"),
    {"advice", SHAPE_TEXT, .about = "What to do."},
};
PART(finding, "operations_finding");
static const struct shape_field mails_fields[] = {NUMBER("waiting"), NUMBER("sent"),
                                                  NUMBER("given_up"), MAYBE_TIME("oldest_at")};
PART(mails, "operations_mails");
static const struct shape_field fields[] = {
    TEXT("version"),
    {"backup_at", SHAPE_TIME, .about = "When the last backup was made; left out: never."},
    {"backup_bytes", SHAPE_INTEGER, .required = false},
    {"restored_at", SHAPE_TIME, .about = "When one was last restored, to see whether it can be."},
    {"restored_well", SHAPE_BOOLEAN, .about = "Every file of it was verified."},
    LIST_OF("findings", finding),
    {"mails", SHAPE_OBJECT, .of = &mails, .about = "For who set the server up."},
};
static const struct shape operations = {"operations", "How the server stands.", fields,
                                        LENGTH(fields)};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/operations", "operations",
     "How the server stands: disk, backups, the last restore that was verified, mails.", "service",
     .roles = ACCESS_ADMIN, .states = MEMBER_ACTIVE, .scopes = SCOPE_ADMIN, .flags = ROUTE_SLOW,
     .answer = &operations, .handle = get_operations},
};
const struct route_list operation_routes = {rows, LENGTH(rows)};
