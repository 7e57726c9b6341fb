/* Webhooks on a simulated machine: what happens in a company is told to receivers that answer
 * as the test wants, while the machine is killed, its disk fails and time passes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cmocka.h>

#include "api/deliver.h"
#include "workspace/company_test.h"

enum { HEARD_MAX = 4000, RECEIVERS_MAX = 4, SECRET_MAX = 64, ARENA_BYTES = 1 << 30 };

/* What a receiver has been told. */
struct heard {
    i64 sequence;
    char id[HOOK_ID_MAX];
};
struct receiver {
    struct heard heard[HEARD_MAX];
    i64 count, tries;
    i32 status; /* what it answers; 0: nobody is there */
    i64 retry_after_s;
    char key[SECRET_MAX]; /* what signs, as bytes; "" : not looked at */
};

static struct scene {
    struct arena arena;
    struct simulated machine;
    struct workspace *workspace;
    struct shelf shelf;
    struct opened *opened;
    struct seal seal;
    struct deliverer *deliverer;
    struct company company;
    struct receiver receiver[RECEIVERS_MAX];
    i64 die_after; /* so many messages from now the disk fails after the receiver's yes; 0: never */
    i64 turned_off;
} * play;

/* --- the receivers ------------------------------------------------------------------------------
 */

static str field_of(const struct outgoing *o, str name)
{
    for (i64 i = 0; i < o->field_count; i++) {
        str line = str_c(o->fields[i].line);
        if (str_starts(line, name))
            return str_sub(line, name.n, line.n);
    }
    return (str){0};
}

static i64 number_after(str text, str key)
{
    i64 value = 0, at = str_find(text, key);
    assert_true(at >= 0);
    for (at += key.n; at < text.n && text.p[at] >= '0' && text.p[at] <= '9'; at++)
        value = 10 * value + text.p[at] - '0';
    return value;
}

/* By another library than the one that signs. */
static void check_signature(const struct receiver *r, const struct outgoing *o)
{
    struct arena scratch = play->arena;
    str id = field_of(o, S("webhook-id: ")), at = field_of(o, S("webhook-timestamp: "));
    str signed_text =
        str_fmt(&scratch, "%.*s.%.*s.%.*s", STR_ARG(id), STR_ARG(at), STR_ARG(o->body));
    u8 mac[EVP_MAX_MD_SIZE], text[128];
    u32 n = 0;
    HMAC(EVP_sha256(), r->key, HOOK_SECRET_BYTES, (const u8 *)signed_text.p, (size_t)signed_text.n,
         mac, &n);
    int length = EVP_EncodeBlock(text, mac, (int)n);
    str expected = str_fmt(&scratch, "v1,%.*s", length, (const char *)text);
    assert_true(str_find(field_of(o, S("webhook-signature: ")), expected) >= 0);
    i64 seconds;
    assert_true(str_to_i64(at, &seconds) && seconds == play->machine.now_ms / 1000);
}

/* https://0.example/ is receiver 0. */
static void outside(void *context, const struct outgoing *o, struct outgoing_reply *reply)
{
    (void)context;
    struct receiver *r = &play->receiver[o->url[8] - '0'];
    r->tries++;
    if (r->status == 0)
        return;
    reply->end = OUTGOING_REPLIED;
    reply->status = r->status;
    reply->retry_after_s = r->retry_after_s;
    if (r->key[0])
        check_signature(r, o);
    if (r->status >= 300)
        return;
    assert_true(r->count < HEARD_MAX);
    struct heard *h = &r->heard[r->count++];
    bool ping = str_find(o->body, S("\"type\":\"ping\"")) >= 0;
    h->sequence = ping ? 0 : number_after(o->body, S("\"sequence\":"));
    str id = field_of(o, S("webhook-id: "));
    snprintf(h->id, sizeof h->id, "%.*s", STR_ARG(id));
    if (play->die_after && --play->die_after == 0) {
        play->machine.fault_mask = FAULT_WRITE | FAULT_SYNC;
        play->machine.fault_at = 1;
        play->machine.fault_stays = true;
    }
}

