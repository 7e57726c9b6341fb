/* Digests: one for each day or week that asks for one, whenever the server ran; decided once
 * whatever fails; sent until it arrived, with growing pauses, always as the same mail. */
#include "server/digest.h"
#include "server/mailer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "accounts/office_test.h"
#include "base/os.h"
#include "tests/arena.h"

#define MONDAY 1767571200000ll /* 2026-01-05T00:00Z */

/* --- when ----------------------------------------------------------------------------------- */

static bool paris(struct calendar *c)
{
    struct err e;
    str bytes;
    *c = (struct calendar){.days = 0x1F, .from_minute = 540, .to_minute = 1020};
    return os_read_file(&bytes, &arena, S("/usr/share/zoneinfo/Europe/Paris"), 1 << 20, &e) &&
           zone_parse(&c->zone, &arena, bytes, &e);
}

/* A year of it, looked at now and then: each day that asks for one gets one, at its hour or
 * later, and none twice. */
static i64 year(const struct calendar *c, const struct digest_wish *wish, struct rng *r,
                i64 most_ms)
{
    i64 decided = days_of_ms(MONDAY) - 1, n = 0;
    for (i64 now = MONDAY; now < MONDAY + 364 * MS_PER_DAY; now += 1 + rng_below(r, most_ms)) {
        i64 day = digest_day(c, wish, decided, now);
        if (day == TIME_NONE)
            continue;
        i64 local_ms = now + zone_offset_ms(&c->zone, now);
        assert_true(day > decided);
        assert_true(local_ms >= day * MS_PER_DAY + wish->hour * MS_PER_HOUR);
        if (wish->every == DIGEST_DAILY)
            assert_true(weekday_of_days(day) <= 5 && day == days_of_ms(local_ms));
        else
            assert_true(weekday_of_days(day) == wish->weekday && local_ms < (day + 8) * MS_PER_DAY);
        decided = day;
        n++;
    }
    return n;
}

static void every_day_and_week_has_its_digest(void **state)
{
    (void)state;
    struct calendar c;
    struct rng r = rng_from(8);
    if (!paris(&c))
        skip();
    for (i32 hour = 0; hour < 24; hour++) {
        struct digest_wish daily = {DIGEST_DAILY, hour, 1, LANG_EN}, never = {0};
        i64 days = year(&c, &daily, &r, 10 * 60000); /* 52 weeks of 5, and perhaps an hour more */
        assert_true(days == 260 || (hour <= 1 && days == 261));
        assert_int_equal(year(&c, &never, &r, MS_PER_DAY), 0);
        for (i32 weekday = 1; weekday <= 7; weekday++) {
            struct digest_wish weekly = {DIGEST_WEEKLY, hour, weekday, LANG_FR};
            i64 n = year(&c, &weekly, &r, 5 * MS_PER_DAY); /* down for days at a time */
            assert_true(n >= 51 && n <= 53);
        }
    }
}

/* --- deciding -------------------------------------------------------------------------------- */

static struct office office;

static bool decide(i64 day)
{
    struct accounts_act act = office_act(&office, office.admin.account);
    struct mail_new m = {.key = str_fmt(&arena, "digest acme %lld", (long long)day),
                         .recipient = S("ada@example.org"),
                         .subject = S("Été"),
                         .text = S("this waits\n"),
                         .html = S("<p>this waits</p>\n"),
                         .unsubscribe = S("https://etalon.example.org/end?token=1")};
    return accounts_decide_digest(office.accounts, &act, day, &m);
}

static void begin(u64 seed)
{
    struct digest_wish wish = {DIGEST_DAILY, 8, 1, LANG_EN};
    office_init(&office, seed);
    struct accounts_act act = office_act(&office, office.admin.account);
    assert_int_equal(accounts_set_digest(office.accounts, &act, &wish, 100).answer, ACCOUNTS_DONE);
}

static void a_day_is_decided_once(void **state)
{
    (void)state;
    begin(11);
    assert_true(decide(100)); /* it was already */
    assert_int_equal(accounts_mail_counts(office.accounts).waiting, 0);
    assert_true(decide(101));
    assert_true(decide(101));
    office_reopen(&office);
    assert_true(decide(101));
    assert_int_equal(accounts_mail_counts(office.accounts).waiting, 1);
    office_release(&office);
}

static void whatever_fails_a_day_has_one_mail(void **state)
{
    (void)state;
    static const u32 masks[] = {FAULT_WRITE, FAULT_SYNC, FAULT_READ};
    for (i64 k = 0; k < LENGTH(masks); k++) {
        bool happened = true;
        i64 n = 1;
        for (; happened; n++) {
            begin(20 + (u64)n);
            office.machine.fault_mask = masks[k];
            office.machine.fault_at = n;
            bool done = decide(101);
            office.machine.fault_at = 0;
            happened = office.machine.faults_happened > 0;
            assert_true(done || happened);
            office_reopen(&office);
            i64 there = accounts_mail_counts(office.accounts).waiting;
            assert_true(done ? there == 1 : there <= 1);
            assert_true(decide(101));
            assert_int_equal(accounts_mail_counts(office.accounts).waiting, 1);
            office_release(&office);
            assert_true(n < 2000);
        }
        print_message("%lld points\n", (long long)n - 2);
        assert_true(masks[k] == FAULT_READ || n > 2);
    }
}

