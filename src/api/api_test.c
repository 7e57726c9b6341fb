/* Runs the transcripts of tests/api: companies lived through request by request, on the
 * dispatcher and a simulated machine, without sockets and threads. A transcript is prose with
 * indented lines:
 *
 *   at 2026-03-02T09:00:00Z                     the clock stands there (it ticks 1 s a request)
 *   standard formal                             publishes tests/api/sales.yaml in that discipline
 *   wait                                        until the writer has nothing left to do
 *   seller POST /api/v1/deals key=k1 lang=fr match={R}
 *   {"name": "Ten seats"}                       the body; lines of a body are joined
 *   id,name                                     a CSV as body; its lines stay lines
 *   {"name": "Ten seats"}                       the body; lines of a body are joined; a file of
 *                                               tests/api: file=sales-2.yaml in the line above
 *   > 201                                       the status
 *   > has "accepted":true                       the answer contains it; > not: it does not
 *   > events opened, stage-entered              what was recorded, in this order; none
 *   > keep D deal                               {D} is from now on the value of "deal":
 *
 * A refusal of a request (4xx) must have recorded nothing but refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "api/answer_check_test.h"
#include "api/answers.h"
#include "api/api.h"
#include "base/os.h"
#include "base/simulated.h"

enum { KEPT_MAX = 64, FIELDS_MAX = 12, EVENTS_MAX = 64 };

struct kept {
    str name, value;
};

struct scene {
    struct arena arena;
    struct simulated machine;
    struct workspace *workspace;
    struct seal seal;
    struct api *api;
    struct site site;
    struct dispatcher dispatcher;
    struct call call;
    bool done;
    /* the transcript */
    const char *file;
    i32 line;
    struct kept kept[KEPT_MAX];
    i32 kept_count;
    /* the request being written, and what was recorded by it */
    str who, method, target, body, key, lang, match;
    bool asked;
    i64 before, keys;
};

static struct scene *play; /* of the running test: the site's callbacks find it here */

static const struct {
    const char *name;
    u32 role;
    const char *department;
} cast[] = {
    {"nobody", 0, ""},
    {"seller", ACCESS_SELLER, "sales"},
    {"colleague", ACCESS_SELLER, "sales"},
    {"manager", ACCESS_MANAGER, "sales"},
    {"success", ACCESS_SUCCESS, "success"},
    {"marketing", ACCESS_MARKETING, "marketing"},
    {"viewer", ACCESS_VIEWER, ""},
    {"revops", ACCESS_REVOPS, ""},
    {"admin", ACCESS_ADMIN, ""},
    {"auditor", ACCESS_AUDITOR, ""},
};

static void fail_here(const char *what, str got)
{
    fail_msg("%s:%d: %s\ngot %d: %.*s", play->file, play->line, what, play->call.response.status,
             STR_ARG(got));
}

/* --- the machine ---------------------------------------------------------------------------- */

static bool authenticate(struct call *c)
{
    for (u32 i = 1; i < LENGTH(cast); i++)
        if (str_eq(play->who, str_c(cast[i].name)))
            c->actor = (struct actor){.kind = ACTOR_TOKEN,
                                      .account = str_c(cast[i].name),
                                      .workspace = S("acme"),
                                      .role = cast[i].role,
                                      .state = MEMBER_ACTIVE,
                                      .scopes = SCOPE_EVERY,
                                      .person = i,
                                      .department = str_c(cast[i].department)};
    return true;
}

static i64 now_ms(void *context)
{
    (void)context;
    return play->machine.now_ms;
}

static void note_done(struct call *c)
{
    (void)c;
    play->done = true;
}

static void name_people(void)
{
    for (u32 i = 1; i < LENGTH(cast); i++) {
        struct request r = {.intent = {.kind = INTENT_PERSON, .text = str_c(cast[i].name)}};
        workspace_do(play->workspace, &r);
        assert_int_equal(r.answer.deal, i);
    }
}

static void open_play(void)
{
    static const char *const hosts[] = {"etalon.test", NULL};
    struct err e;
    struct diags problems;
    struct workspace_options o = {.create = true, .name = S("acme"), .no_thread = true};
    play = calloc(1, sizeof *play);
    arena_init(&play->arena, 64 << 20);
    simulated_init(&play->machine, 7);
    play->machine.now_ms = 1772442000000; /* Monday 2026-03-02 09:00 */
    assert_true(workspace_open(&play->workspace, &play->machine.platform, "acme.etalon", &o, &e));
    assert_true(seal_open(&play->seal, &play->machine.platform, "secrets.key", &e));
    struct api_options options = {.platform = &play->machine.platform,
                                  .workspace = play->workspace,
                                  .name = "acme",
                                  .seal = &play->seal};
    assert_true(api_open(&play->api, &options, &play->site, &e));
    play->site.hosts = hosts;
    play->site.origins = hosts + 1;
    play->site.authenticate = authenticate;
    play->site.now_ms = play->site.elapsed_ns = now_ms;
    diags_init(&problems, &play->arena);
    if (!dispatcher_init(&play->dispatcher, &play->site, &problems))
        fail_msg("%.*s", STR_ARG(problems.list.v[0].message));
    name_people();
}