static void take_line(void *context, str line)
{
    (void)context;
    play->turned_off += str_find(line, S("webhook-turned-off")) >= 0;
}

/* --- the scene
 * ------------------------------------------------------------------------------------ */

static void open_workspace(void)
{
    struct err e;
    const struct platform *p = &play->machine.platform;
    struct workspace_options o = {.create = true, .name = S("acme"), .no_thread = true};
    if (!workspace_open(&play->workspace, p, "acme.etalon", &o, &e))
        fail_msg("%s", e.text);
    assert_true(seal_open(&play->seal, p, "secrets.key", &e));
    shelf_init(&play->shelf, p, NULL);
    shelf_add(&play->shelf, S("acme"), play->workspace);
    assert_true(shelf_take(&play->shelf, S("acme"), &play->opened, &e));
    struct deliverer_options d = {.platform = p, .seal = &play->seal, .log = take_line};
    play->deliverer = deliver_open(&play->arena, &d);
    deliver_watch(play->deliverer, play->opened);
}

static void close_workspace(void)
{
    deliver_close(play->deliverer);
    shelf_give(play->opened);
    assert_int_equal(play->opened->holders, 0);
    shelf_close(&play->shelf);
    workspace_close(play->workspace);
}

/* The process dies; whatever its disk did wrong before is over. */
static void die(void)
{
    play->machine.fault_at = 0;
    play->machine.fault_stays = false;
    close_workspace();
    simulated_kill(&play->machine);
    open_workspace();
}

static int setup(void **state)
{
    static struct arena arena;
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    play = arena_new(&arena, struct scene);
    play->arena = arena;
    simulated_init(&play->machine, 11);
    play->machine.outside = outside;
    for (i32 i = 0; i < RECEIVERS_MAX; i++)
        play->receiver[i].status = 200;
    open_workspace();
    company_init(&play->company, &play->arena, 3);
    company_begin(&play->company, play->workspace);
    return 0;
}

static void verify_all(void)
{
    struct err e;
    struct verified v;
    close_workspace();
    if (!workspace_verify_file(&play->machine.platform, "acme.etalon", &play->arena, &v, &e))
        fail_msg("%s", e.text);
    if (v.problem_count)
        fail_msg("%.*s", STR_ARG(v.problems.v[0]));
    simulated_kill(&play->machine);
    open_workspace();
}

static int teardown(void **state)
{
    (void)state;
    verify_all();
    close_workspace();
    simulated_release(&play->machine);
    struct arena arena = play->arena;
    arena_release(&arena);
    return 0;
}

static i64 submit_hook(const struct hook *h)
{
    struct request r = {.intent = {.kind = INTENT_WEBHOOK,
                                   .expected = REVISION_ANY,
                                   .act = {.value = h->number, .actor = 1},
                                   .text = hook_write(&play->arena, h)}};
    workspace_do(play->workspace, &r);
    assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    return r.answer.deal;
}

/* A webhook to receiver `i`, who knows the secret. */
static i64 listen_to(i32 i, struct hook h)
{
    char sealed[SEAL_TEXT_MAX], shown[HOOK_SECRET_TEXT_MAX];
    u8 bytes[HOOK_SECRET_TEXT_MAX];
    hook_secret_new(&play->seal, sealed, shown);
    assert_int_equal(EVP_DecodeBlock(bytes, (const u8 *)shown + 6, 44), 33);
    memcpy(play->receiver[i].key, bytes, HOOK_SECRET_BYTES);
    h.secret = str_c(sealed);
    h.url = str_fmt(&play->arena, "https://%d.example/", i);
    h.active = true;
    i64 number = submit_hook(&h);
    deliver_watch(play->deliverer, play->opened);
    return number;
}

static struct hook read_hook(i64 number, struct webhook_row *row)
{
    struct err e;
    struct hook h;
    struct reader *r;
    assert_true(reader_open(&r, play->workspace, &e));
    assert_int_equal(reader_webhooks(r, &play->arena, number - 1, 1, row), 1);
    assert_int_equal(row->number, number);
    assert_true(hook_read(&h, &play->arena, row));
    reader_close(r);
    return h;
}

