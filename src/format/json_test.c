/* What we write is read back by jansson, an independent reader. */
#include "format/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "format/jansson.h"

static struct buf out;

static int setup(void **state)
{
    (void)state;
    buf_init(&out, 1 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    buf_release(&out);
    return 0;
}

static void assert_written(const char *expected)
{
    assert_int_equal(out.n, strlen(expected));
    assert_memory_equal(out.p, expected, out.n);
}

static void one_line_has_no_blanks(void **state)
{
    (void)state;
    struct json j;
    buf_clear(&out);
    json_init(&j, &out, 0);
    json_object(&j);
    json_key(&j, S("deals"));
    json_array(&j);
    json_i64(&j, -3);
    json_bool(&j, true);
    json_null(&j);
    json_array(&j);
    json_end(&j);
    json_end(&j);
    json_key(&j, S("rate"));
    json_f64(&j, 0.1);
    json_end(&j);
    assert_written("{\"deals\":[-3,true,null,[]],\"rate\":0.1}\n");
}

static void indented_text_puts_each_value_on_its_line(void **state)
{
    (void)state;
    struct json j;
    buf_clear(&out);
    json_init(&j, &out, 2);
    json_object(&j);
    json_key(&j, S("a"));
    json_object(&j);
    json_end(&j);
    json_key(&j, S("b"));
    json_array(&j);
    json_str(&j, S("x"));
    json_end(&j);
    json_end(&j);
    assert_written("{\n  \"a\": {},\n  \"b\": [\n    \"x\"\n  ]\n}\n");
}

static void every_byte_string_is_valid_json_and_sound_text_survives(void **state)
{
    (void)state;
    struct rng r = rng_from(7);
    for (i64 round = 0; round < 2000; round++) {
        char bytes[40];
        i64 n = rng_below(&r, (i64)sizeof bytes);
        for (i64 i = 0; i < n; i++)
            bytes[i] = (char)(round % 2 ? rng_below(&r, 256) : rng_below(&r, 128));
        struct json j;
        buf_clear(&out);
        json_init(&j, &out, 0);
        json_array(&j);
        json_str(&j, (str){bytes, n});
        json_end(&j);
        json_error_t error;
        json_t *read = json_loadb(out.p, (size_t)out.n, JSON_ALLOW_NUL, &error);
        assert_non_null(read);
        json_t *text = json_array_get(read, 0);
        if (utf8_check((str){bytes, n}) < 0) {
            assert_int_equal(json_string_length(text), n);
            assert_memory_equal(json_string_value(text), bytes, (size_t)n);
        }
        json_decref(read);
    }
}

static void control_characters_and_broken_bytes_are_escaped(void **state)
{
    (void)state;
    struct json j;
    buf_clear(&out);
    json_init(&j, &out, 0);
    json_array(&j);
    json_str(&j, S("a\"b\\c\n\t\x01\x7F\xFF\xC3\xA9"));
    json_end(&j);
    assert_written("[\"a\\\"b\\\\c\\n\\t\\u0001\\u007f\xEF\xBF\xBD\xC3\xA9\"]\n");
}

static void numbers_read_back_bit_for_bit(void **state)
{
    (void)state;
    struct rng r = rng_from(11);
    for (i64 round = 0; round < 20000; round++) {
        u64 bits = rng_u64(&r);
        f64 value, back;
        memcpy(&value, &bits, sizeof value);
        if (round % 2)
            value = (f64)rng_below(&r, 1000000) / 1000;
        struct json j;
        buf_clear(&out);
        json_init(&j, &out, 0);
        json_f64(&j, value);
        if (value - value != 0) {
            assert_written("null");
            continue;
        }
        assert_true(str_to_f64(buf_str(&out), &back));
        assert_memory_equal(&back, &value, sizeof value);
        assert_true(round % 2 == 0 || out.n <= 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_has_no_blanks),
        cmocka_unit_test(indented_text_puts_each_value_on_its_line),
        cmocka_unit_test(every_byte_string_is_valid_json_and_sound_text_survives),
        cmocka_unit_test(control_characters_and_broken_bytes_are_escaped),
        cmocka_unit_test(numbers_read_back_bit_for_bit),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
