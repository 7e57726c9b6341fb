/* The small parts by themselves: codes, hashes, ids, passwords, how often one may try. */
#include "accounts/password.h"
#include "accounts/secret.h"
#include "accounts/throttle.h"
#include "accounts/totp.h"
#include "base/simulated.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <sodium.h>

#include <cmocka.h>

/* RFC 6238, appendix B: SHA-1, the secret "12345678901234567890", 8 digits. */
static const struct {
    i64 seconds;
    u32 code;
} vectors[] = {
    {59, 94287082},         {1111111109, 7081804},  {1111111111, 14050471},
    {1234567890, 89005924}, {2000000000, 69279037}, {20000000000, 65353130},
};
static const u8 vector_secret[] = "12345678901234567890";

static void one_time_codes_are_those_of_rfc_6238(void **state)
{
    (void)state;
    for (i64 i = 0; i < LENGTH(vectors); i++)
        assert_int_equal(totp_code(vector_secret, 20, vectors[i].seconds / 30, 8), vectors[i].code);
}

static void a_code_is_good_half_a_minute_around_and_once(void **state)
{
    (void)state;
    i64 now = 1111111111000, step = now / TOTP_STEP_MS;
    for (i64 off = -3; off <= 3; off++) {
        char text[8];
        struct buf code = {.p = text, .max = sizeof text};
        buf_fmt(&code, "%06u", totp_code(vector_secret, 20, step + off, 6));
        i64 expected = off >= -1 && off <= 1 ? step + off : 0;
        assert_int_equal(totp_match(vector_secret, buf_str(&code), now, 0), expected);
        assert_int_equal(totp_match(vector_secret, buf_str(&code), now, step + off), 0);
    }
    static const char *const bad[] = {"", "05047", "0504711", "+50471", "-50471", "o50471"};
    for (i64 i = 0; i < LENGTH(bad); i++)
        assert_int_equal(totp_match(vector_secret, str_c(bad[i]), now, 0), 0);
}

/* Made by the reference implementation of argon2 (test.c of its sources, version 0x13). */
static void hashes_of_the_reference_implementation_are_verified(void **state)
{
    (void)state;
    static const char known[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
                                "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assert_true(password_fits(known, S("password")));
    assert_false(password_fits(known, S("passwore")));
    assert_false(password_fits(known, S("")));
    assert_false(password_is_dated(known, (struct password_cost){64 << 20}));
    assert_true(password_is_dated(known, (struct password_cost){128 << 20}));
}

static void a_hash_fits_its_password_and_no_other(void **state)
{
    (void)state;
    struct simulated machine;
    char one[PASSWORD_TEXT_MAX], other[PASSWORD_TEXT_MAX], nobody[PASSWORD_TEXT_MAX];
    struct password_cost cost = {PASSWORD_HASH_BYTES_MIN};
    simulated_init(&machine, 7);
    assert_true(password_hash(&machine.platform, cost, S("correct horse battery"), one));
    assert_true(password_hash(&machine.platform, cost, S("correct horse battery"), other));
    assert_string_not_equal(one, other); /* salted */
    assert_int_equal(strncmp(one, "$argon2id$v=19$m=19456,t=2,p=1$", 31), 0);
    assert_true(password_fits(one, S("correct horse battery")));
    assert_false(password_fits(one, S("correct horse batterY")));
    assert_false(password_fits(one, S("correct horse batter")));
    password_nobody(cost, nobody);
    assert_int_equal(strlen(nobody), strlen(one));
    assert_false(password_is_dated(nobody, cost)); /* as much work as for a true one */
    assert_false(password_fits(nobody, S("correct horse battery")));
    simulated_release(&machine);
}

static void passwords_that_are_tried_first_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "password1234",         "Password2026!",  "P@ssw0rd12345",   "123456789012",
        "qwertyuiop[]",         "qwertyuiopas",   "aaaaaaaaaaaa",    "abcabcabcabcabc",
        "1q2w3e4r5t6y",         "welcomewelcome", "2026-11-25-2026", "ilovey0u!!!!",
        "anna.meyer@a.example", "Anna.Meyer2026", "11111111111111",  "November2026!",
    };
    for (i64 i = 0; i < LENGTH(bad); i++)
        if (!password_fault(str_c(bad[i]), S("anna.meyer@a.example"), S("Anna Meyer")))
            fail_msg("\"%s\" was taken", bad[i]);
    static const char *const good[] = {
        "correct horse battery staple",
        "vJ7#kq2Lw9xZ",
        "nous irons au bois demain",
        "\xC3\xA9t\xC3\xA9 \xC3\xA0 la mer, 12 amis",
    };
    for (i64 i = 0; i < LENGTH(good); i++)
        assert_null(password_fault(str_c(good[i]), S("anna.meyer@a.example"), S("Anna Meyer")));
}

static void a_password_has_12_to_256_characters_not_bytes(void **state)
{
    (void)state;
    char text[1100] = "";
    for (i32 n = 0; n < 260; n++) { /* two bytes each, all different enough */
        bool ok = password_fault((str){text, 2 * n}, (str){0}, (str){0}) == NULL;
        assert_int_equal(ok, n >= 12 && n <= 256);
        text[2 * n] = '\xC3';
        text[2 * n + 1] = (char)(0x80 + (n * 7 + n * n) % 60);
    }
}