static void live(i64 acts)
{
    for (i64 i = 0; i < acts; i++) {
        play->machine.now_ms += 1000;
        company_do(&play->company, play->workspace, play->machine.now_ms);
    }
}

static void deliver_all(void)
{
    for (i64 i = 0; deliver_step(play->deliverer); i++)
        assert_true(i < HEARD_MAX);
}

static void pass(i64 ms)
{
    play->machine.now_ms += ms;
    play->machine.elapsed_ns += ms * 1000000;
}

/* The events of deals in the log after `after`: what a webhook without wishes is told. */
static i64 events_of_deals(i64 after, i64 *out)
{
    struct err e;
    struct reader *r;
    struct arena scratch = play->arena;
    struct event_row *rows = arena_array(&scratch, struct event_row, HEARD_MAX);
    assert_true(reader_open(&r, play->workspace, &e));
    i64 n = reader_events(r, &scratch, after, HEARD_MAX, rows), k = 0;
    for (i64 i = 0; i < n; i++)
        if (rows[i].deal)
            out[k++] = rows[i].sequence;
    reader_close(r);
    return k;
}

/* Everything once at least, in order, and what came twice had the same id. */
static void heard_everything(const struct receiver *r, i64 after)
{
    static i64 expected[HEARD_MAX];
    i64 n = events_of_deals(after, expected), k = 0;
    for (i64 i = 0; i < r->count; i++) {
        const struct heard *h = &r->heard[i];
        if (i && h->sequence == r->heard[i - 1].sequence) {
            assert_string_equal(h->id, r->heard[i - 1].id);
            continue;
        }
        assert_true(k < n);
        assert_int_equal(h->sequence, expected[k]);
        k++;
    }
    assert_int_equal(k, n);
    assert_true(n > 0);
}

static i64 head(void)
{
    return workspace_head(play->workspace).sequence;
}

/* --- tests
 * ---------------------------------------------------------------------------------------- */

static void what_happens_is_told_in_order_and_signed(void **state)
{
    (void)state;
    live(20);
    i64 from = head();
    listen_to(0, (struct hook){0});
    live(60);
    deliver_all();
    heard_everything(&play->receiver[0], from);
    assert_int_equal(play->receiver[0].count, play->receiver[0].tries);
    for (i64 i = 1; i < play->receiver[0].count; i++) /* every event has an id of its own */
        assert_string_not_equal(play->receiver[0].heard[i].id, play->receiver[0].heard[i - 1].id);
    i64 before = play->receiver[0].count;
    deliver_all();
    assert_int_equal(play->receiver[0].count, before);
}

static void only_what_was_asked_for_is_told(void **state)
{
    (void)state;
    struct hook opened = {.kinds = {S("opened")}, .kind_count = 1};
    struct hook other = {.process = S("no-such-process")};
    struct hook department = {.department = S("no-such-department")};
    struct hook published = {.kinds = {S("standard-published"), S("person-named")},
                             .kind_count = 2};
    i64 from = head();
    listen_to(0, opened);
    listen_to(1, other);
    listen_to(2, department);
    listen_to(3, published);
    live(60);
    struct request r = {.intent = {.kind = INTENT_PERSON, .text = S("Denis"), .act = {.actor = 1}}};
    workspace_do(play->workspace, &r);
    deliver_all();
    i64 deals = 0;
    static i64 all[HEARD_MAX];
    i64 n = events_of_deals(from, all);
    for (i64 i = 0; i < play->company.deals; i++)
        deals += play->company.deal[i] > from;
    assert_true(n > deals && deals > 0);
    assert_int_equal(play->receiver[0].count, deals);
    assert_int_equal(play->receiver[1].count, 0);
    assert_int_equal(play->receiver[2].count, 0);
    assert_int_equal(play->receiver[3].count, 1);
}