static void close_play(void)
{
    call_release(&play->call);
    api_close(play->api);
    dispatcher_release(&play->dispatcher);
    workspace_close(play->workspace);
    simulated_release(&play->machine);
    arena_release(&play->arena);
    free(play);
}

/* --- asking --------------------------------------------------------------------------------- */

/* The text with each {NAME} replaced by what was kept. */
static str with_kept(str s)
{
    struct arena *a = &play->arena;
    for (i32 i = 0; i < play->kept_count; i++) {
        str hole = str_fmt(a, "{%.*s}", STR_ARG(play->kept[i].name));
        for (i64 at; (at = str_find(s, hole)) >= 0;)
            s = str_fmt(a, "%.*s%.*s%.*s", (int)at, s.p, STR_ARG(play->kept[i].value),
                        (int)(s.n - at - hole.n), s.p + at + hole.n);
    }
    return s;
}

static void add_field(struct http_request *r, struct http_pair *fields, str name, str value)
{
    assert_true(r->field_count < FIELDS_MAX);
    if (value.n)
        fields[r->field_count++] = (struct http_pair){name, value};
}

/* A file that is handed over: it begins with its header. */
static bool is_csv(str body)
{
    return str_starts(body, S("id,"));
}

static void send(void)
{
    static struct http_pair fields[FIELDS_MAX];
    struct arena *a = &play->arena;
    struct call *c = &play->call;
    bool yaml = str_starts(play->body, S("#")) || str_starts(play->body, S("etalon:"));
    bool csv = is_csv(play->body);
    struct http_request r = {.method = http_method_parse(play->method),
                             .method_word = play->method,
                             .target = with_kept(play->target),
                             .fields = fields,
                             .body = yaml ? play->body : with_kept(play->body),
                             .peer = S("192.0.2.1")};
    add_field(&r, fields, S("Host"), S("etalon.test"));
    add_field(&r, fields, S("Accept-Language"), play->lang);
    if (play->match.n)
        add_field(&r, fields, S("If-Match"),
                  str_fmt(a, "\"v%.*s\"", STR_ARG(with_kept(play->match))));
    if (!http_is_safe(r.method))
        add_field(&r, fields, S("Idempotency-Key"),
                  play->key.n ? play->key : str_fmt(a, "k-%lld", (long long)play->keys++));
    if (r.body.n)
        add_field(&r, fields, S("Content-Type"),
                  yaml  ? S("application/yaml")
                  : csv ? S("application/octet-stream")
                        : S("application/json"));
    play->machine.now_ms += MS_PER_SECOND;
    play->before = workspace_head(play->workspace).sequence;
    play->done = false;
    call_begin(c, &play->dispatcher);
    c->done = note_done;
    c->request = r;
    dispatch(c);
    while (!play->done)
        assert_true(workspace_step(play->workspace) > 0);
    lang_speak_in_thread(LANG_EN);
    check_answer(c);
    play->asked = true;
}

static str recorded(void)
{
    struct err e;
    struct reader *r;
    static struct event_row rows[EVENTS_MAX];
    str all = {0};
    assert_true(reader_open(&r, play->workspace, &e));
    i64 n = reader_events(r, &play->arena, play->before, EVENTS_MAX, rows);
    for (i64 i = 0; i < n; i++) {
        const char *kind = workspace_kind_id(rows[i].event.kind);
        all = str_fmt(&play->arena, "%.*s%s%s", STR_ARG(all), i ? ", " : "", kind);
    }
    reader_close(r);
    return all.n ? all : S("none");
}

static bool only_refusals(str events)
{
    str part, rest = events;
    for (bool more = true; more;) {
        more = str_cut(rest, ',', &part, &rest);
        part = str_trim(part);
        if (!str_eq(part, S("refused")) && !str_eq(part, S("none")) &&
            !str_starts(part, S("clock-")))
            return false;
    }
    return true;
}