/* --- sending --------------------------------------------------------------------------------- */

static struct {
    i64 fail; /* so many tries fail first */
    i32 status;
    i64 tries;
    i64 at_ms[20];
    char mail[20000];
    i64 mail_n;
} post;

static void outside(void *context, const struct outgoing *o, struct outgoing_reply *reply)
{
    (void)context;
    assert_string_equal(o->url, "smtp://mail.example.org:587");
    assert_string_equal(o->to[0], "ada@example.org");
    assert_null(o->to[1]);
    assert_int_equal(o->allow & OUTGOING_ALLOW_PLAIN, 0);
    assert_true(post.tries < LENGTH(post.at_ms) && o->body.n < (i64)sizeof post.mail);
    if (post.tries) /* the same mail, byte by byte */
        assert_true(str_eq(o->body, (str){post.mail, post.mail_n}));
    memcpy(post.mail, o->body.p, (size_t)o->body.n);
    post.mail_n = o->body.n;
    post.at_ms[post.tries++] = office.machine.now_ms;
    bool fails = post.tries <= post.fail;
    reply->end = !fails ? OUTGOING_REPLIED : post.status ? OUTGOING_REFUSED : OUTGOING_UNREACHABLE;
    reply->status = fails ? post.status : 250;
}

static void run_a_week(void)
{
    static const u32 go;
    struct err e;
    struct mailer m = {.platform = &office.machine.platform,
                       .accounts = office.accounts,
                       .server = "smtp://mail.example.org:587",
                       .from_name = S("Étalon"),
                       .from = "etalon@example.org",
                       .stop = &go};
    for (i32 i = 0; i < 7 * 24 * 60; i++) {
        assert_true(mailer_run(&m, office.machine.now_ms, &e));
        office_pass(&office, 60000);
    }
}

static struct mail_counts send(i64 fail, i32 status)
{
    begin(31);
    memset(&post, 0, sizeof post);
    post.fail = fail;
    post.status = status;
    office.machine.outside = outside;
    assert_true(decide(101));
    run_a_week();
    struct mail_counts counts = accounts_mail_counts(office.accounts);
    office_release(&office);
    return counts;
}

static void a_mail_is_tried_until_it_arrives(void **state)
{
    (void)state;
    struct mail_counts c = send(3, 0);
    assert_int_equal(post.tries, 4);
    assert_int_equal(c.sent, 1);
    assert_int_equal(c.waiting + c.given_up, 0);
    for (i64 i = 1; i < post.tries; i++) /* pauses grow */
        assert_true(post.at_ms[i] - post.at_ms[i - 1] >= mail_pause_ms(i) &&
                    mail_pause_ms(i + 1) > mail_pause_ms(i));
    c = send(2, 451); /* "later" */
    assert_int_equal(c.sent, 1);
    c = send(2, 535); /* we may not log in: ours to mend */
    assert_int_equal(c.sent, 1);
}

static void a_mail_is_given_up_in_the_end(void **state)
{
    (void)state;
    struct mail_counts c = send(1000, 0);
    assert_int_equal(post.tries, MAIL_TRIES_MAX);
    assert_int_equal(c.given_up, 1);
    assert_int_equal(c.waiting, 0);
    assert_true(post.at_ms[MAIL_TRIES_MAX - 1] - post.at_ms[0] > 20 * MS_PER_HOUR);
    c = send(1000, 550); /* no such person */
    assert_int_equal(post.tries, 1);
    assert_int_equal(c.given_up, 1);
}

static void a_mail_says_no_more_than_it_should(void **state)
{
    (void)state;
    send(0, 0);
    str mail = {post.mail, post.mail_n};
    static const char *const parts[] = {
        "From: =?UTF-8?B?w4l0YWxvbg==?= <etalon@example.org>\r\n",
        "To: <ada@example.org>\r\n",
        "Subject: =?UTF-8?B?w4l0w6k=?=\r\n",
        "@example.org>\r\n",
        "List-Unsubscribe: <https://etalon.example.org/end?token=1>\r\n",
        "\r\n\r\ndGhpcyB3YWl0cwo=\r\n",
    };
    for (i64 i = 0; i < LENGTH(parts); i++)
        if (str_find(mail, str_c(parts[i])) < 0)
            fail_msg("%s is not in\n%.*s", parts[i], STR_ARG(mail));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_and_week_has_its_digest),
        cmocka_unit_test(a_day_is_decided_once),
        cmocka_unit_test(whatever_fails_a_day_has_one_mail),
        cmocka_unit_test(a_mail_is_tried_until_it_arrives),
        cmocka_unit_test(a_mail_is_given_up_in_the_end),
        cmocka_unit_test(a_mail_says_no_more_than_it_should),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
