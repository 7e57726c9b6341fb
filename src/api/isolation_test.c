/* Objects and workspaces: what each role may do to its own deals, to somebody else's, to those of
 * another workspace and to those that never were, by a policy written by hand; that the last two
 * are the same bytes, for every kind of object; and that nothing of what is in one workspace is in
 * any byte that somebody of another one gets. */
#include "api/accounts_scene_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "api/answer_check_test.h"
#include "api/deliver.h"
#include "api/parts.h"
#include "base/os.h"

enum { ROLES = 8, COOKIE_MAX = 200, TARGET_MAX = 200, LOG_MAX = 1 << 20, SENT_MAX = 1 << 20 };

#define CANARY "canary" /* in everything of the other workspace, in whichever case */
#define BETA "canary-beta"

static char cookies[ROLES][COOKIE_MAX], other_cookie[COOKIE_MAX]; /* by bit of the role; b's */
static i64 own[ROLES];                                            /* a deal of who has that role */
static i64 somebodys, foreign, absent;                            /* deals */
static char logged[LOG_MAX], sent[SENT_MAX];
static i64 logged_n, sent_n;

/* --- the scene
 * ------------------------------------------------------------------------------------ */

static void step(const char *id)
{
    struct opened *opened;
    struct err e;
    if (!shelf_take(&play->api->shelf, str_c(id), &opened, &e))
        return; /* it is not founded yet */
    workspace_step(opened->workspace);
    shelf_give(opened);
}

/* Asks, and lets the writers write until the answer is there. */
static i32 request(enum http_method method, const char *target, const char *body)
{
    ask(method, target, body);
    for (i32 i = 0; !play->done; i++) {
        assert_true(i < 100);
        step("acme");
        step(BETA);
    }
    check_answer(&play->call);
    return play->call.response.status;
}

static void as(const char *cookie)
{
    struct buf out = {.p = play->cookie, .max = COOKIE_MAX - 1};
    buf_put(&out, str_c(cookie));
    play->cookie[out.n] = 0;
}

static i64 number_of(const char *name)
{
    str body = answered(), key = str_fmt(&play->arena, "\"%s\":", name);
    i64 at = str_find(body, key), value = 0;
    if (at < 0)
        fail_msg("no \"%s\" in %.*s", name, STR_ARG(body));
    for (at += key.n; at < body.n && body.p[at] >= '0' && body.p[at] <= '9'; at++)
        value = 10 * value + body.p[at] - '0';
    return value;
}

static void add_person(const char *workspace, const char *email, const char *name, u32 role,
                       char cookie[COOKIE_MAX])
{
    struct accounts_act by = {.workspace = str_c(workspace), .now_ms = now_ms(NULL)};
    struct account_new person = {str_c(email), str_c(name), str_c(password), str_c(workspace),
                                 role};
    assert_int_equal(accounts_add(play->accounts, &by, &person).answer, ACCOUNTS_DONE);
    sign_in(email);
    snprintf(cookie, COOKIE_MAX, "%s", play->cookie);
}

static void publish(void)
{
    struct err e;
    str text;
    assert_true(
        os_read_file(&text, &play->arena, S(TEST_ROOT "/tests/api/sales.yaml"), 1 << 20, &e));
    snprintf(play->type, sizeof play->type, "application/yaml");
    request(HTTP_POST, "/api/v1/standards", str_zero_ended(&play->arena, text));
    expect(201, "edition");
    play->type[0] = 0;
}

static i64 open_deal(const char *name)
{
    request(HTTP_POST, "/api/v1/deals", str_fmt(&play->arena, "{\"name\":\"%s\"}%c", name, 0).p);
    expect(201, "\"deal\":");
    return number_of("deal");
}

static void take_log(void *context, str line)
{
    (void)context;
    i64 n = i64_min(line.n, LOG_MAX - logged_n);
    memcpy(logged + logged_n, line.p, (size_t)n);
    logged_n += n;
}

