/* Messages in the language of who reads them. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static int back_to_english(void **state)
{
    (void)state;
    lang_speak(LANG_EN);
    return 0;
}

static void an_error_is_told_in_the_language_spoken(void **state)
{
    (void)state;
    struct err e;
    err_set(&e, ERR_USAGE, "unknown command \"%.*s\"", 3, "foo");
    assert_string_equal(e.text, "unknown command \"foo\"");
    lang_speak(LANG_FR);
    err_set(&e, ERR_USAGE, "unknown command \"%.*s\"", 3, "foo");
    assert_string_equal(e.text, "commande inconnue « foo »");
}

static void what_has_no_french_stays_english(void **state)
{
    (void)state;
    lang_speak(LANG_FR);
    assert_string_equal(message("nobody ever says this"), "nobody ever says this");
    str cut = {"hint, cut", 4};
    assert_true(str_eq(message_str(cut), S("conseil")));
}

static void no_english_stands_twice_in_the_table(void **state)
{
    (void)state;
    const char *seen[2000];
    i64 n = 0;
    for (const struct message_pair *const *table = messages_fr; *table; table++)
        for (const struct message_pair *p = *table; p->english; p++) {
            for (i64 i = 0; i < n; i++)
                if (strcmp(seen[i], p->english) == 0)
                    fail_msg("twice: %s", p->english);
            assert_in_range(n, 0, LENGTH(seen) - 1);
            seen[n++] = p->english;
        }
    assert_true(n > 0);
}

static void a_locale_is_french_by_its_language_not_its_letters(void **state)
{
    (void)state;
    assert_int_equal(lang_of_locale(S("fr_FR.UTF-8")), LANG_FR);
    assert_int_equal(lang_of_locale(S("fr")), LANG_FR);
    assert_int_equal(lang_of_locale(S("fr@euro")), LANG_FR);
    assert_int_equal(lang_of_locale(S("fry_NL")), LANG_EN); /* Frisian */
    assert_int_equal(lang_of_locale(S("C")), LANG_EN);
    assert_int_equal(lang_of_locale((str){0}), LANG_EN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(an_error_is_told_in_the_language_spoken, back_to_english),
        cmocka_unit_test_teardown(what_has_no_french_stays_english, back_to_english),
        cmocka_unit_test(no_english_stands_twice_in_the_table),
        cmocka_unit_test(a_locale_is_french_by_its_language_not_its_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
