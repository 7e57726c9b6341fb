#include "accounts/access.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void check_table(const struct access_word *words, const char *const *names, u32 all)
{
    u32 seen = 0;
    i32 i = 0;
    for (; words[i].name; i++) {
        assert_int_equal(words[i].bit, 1u << i);
        assert_string_equal(words[i].name, names[i]);
        assert_true(str_c(words[i].meaning).n > 0);
        assert_int_equal(access_bit(words, str_c(names[i])), words[i].bit);
        assert_string_equal(access_name(words, words[i].bit), names[i]);
        seen |= words[i].bit;
    }
    assert_null(names[i]);
    assert_int_equal(seen, all);
}

static void bit_i_stands_in_row_i_with_its_name_and_meaning(void **state)
{
    (void)state;
    check_table(access_roles, access_role_names, ACCESS_EVERY_ROLE);
    check_table(access_states, access_state_names, MEMBER_EVERY_STATE);
    check_table(access_scopes, access_scope_names, SCOPE_EVERY);
}

static void a_list_of_scopes_is_read_and_printed_alike(void **state)
{
    (void)state;
    char text[100];
    for (u32 bits = 1; bits <= SCOPE_EVERY; bits++) {
        struct buf out = {.p = text, .max = sizeof text};
        access_print(&out, access_scopes, bits);
        assert_int_equal(access_bits(access_scopes, buf_str(&out)), bits);
    }
}

static void an_unknown_a_repeated_or_an_empty_name_gives_no_scope(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "read,", ",read", "read,read", "write", "Read", "read "};
    for (i64 i = 0; i < LENGTH(bad); i++)
        assert_int_equal(access_bits(access_scopes, str_c(bad[i])), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bit_i_stands_in_row_i_with_its_name_and_meaning),
        cmocka_unit_test(a_list_of_scopes_is_read_and_printed_alike),
        cmocka_unit_test(an_unknown_a_repeated_or_an_empty_name_gives_no_scope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