static void take_sent(void *context, const struct outgoing *o, struct outgoing_reply *reply)
{
    struct buf out = {.p = sent, .n = sent_n, .max = SENT_MAX};
    (void)context;
    buf_fmt(&out, "%s ", o->url);
    for (i64 i = 0; i < o->field_count; i++)
        buf_fmt(&out, "%s ", o->fields[i].line);
    buf_put(&out, o->body);
    sent_n = out.n;
    reply->end = OUTGOING_REPLIED;
    reply->status = 200;
}

/* Our workspace: one of each role, each with a deal of their own where they can have one. */
static void fill_acme(void)
{
    char somebody[COOKIE_MAX];
    for (u32 i = 0; i < ROLES; i++)
        add_person("acme", str_fmt(&play->arena, "r%u@acme.example%c", i, 0).p,
                   str_fmt(&play->arena, "R%u%c", i, 0).p, 1u << i, cookies[i]);
    as(cookies[0]);
    publish();
    add_person("acme", "somebody@acme.example", "Somebody", ACCESS_SELLER, somebody);
    somebodys = open_deal("Theirs");
    for (u32 i = 0; i < ROLES; i++) {
        as(cookies[i]);
        own[i] = (1u << i) & ACCESS_WORKERS ? open_deal("Mine") : somebodys;
    }
    as(cookies[0]);
    request(HTTP_POST, "/api/v1/webhooks", "{\"url\":\"https://a.example/\"}");
    expect(201, "whsec_");
}

/* The other one: everything that can carry a text carries the word. */
static void fill_beta(void)
{
    struct err e;
    struct opened *made;
    assert_true(shelf_make(&play->api->shelf, S(BETA), S("Canary Inc"), &made, &e));
    shelf_give(made);
    assert_true(accounts_workspace(play->accounts, S(BETA), S("Canary Inc"), 1, &e));
    add_person(BETA, "canary@beta.example", "Canary Bird", ACCESS_ADMIN, other_cookie);
    publish();
    publish();
    for (i64 i = 0; i < 40; i++) /* one that no number of ours names */
        foreign = open_deal("Canary deal");
    request(HTTP_POST, str_fmt(&play->arena, "/api/v1/deals/%lld/acts%c", (long long)foreign, 0).p,
            "{\"act\":\"object\",\"why\":\"the canary does not sing\"}");
    expect(200, "accepted");
    request(HTTP_POST, "/api/v1/webhooks",
            "{\"url\":\"https://canary.example/\",\"about\":\"canary\"}");
    expect(201, "whsec_");
    request(HTTP_POST, "/api/v1/webhooks", "{\"url\":\"https://canary2.example/\"}");
    open_deal("Canary of the webhook");
    request(HTTP_POST, "/api/v1/tokens",
            "{\"name\":\"canary key\",\"scopes\":[\"read\"],\"days\":1}");
    expect(201, "secret");
    request(HTTP_POST, "/api/v1/invitations",
            "{\"email\":\"canary3@beta.example\",\"role\":\"seller\",\"team\":\"canaries\"}");
    expect(201, "secret");
}

static int setup(void **state)
{
    open_real(state);
    logged_n = sent_n = 0;
    play->site.log = take_log;
    play->machine.outside = take_sent;
    fill_acme();
    fill_beta();
    absent = 999999;
    as(cookies[0]);
    for (u32 i = 0; i < ROLES; i++)
        assert_true(own[i] != foreign && somebodys != foreign);
    return 0;
}

/* --- deals
 * ----------------------------------------------------------------------------------------- */

enum relation { OWN, SOMEBODYS, FOREIGN, ABSENT, RELATIONS };

/* What is asked about a deal: reading; changing what is one's own; acts that colleagues and other
 * departments do to it too. */