static void ids_are_read_as_they_are_printed(void **state)
{
    (void)state;
    struct simulated machine;
    char text[ID_BYTES];
    simulated_init(&machine, 3);
    for (i32 i = 0; i < 1000; i++) {
        i64 id = id_new(&machine.platform);
        id_print(id, text);
        assert_int_equal(strlen(text), 12);
        assert_int_equal(id_parse(str_c(text)), id);
    }
    static const char *const bad[] = {"", "0", "00000000000i", "0000000000000", "00000000000A"};
    for (i64 i = 0; i < LENGTH(bad); i++)
        assert_int_equal(id_parse(str_c(bad[i])), 0);
    simulated_release(&machine);
}

static void a_code_may_be_typed_with_other_case_blanks_and_look_alikes(void **state)
{
    (void)state;
    u8 one[32], other[32];
    code_hash(S("0a1b2-c3d4e"), one);
    code_hash(S("OAlB2 C3D 4E"), other);
    assert_memory_equal(one, other, 32);
    code_hash(S("0a1b2-c3d4f"), other);
    assert_memory_not_equal(one, other, 32);
}

static void base32_is_that_of_rfc_4648(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "MY"},
                                           {"fo", "MZXQ"},
                                           {"foo", "MZXW6"},
                                           {"foob", "MZXW6YQ"},
                                           {"fooba", "MZXW6YTB"},
                                           {"foobar", "MZXW6YTBOI"}};
    char text[20];
    for (i64 i = 0; i < LENGTH(pairs); i++) {
        base32_print((const u8 *)pairs[i][0], str_c(pairs[i][0]).n, text);
        assert_string_equal(text, pairs[i][1]);
    }
}

/* --- how often one may try ------------------------------------------------------------------ */

enum { SECOND = 1000000000 };

static void an_account_is_guessed_at_most_60_times_in_any_hour(void **state)
{
    (void)state;
    static struct throttle t;
    static i64 taken[20000];
    i64 n = 0, most = 0;
    u64 name = throttle_name(&t, 'a', S("victim@a.example"));
    for (i64 now = 0; now < 6 * 3600; now++) /* somebody tries each second */
        if (throttle_take(&t, &throttle_account, name, now * SECOND) == 0)
            taken[n++] = now;
    for (i64 i = 0, j = 0; i < n; i++) {
        while (taken[i] - taken[j] >= 3600)
            j++;
        most = i64_max(most, i - j + 1);
    }
    assert_in_range(most, 50, 60);
    assert_in_range(n, 6 * 50, 6 * 60);
}

static void whoever_waits_as_told_may_try_again(void **state)
{
    (void)state;
    static struct throttle t;
    i64 now = 5 * (i64)SECOND, wait = 0;
    u64 name = throttle_name(&t, 'a', S("x"));
    while ((wait = throttle_take(&t, &throttle_account, name, now)) == 0)
        continue;
    assert_true(throttle_take(&t, &throttle_account, name, now + wait - 1) > 0);
    assert_int_equal(throttle_take(&t, &throttle_account, name, now + wait), 0);
    /* nothing is permanent: after a quiet while all tries are there again */
    now += 10 * 66 * (i64)SECOND;
    for (i64 i = 0; i < throttle_account.burst; i++)
        assert_int_equal(throttle_take(&t, &throttle_account, name, now), 0);
}

static void who_signs_in_well_is_never_throttled(void **state)
{
    (void)state;
    static struct throttle t;
    u64 name = throttle_name(&t, 'a', S("x"));
    for (i32 i = 0; i < 1000; i++) {
        assert_int_equal(throttle_take(&t, &throttle_account, name, SECOND), 0);
        throttle_give_back(&t, &throttle_account, name);
    }
}

static void addresses_of_one_network_count_together_others_apart(void **state)
{
    (void)state;
    static struct throttle t;
    u64 name = throttle_name_source(&t, S("2001:db8:1:2::1"));
    assert_true(name == throttle_name_source(&t, S("2001:0db8:1:2:ffff::9")));
    assert_false(name == throttle_name_source(&t, S("2001:db8:1:3::1")));
    assert_true(throttle_name_source(&t, S("192.0.2.1")) ==
                throttle_name_source(&t, S("::ffff:192.0.2.1")));
    assert_false(throttle_name_source(&t, S("192.0.2.1")) ==
                 throttle_name_source(&t, S("192.0.2.2")));
    assert_false(throttle_name(&t, 'a', S("192.0.2.1")) ==
                 throttle_name_source(&t, S("192.0.2.1")));
}

static int start_sodium(void **state)
{
    (void)state;
    return sodium_init() < 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_time_codes_are_those_of_rfc_6238),
        cmocka_unit_test(a_code_is_good_half_a_minute_around_and_once),
        cmocka_unit_test(hashes_of_the_reference_implementation_are_verified),
        cmocka_unit_test(a_hash_fits_its_password_and_no_other),
        cmocka_unit_test(passwords_that_are_tried_first_are_refused),
        cmocka_unit_test(a_password_has_12_to_256_characters_not_bytes),
        cmocka_unit_test(ids_are_read_as_they_are_printed),
        cmocka_unit_test(a_code_may_be_typed_with_other_case_blanks_and_look_alikes),
        cmocka_unit_test(base32_is_that_of_rfc_4648),
        cmocka_unit_test(an_account_is_guessed_at_most_60_times_in_any_hour),
        cmocka_unit_test(whoever_waits_as_told_may_try_again),
        cmocka_unit_test(who_signs_in_well_is_never_throttled),
        cmocka_unit_test(addresses_of_one_network_count_together_others_apart),
    };
    return cmocka_run_group_tests(tests, start_sodium, NULL);
}