static void one_that_is_down_keeps_nobody_else_waiting(void **state)
{
    (void)state;
    i64 from = head();
    play->receiver[0].status = 0;
    listen_to(0, (struct hook){0});
    listen_to(1, (struct hook){0});
    live(40);
    deliver_all();
    heard_everything(&play->receiver[1], from);
    assert_int_equal(play->receiver[0].tries, 1); /* the next try is not due yet */
    play->receiver[0].status = 204;
    pass(6000);
    deliver_all();
    heard_everything(&play->receiver[0], from + 1);
}

static void after_eight_tries_in_three_days_it_is_turned_off_and_loses_nothing(void **state)
{
    (void)state;
    struct webhook_row row;
    play->receiver[0].status = 500;
    i64 hook = listen_to(0, (struct hook){0});
    i64 from = head(), begun_ms = play->machine.now_ms;
    live(10);
    while (play->machine.now_ms < begun_ms + 10 * MS_PER_DAY) {
        deliver_all();
        pass(60000);
        if (play->turned_off == 0 && play->receiver[0].tries == HOOK_TRIES_MAX - 1) {
            read_hook(hook, &row);
            assert_true(row.next_ms < begun_ms + 4 * MS_PER_DAY);
        }
    }
    assert_int_equal(play->receiver[0].tries, HOOK_TRIES_MAX);
    assert_int_equal(play->turned_off, 1);
    struct hook h = read_hook(hook, &row);
    assert_false(h.active);
    assert_true(str_eq(h.because, S("failing")));
    live(10);
    deliver_all();
    assert_int_equal(play->receiver[0].tries, HOOK_TRIES_MAX);
    h.active = true;
    h.because = (str){0};
    play->receiver[0].status = 200;
    submit_hook(&h);
    deliver_all();
    heard_everything(&play->receiver[0], from);
}

static void one_that_is_gone_is_turned_off_at_once(void **state)
{
    (void)state;
    struct webhook_row row;
    play->receiver[0].status = 410;
    i64 hook = listen_to(0, (struct hook){0});
    live(5);
    deliver_all();
    assert_int_equal(play->receiver[0].tries, 1);
    assert_true(str_eq(read_hook(hook, &row).because, S("gone")));
}

static void the_receiver_says_when_to_come_back(void **state)
{
    (void)state;
    play->receiver[0].status = 503;
    play->receiver[0].retry_after_s = 3600;
    listen_to(0, (struct hook){0});
    live(5);
    deliver_all();
    pass(3500 * 1000);
    deliver_all();
    assert_int_equal(play->receiver[0].tries, 1);
    pass(200 * 1000);
    deliver_all();
    assert_int_equal(play->receiver[0].tries, 2);
}

static void waits_grow_and_spread(void **state)
{
    (void)state;
    i64 least = 0, most = 0;
    for (i64 tries = 1; tries < HOOK_TRIES_MAX; tries++) {
        i64 low = hook_wait_ms(tries, 0), high = hook_wait_ms(tries, UINT32_MAX);
        assert_true(low > most);
        assert_true(high > low && high <= low * 5 / 4);
        least += low;
        most = high;
    }
    i64 total = 0;
    for (i64 tries = 1; tries < HOOK_TRIES_MAX; tries++)
        total += hook_wait_ms(tries, UINT32_MAX / 2);
    assert_true(i64_max(total, 3 * MS_PER_DAY) - i64_min(total, 3 * MS_PER_DAY) < MS_PER_DAY / 12);
    assert_true(least > 2 * MS_PER_DAY);
}