enum kind { READS, CHANGES, HELPS };
static const struct {
    enum http_method method;
    const char *format, *body;
    enum kind kind;
} questions[] = {
    {HTTP_GET, "/api/v1/deals/%lld%c", NULL, READS},
    {HTTP_GET, "/api/v1/deals/%lld/checklist%c", NULL, READS},
    {HTTP_GET, "/api/v1/deals/%lld/timeline%c", NULL, READS},
    {HTTP_PATCH, "/api/v1/deals/%lld%c", "{\"name\":\"Other\"}", CHANGES},
    {HTTP_POST, "/api/v1/deals/%lld/acts%c", "{\"act\":\"set-close-date\",\"date\":\"2027-01-01\"}",
     CHANGES},
    {HTTP_POST, "/api/v1/deals/%lld/acts%c",
     "{\"act\":\"set-close-date\",\"date\":\"2027-01-01\",\"dry_run\":true}", CHANGES},
    {HTTP_POST, "/api/v1/deals/%lld/acts%c", "{\"act\":\"object\",\"why\":\"because\"}", HELPS},
};

/* The policy, by hand: everybody here sees every deal here; who works on deals changes their own
 * and helps with others, who leads changes all; what is not here is not there. */
static i32 allowed(u32 role, enum kind kind, enum relation relation)
{
    bool works = role & ACCESS_WORKERS;
    bool leads = role & (ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER);
    if (kind != READS && !works)
        return 403;
    if (relation == FOREIGN || relation == ABSENT)
        return 404;
    return kind != CHANGES || leads || relation == OWN ? 200 : 403;
}

static i32 ask_about(i64 question, i64 deal)
{
    const char *format = questions[question].format;
    str head, tail;
    str_cut(str_c(format), '%', &head, &tail);
    str rest = str_sub(tail, 3, tail.n - 2); /* after "lld", before "%c" */
    const char *target =
        str_zero_ended(&play->arena, str_fmt(&play->arena, "%.*s%lld%.*s", STR_ARG(head),
                                             (long long)deal, STR_ARG(rest)));
    return request(questions[question].method, target, questions[question].body);
}

static i64 wrong_cells(i64 *cells)
{
    i64 wrong = 0;
    for (u32 i = 0; i < ROLES; i++)
        for (i64 q = 0; q < LENGTH(questions); q++) {
            const i64 deals[RELATIONS] = {own[i], somebodys, foreign, absent};
            str of_foreign = {0};
            for (enum relation r = 0; r < RELATIONS; r++) {
                as(cookies[i]);
                i32 status = ask_about(q, deals[r]);
                ++*cells;
                wrong += status != allowed(1u << i, questions[q].kind,
                                           r == OWN && own[i] == somebodys ? SOMEBODYS : r);
                if (r == FOREIGN)
                    of_foreign = str_dup(&play->arena, answered());
                wrong += r == ABSENT && !str_eq(of_foreign, answered());
            }
        }
    return wrong;
}

static void each_role_may_do_what_the_policy_says_to_each_kind_of_deal(void **state)
{
    (void)state;
    i64 cells = 0;
    assert_int_equal(wrong_cells(&cells), 0);
    assert_int_equal(cells, ROLES * LENGTH(questions) * RELATIONS);
    /* the control: a deal changes hands, and the policy no longer fits */
    own[3] = somebodys;
    own[4] = own[5];
    i64 wrong = 0;
    for (i64 q = 0; q < LENGTH(questions); q++) {
        as(cookies[3]);
        wrong += ask_about(q, own[3]) != 200;
        as(cookies[4]);
        wrong += ask_about(q, own[4]) != 200;
    }
    assert_int_equal(wrong, 6);
}

/* --- other objects
 * ----------------------------------------------------------------------------------- */

/* The word after `key` in what the other one's admin is answered. */
static const char *id_there(const char *target, const char *key)
{
    as(other_cookie);
    request(HTTP_GET, target, NULL);
    return member_of(key);
}