static void ask_if_written(void)
{
    if (!play->who.p || play->asked)
        return;
    send();
    if (play->call.response.status >= 400 && !only_refusals(recorded()))
        fail_here("a refusal has an effect", recorded());
}

/* --- reading the transcript ------------------------------------------------------------------ */

static void read_body(str file)
{
    struct err e;
    assert_true(os_read_file(&play->body, &play->arena,
                             str_fmt(&play->arena, TEST_ROOT "/tests/api/%.*s", STR_ARG(file)),
                             1 << 20, &e));
}

static void begin_request(str line)
{
    str word, rest;
    play->asked = false;
    play->body = play->key = play->lang = play->match = (str){0};
    str_cut(line, ' ', &play->who, &rest);
    str_cut(rest, ' ', &play->method, &rest);
    bool more = str_cut(rest, ' ', &play->target, &rest);
    while (more) {
        more = str_cut(rest, ' ', &word, &rest);
        if (str_starts(word, S("key=")))
            play->key = str_sub(word, 4, word.n);
        else if (str_starts(word, S("lang=")))
            play->lang = str_sub(word, 5, word.n);
        else if (str_starts(word, S("match=")))
            play->match = str_sub(word, 6, word.n);
        else if (str_starts(word, S("file=")))
            read_body(str_sub(word, 5, word.n));
        else
            fail_here("what is this word?", word);
    }
}

static void keep(str line)
{
    str name, member;
    str body = http_response_body(&play->call.response);
    str_cut(line, ' ', &name, &member);
    i64 at = str_find(body, str_fmt(&play->arena, "\"%.*s\":", STR_ARG(member)));
    if (at < 0)
        fail_here("no such member", body);
    at += member.n + 3;
    at += at < body.n && body.p[at] == '"';
    i64 end = at;
    while (end < body.n && body.p[end] != '"' && body.p[end] != ',' && body.p[end] != '}')
        end++;
    str value = str_dup(&play->arena, str_sub(body, at, end));
    i32 i = 0;
    while (i < play->kept_count && !str_eq(play->kept[i].name, name))
        i++;
    assert_true(i < KEPT_MAX);
    play->kept[i] = (struct kept){name, value};
    play->kept_count = (i32)i64_max(play->kept_count, i + 1);
}

static void expect(str line)
{
    i64 status;
    str body = http_response_body(&play->call.response), word, rest;
    str_cut(line, ' ', &word, &rest);
    rest = with_kept(rest);
    if (str_to_i64(word, &status)) {
        if (play->call.response.status != status)
            fail_here("another status", body);
    } else if (str_eq(word, S("has"))) {
        if (str_find(body, rest) < 0)
            fail_here("the answer lacks something", body);
    } else if (str_eq(word, S("not"))) {
        if (str_find(body, rest) >= 0)
            fail_here("the answer has something", body);
    } else if (str_eq(word, S("events"))) {
        if (!str_eq(recorded(), rest))
            fail_here("other events were recorded", recorded());
    } else if (str_eq(word, S("keep"))) {
        keep(rest);
    } else {
        fail_here("what is expected here?", line);
    }
}

static void publish(str discipline)
{
    struct err e;
    str text, was = S("discipline: formal");
    assert_true(
        os_read_file(&text, &play->arena, S(TEST_ROOT "/tests/api/sales.yaml"), 1 << 20, &e));
    i64 at = str_find(text, was);
    assert_true(at > 0);
    begin_request(S("revops POST /api/v1/standards"));
    play->body = str_fmt(&play->arena, "%.*sdiscipline: %.*s%.*s", (int)at, text.p,
                         STR_ARG(discipline), (int)(text.n - at - was.n), text.p + at + was.n);
    send();
    if (play->call.response.status != 201)
        fail_here("not published", http_response_body(&play->call.response));
}

/* The server's own look at the clocks: which ran out? */
static void run_out(str expected)
{
    struct request r = {.intent = {.kind = INTENT_CLOCKS}};
    play->before = workspace_head(play->workspace).sequence;
    workspace_do(play->workspace, &r);
    if (!str_eq(recorded(), expected))
        fail_here("other clocks ran out", recorded());
}