static void a_secret_that_was_replaced_signs_beside_the_new_one_for_a_day(void **state)
{
    (void)state;
    struct webhook_row row;
    i64 hook = listen_to(0, (struct hook){0});
    char sealed[SEAL_TEXT_MAX], shown[HOOK_SECRET_TEXT_MAX];
    struct hook h = read_hook(hook, &row);
    hook_secret_new(&play->seal, sealed, shown);
    h.before = h.secret;
    h.before_until_ms = play->machine.now_ms + MS_PER_DAY;
    h.secret = str_c(sealed);
    submit_hook(&h);
    live(5);
    deliver_all(); /* checked with the old secret */
    assert_true(play->receiver[0].count > 0);
    u8 bytes[HOOK_SECRET_TEXT_MAX];
    EVP_DecodeBlock(bytes, (const u8 *)shown + 6, 44);
    memcpy(play->receiver[0].key, bytes, HOOK_SECRET_BYTES);
    pass(MS_PER_DAY);
    live(5);
    deliver_all();
    char signature[HOOK_SIGNATURE_MAX];
    h = read_hook(hook, &row);
    struct arena scratch = play->arena; /* after the hook, which lies in it */
    assert_true(
        hook_sign(&h, &play->seal, scratch, S("x"), play->machine.now_ms, S("y"), signature));
    assert_null(strchr(signature, ' ')); /* one */
}

static void a_secret_is_not_in_the_file_and_wants_its_key(void **state)
{
    (void)state;
    listen_to(0, (struct hook){0});
    struct arena scratch = play->arena;
    str secret = {play->receiver[0].key, HOOK_SECRET_BYTES};
    u8 text[64];
    EVP_EncodeBlock(text, (const u8 *)secret.p, HOOK_SECRET_BYTES);
    verify_all(); /* closed in between: everything is in the file */
    i32 looked_at = 0;
    for (i32 i = 0; i < play->machine.disk.name_count; i++) {
        const struct simulated_name *n = &play->machine.disk.name[i];
        const struct simulated_content *c = &play->machine.disk.file[n->file];
        str all = {(const char *)c->p, c->n};
        assert_true(str_find(all, str_c((char *)text)) < 0);
        assert_true(str_find(all, secret) < 0);
        looked_at += all.n > 0;
    }
    assert_true(looked_at >= 2);
    struct seal other = play->seal;
    struct webhook_row row;
    struct hook h = read_hook(1, &row);
    assert_true(seal_break(&play->seal, &scratch, h.secret).n == HOOK_SECRET_BYTES);
    other.key[0] ^= 1;
    assert_null(seal_break(&other, &scratch, h.secret).p);
    for (i64 i = 7; i < h.secret.n; i++) { /* whatever is changed in it */
        char *wrong = str_zero_ended(&scratch, h.secret);
        wrong[i] = wrong[i] == 'A' ? 'B' : 'A';
        str opened = seal_break(&play->seal, &scratch, str_c(wrong));
        assert_true(opened.p == NULL || str_eq(opened, secret)); /* the last one has spare bits */
    }
}

static void an_event_can_be_sent_again_and_let_go_by_hand(void **state)
{
    (void)state;
    struct err e;
    struct reader *r;
    struct webhook_row row;
    struct delivery_row delivery;
    struct delivered how;
    play->receiver[0].status = 400;
    i64 hook = listen_to(0, (struct hook){0});
    live(30);
    deliver_all();
    assert_true(reader_open(&r, play->workspace, &e));
    assert_int_equal(reader_deliveries(r, &play->arena, hook, INT64_MAX, 1, &delivery), 1);
    struct hook h = read_hook(hook, &row);
    assert_int_equal(delivery.outcome, DELIVERY_WAITING);
    assert_true(deliver_now(play->deliverer, play->opened, &h, &delivery, &how));
    assert_false(how.done);
    assert_int_equal(how.status, 400);
    play->receiver[0].status = 200;
    assert_true(deliver_now(play->deliverer, play->opened, &h, &delivery, &how));
    assert_true(how.done);
    read_hook(hook, &row);
    assert_int_equal(row.position, delivery.sequence); /* the queue has gone on */
    play->receiver[0].status = 400;
    deliver_all();
    struct delivery what = {.webhook = hook, .position = head()};
    struct request skip = {.intent = {.kind = INTENT_DELIVERY, .delivery = &what}};
    workspace_do(play->workspace, &skip);
    play->receiver[0].status = 200;
    i64 before = play->receiver[0].count;
    pass(MS_PER_DAY);
    deliver_all();
    assert_int_equal(play->receiver[0].count, before);
    assert_true(deliver_now(play->deliverer, play->opened, &h, &delivery,
                            &how)); /* one that was told already */
    assert_int_equal(play->receiver[0].count, before + 1);
    assert_int_equal(play->receiver[0].heard[before].sequence, delivery.sequence);
    assert_true(deliver_ping(play->deliverer, play->opened, &h, &how) && how.done);
    assert_int_equal(play->receiver[0].heard[before + 1].sequence, 0);
    reader_close(r);
}