static void same_bytes(enum http_method method, const char *format, const char *there,
                       const char *nowhere, const char *body)
{
    str head, tail;
    str_cut(str_c(format), '*', &head, &tail);
    for (u32 i = 0; i < ROLES; i++) {
        const char *ids[] = {there, nowhere};
        str answers[2];
        i32 statuses[2];
        for (i32 k = 0; k < 2; k++) {
            as(cookies[i]);
            snprintf(play->match, sizeof play->match, "%s", method == HTTP_PATCH ? "\"v1\"" : "");
            statuses[k] =
                request(method,
                        str_zero_ended(&play->arena, str_fmt(&play->arena, "%.*s%s%.*s",
                                                             STR_ARG(head), ids[k], STR_ARG(tail))),
                        body);
            answers[k] = str_dup(&play->arena, answered());
        }
        play->match[0] = 0;
        if (statuses[0] != statuses[1] || statuses[0] < 400 || !str_eq(answers[0], answers[1]))
            fail_msg("%s as role %u: %d %.*s, %d %.*s", format, i, statuses[0], STR_ARG(answers[0]),
                     statuses[1], STR_ARG(answers[1]));
    }
}

static void what_is_anothers_and_what_is_absent_are_the_same_bytes(void **state)
{
    (void)state;
    static const char nowhere[] = "00000000000a";
    const char *account = id_there("/api/v1/me", "account");
    const char *session = id_there("/api/v1/sessions", "session");
    const char *token = id_there("/api/v1/tokens", "token");
    const char *invitation = id_there("/api/v1/invitations", "invitation");
    same_bytes(HTTP_GET, "/api/v1/members/*", account, nowhere, NULL);
    same_bytes(HTTP_PATCH, "/api/v1/members/*", account, nowhere, "{\"role\":\"viewer\"}");
    same_bytes(HTTP_DELETE, "/api/v1/sessions/*", session, nowhere, NULL);
    same_bytes(HTTP_DELETE, "/api/v1/tokens/*", token, nowhere, NULL);
    same_bytes(HTTP_DELETE, "/api/v1/invitations/*", invitation, nowhere, NULL);
    /* numbers: theirs has a second webhook and a second edition, ours has one of each */
    same_bytes(HTTP_GET, "/api/v1/webhooks/*", "2", "999", NULL);
    same_bytes(HTTP_PATCH, "/api/v1/webhooks/*", "2", "999", "{\"active\":false}");
    same_bytes(HTTP_POST, "/api/v1/webhooks/*/ping", "2", "999", "{}");
    same_bytes(HTTP_POST, "/api/v1/webhooks/*/secret", "2", "999", "{}");
    same_bytes(HTTP_POST, "/api/v1/webhooks/*/skip", "2", "999", "{\"through\":1}");
    same_bytes(HTTP_GET, "/api/v1/webhooks/*/deliveries", "2", "999", NULL);
    same_bytes(HTTP_POST, "/api/v1/webhooks/*/deliveries/1/retry", "2", "999", "{}");
    same_bytes(HTTP_DELETE, "/api/v1/webhooks/*", "2", "999", NULL);
    same_bytes(HTTP_GET, "/api/v1/standards/*", "2", "999", NULL);
    same_bytes(HTTP_GET, "/api/v1/standards/*/yaml", "2", "999", NULL);
    /* and the workspace itself */
    snprintf(play->about, sizeof play->about, BETA);
    as(cookies[0]);
    i32 theirs = request(HTTP_GET, "/api/v1/deals", NULL);
    str answer = str_dup(&play->arena, answered());
    snprintf(play->about, sizeof play->about, "no-such-one");
    assert_int_equal(request(HTTP_GET, "/api/v1/deals", NULL), theirs);
    assert_true(theirs == 403 && str_eq(answer, answered()));
    play->about[0] = 0;
    /* what was tried has changed nothing there */
    assert_string_equal(id_there("/api/v1/tokens", "token"), token);
    assert_string_equal(id_there("/api/v1/invitations", "invitation"), invitation);
    as(other_cookie);
    request(HTTP_GET, "/api/v1/webhooks/2", NULL);
    expect(200, "\"active\":true");
}

/* --- canaries
 * -------------------------------------------------------------------------------------------- */