static void do_line(str line)
{
    bool more = play->body.n && !play->asked;
    const char *between = more && is_csv(play->body) ? "\n" : "";
    if (str_starts(line, S("> "))) {
        ask_if_written();
        expect(str_sub(line, 2, line.n));
    } else if (str_starts(line, S("{")) || str_starts(line, S("etalon:")) || is_csv(line) || more) {
        play->body =
            str_fmt(&play->arena, "%.*s%s%.*s", STR_ARG(play->body), between, STR_ARG(line));
    } else if (str_starts(line, S("{")) || str_starts(line, S("etalon:")) ||
               (play->body.n && !play->asked)) {
        play->body = str_fmt(&play->arena, "%.*s%.*s", STR_ARG(play->body), STR_ARG(line));
    } else if (str_eq(line, S("wait"))) {
        while (workspace_step(play->workspace))
            continue;
    } else if (str_starts(line, S("at "))) {
        assert_true(time_parse(str_sub(line, 3, line.n), &play->machine.now_ms));
    } else if (str_starts(line, S("clocks "))) {
        run_out(str_sub(line, 7, line.n));
    } else if (str_starts(line, S("standard "))) {
        publish(str_sub(line, 9, line.n));
    } else {
        begin_request(line);
    }
}

static void run(const char *file)
{
    struct err e;
    str text, line;
    open_play();
    play->file = file;
    assert_true(os_read_file(&text, &play->arena,
                             str_fmt(&play->arena, TEST_ROOT "/tests/api/%s", file), 1 << 20, &e));
    i32 expectations = 0;
    for (bool more = true; more;) {
        more = str_cut(text, '\n', &line, &text);
        play->line++;
        if (!str_starts(line, S("  ")))
            continue;
        expectations += str_starts(line, S("  > "));
        do_line(str_trim(line));
    }
    assert_true(expectations > 0);
    close_play();
}

#define TRANSCRIPT(name)                                                                           \
    static void the_transcript_##name##_holds(void **state)                                        \
    {                                                                                              \
        (void)state;                                                                               \
        run(#name ".http");                                                                        \
    }
TRANSCRIPT(random)
TRANSCRIPT(informal)
TRANSCRIPT(formal)
TRANSCRIPT(backtest)
TRANSCRIPT(proposals)
TRANSCRIPT(dynamic)
TRANSCRIPT(wrong)
TRANSCRIPT(rights)
TRANSCRIPT(ends)
TRANSCRIPT(looking)
TRANSCRIPT(webhooks)
TRANSCRIPT(imports)
TRANSCRIPT(exports)
TRANSCRIPT(clocks)
TRANSCRIPT(analytics)
TRANSCRIPT(learning)
TRANSCRIPT(versions)
TRANSCRIPT(training)

/* The control: what is not as a row promises is seen. */
static void an_answer_that_does_not_fit_its_shape_is_seen(void **state)
{
    (void)state;
    static const struct {
        const struct shape *shape;
        const char *text;
    } wrong[] = {
        {&shape_deal, "{}"},
        {&shape_deal, "{\"deal\":1,\"fields\":{},\"surprise\":1}"},
        {&shape_deal, "{\"deal\":\"1\",\"fields\":{}}"},
        {&shape_acted, "{\"revision\":1,\"accepted\":true,\"findings\":[{}]}"},
        {&shape_deals, "{\"deals\":[{\"deal\":1,\"opened_at\":\"yesterday\"}]}"},
        {&shape_waiting, "{\"waiting\":[]}"},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    for (i64 i = 0; i < LENGTH(wrong); i++) {
        struct diags d;
        diags_init(&d, &a);
        const struct json_value *v = json_parse(&a, str_c(wrong[i].text), &d);
        assert_non_null(v);
        assert_false(shape_check(wrong[i].shape, v, str_c(wrong[i].text), &d));
    }
    arena_release(&a);
    assert_true(answers_checked() > 100); /* by the transcripts before */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_transcript_random_holds),
        cmocka_unit_test(the_transcript_informal_holds),
        cmocka_unit_test(the_transcript_formal_holds),
        cmocka_unit_test(the_transcript_backtest_holds),
        cmocka_unit_test(the_transcript_proposals_holds),
        cmocka_unit_test(the_transcript_dynamic_holds),
        cmocka_unit_test(the_transcript_wrong_holds),
        cmocka_unit_test(the_transcript_rights_holds),
        cmocka_unit_test(the_transcript_ends_holds),
        cmocka_unit_test(the_transcript_looking_holds),
        cmocka_unit_test(the_transcript_webhooks_holds),
        cmocka_unit_test(the_transcript_imports_holds),
        cmocka_unit_test(the_transcript_exports_holds),
        cmocka_unit_test(the_transcript_clocks_holds),
        cmocka_unit_test(the_transcript_analytics_holds),
        cmocka_unit_test(the_transcript_learning_holds),
        cmocka_unit_test(an_answer_that_does_not_fit_its_shape_is_seen),
        cmocka_unit_test(the_transcript_versions_holds),
        cmocka_unit_test(the_transcript_training_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