static void one_that_has_ended_is_told_nothing_and_forgotten(void **state)
{
    (void)state;
    i64 hook = listen_to(0, (struct hook){0});
    live(5);
    deliver_all();
    struct request r = {.intent = {.kind = INTENT_WEBHOOK,
                                   .expected = REVISION_ANY,
                                   .act = {.value = hook, .actor = 1}}};
    workspace_do(play->workspace, &r);
    assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    assert_int_equal(workspace_webhooks(play->workspace), 0);
    i64 before = play->receiver[0].tries;
    live(5);
    deliver_all();
    assert_int_equal(play->receiver[0].tries, before);
    workspace_do(play->workspace, &r);
    assert_int_equal(r.answer.status, ANSWER_MISSING);
    assert_int_equal(listen_to(0, (struct hook){0}), hook + 1); /* no number is given twice */
}

/* The disk fails right after a receiver's yes, again and again, and the machine comes back. */
static void whatever_fails_each_event_is_told_at_least_once(void **state)
{
    (void)state;
    i64 from = head(), deaths = 0;
    struct rng rng = rng_from(23);
    listen_to(0, (struct hook){0});
    listen_to(1, (struct hook){0});
    for (i64 round = 0; round < 150; round++) {
        play->receiver[0].status = rng_below(&rng, 3) ? 200 : 500;
        play->receiver[1].status = rng_below(&rng, 3) ? 202 : 0;
        live(1 + rng_below(&rng, 3));
        play->die_after = rng_below(&rng, 2) ? 1 + rng_below(&rng, 4) : 0;
        for (i64 i = 0; i < 6 && deliver_step(play->deliverer); i++)
            continue;
        struct err e;
        if (!workspace_check(play->workspace, &e)) {
            deaths++;
            die();
        }
        play->die_after = 0;
        pass(rng_below(&rng, 4) ? 10000 : 700000);
    }
    play->receiver[0].status = play->receiver[1].status = 200;
    for (i64 i = 0; i < 5; i++) {
        pass(MS_PER_DAY);
        deliver_all();
    }
    assert_true(deaths > 20);
    assert_int_equal(play->turned_off, 0);
    heard_everything(&play->receiver[0], from);
    heard_everything(&play->receiver[1], from);
    assert_true(play->receiver[0].count + play->receiver[1].count > 0);
}

int main(void)
{
#define IN_A_COMPANY(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        IN_A_COMPANY(what_happens_is_told_in_order_and_signed),
        IN_A_COMPANY(only_what_was_asked_for_is_told),
        IN_A_COMPANY(one_that_is_down_keeps_nobody_else_waiting),
        IN_A_COMPANY(after_eight_tries_in_three_days_it_is_turned_off_and_loses_nothing),
        IN_A_COMPANY(one_that_is_gone_is_turned_off_at_once),
        IN_A_COMPANY(the_receiver_says_when_to_come_back),
        IN_A_COMPANY(waits_grow_and_spread),
        IN_A_COMPANY(a_secret_that_was_replaced_signs_beside_the_new_one_for_a_day),
        IN_A_COMPANY(a_secret_is_not_in_the_file_and_wants_its_key),
        IN_A_COMPANY(an_event_can_be_sent_again_and_let_go_by_hand),
        IN_A_COMPANY(one_that_has_ended_is_told_nothing_and_forgotten),
        IN_A_COMPANY(whatever_fails_each_event_is_told_at_least_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