static bool sings(str bytes)
{
    return str_find(str_lower(&play->arena, bytes), S(CANARY)) >= 0;
}

static const char *target_with(const struct route *r, const char *number, const char *id)
{
    str head, hole, rest = str_c(r->pattern), all = {0};
    while (str_cut(rest, '{', &head, &rest)) {
        str_cut(rest, '}', &hole, &rest);
        all = str_fmt(&play->arena, "%.*s%.*s%s", STR_ARG(all), STR_ARG(head),
                      str_ends(hole, S(":int"))    ? number
                      : str_ends(hole, S(":date")) ? "2026-03-02"
                                                   : id);
    }
    return str_zero_ended(&play->arena,
                          str_fmt(&play->arena, "%.*s%.*s", STR_ARG(all), STR_ARG(head)));
}

static bool has_needs(const struct route *r)
{
    for (i64 i = 0; r->query && i < r->query->n; i++)
        if (r->query->fields[i].required)
            return true;
    return false;
}

/* Every answer to reading, in the body or a field of the head; how many sang. */
static i64 songs(const char *cookie, const char *number, const char *id, i64 *answers)
{
    i64 n = 0;
    for (i64 i = 0; i < play->site.route_count; i++) {
        const struct route *r = &play->site.routes[i];
        bool stream = r->answer_type && strcmp(r->answer_type, "text/event-stream") == 0;
        if (r->method != HTTP_GET || stream || has_needs(r))
            continue;
        i64 mark = arena_mark(&play->arena);
        as(cookie);
        request(HTTP_GET, target_with(r, number, id), NULL);
        bool sang = sings(answered());
        for (i32 k = 0; k < play->call.response.field_count; k++)
            sang |= sings(play->call.response.fields[k].value);
        n += sang;
        ++*answers;
        arena_rewind(&play->arena, mark);
    }
    return n;
}

static void nothing_of_another_workspace_is_in_any_byte(void **state)
{
    (void)state;
    i64 answers = 0, there = 0;
    const char *numbers[] = {"1", "2", str_fmt(&play->arena, "%lld%c", (long long)foreign, 0).p};
    const char *account = id_there("/api/v1/me", "account");
    /* the control: whoever is there hears it everywhere */
    assert_true(songs(other_cookie, numbers[2], account, &there) >= 12);
    logged_n = 0; /* of what they themselves have done */
    for (u32 i = 0; i < ROLES; i++)
        for (i64 k = 0; k < LENGTH(numbers); k++)
            assert_int_equal(songs(cookies[i], numbers[k], account, &answers), 0);
    assert_int_equal(songs("", numbers[2], account, &answers), 0);
    assert_true(answers > 500);
    /* the log of all that: ids of requests and paths, nothing of what is inside */
    assert_true(logged_n > 10000);
    assert_false(sings((str){logged, logged_n}));
    /* what our webhook is told */
    as(cookies[0]);
    ask_about(LENGTH(questions) - 1, own[0]);
    for (i64 i = 0; deliver_step(play->api->deliverer); i++)
        assert_true(i < 1000);
    i64 from_ours = 0;
    str all = {sent, sent_n};
    for (i64 at; (at = str_find(all, S("https://a.example/ "))) >= 0; from_ours++) {
        str rest = str_sub(all, at + 1, all.n);
        i64 next = str_find(rest, S("https://"));
        assert_false(sings(str_sub(rest, 0, next < 0 ? rest.n : next)));
        all = rest;
    }
    assert_true(from_ours > 0);
    assert_true(sings((str){sent, sent_n})); /* theirs was told, of theirs */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_role_may_do_what_the_policy_says_to_each_kind_of_deal,
                                        setup, close_play),
        cmocka_unit_test_setup_teardown(what_is_anothers_and_what_is_absent_are_the_same_bytes,
                                        setup, close_play),
        cmocka_unit_test_setup_teardown(nothing_of_another_workspace_is_in_any_byte, setup,
                                        close_play),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
