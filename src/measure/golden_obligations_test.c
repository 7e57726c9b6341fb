/* Golden 15, obligation_score: what each state of an obligation is worth. */
#include "measure/obligations.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/golden.h"

enum { K_MAX = 8, SEEN = 4 };

struct row {
    struct obligations o;
    i64 at[K_MAX], gate[K_MAX], seen;
    f64 weight[K_MAX];
    u8 flags[K_MAX];
};

/* Obligation q in such a state: reached at 10 + q, before the gate, unless the state says other. */
static void put(struct row *r, i64 q, const char *state)
{
    bool late = strstr(state, "late"), disorder = strstr(state, "disorder");
    bool reached =
        late || disorder || strcmp(state, "done") == 0 || strcmp(state, "backfilled") == 0;
    r->at[q] = !reached ? TIME_NONE : disorder ? 5 : 10 + q;
    r->gate[q] = late ? r->at[q] - 1 : 100;
    if (strcmp(state, "not_due") == 0)
        r->gate[q] = TIME_NONE;
    if (strcmp(state, "unknown") == 0)
        r->gate[q] = SEEN - 1; /* left before anybody looked */
    if (strcmp(state, "backfilled") == 0)
        r->flags[q] = CELL_BACKFILLED;
    if (strcmp(state, "waived_ok") == 0)
        r->flags[q] = CELL_WAIVED;
    if (strcmp(state, "waived_bad") == 0)
        r->flags[q] = CELL_WAIVED_WITHOUT;
}

static void credits_and_weights_give_the_golden_scores(void **state)
{
    (void)state;
    json_t *root = golden_load("15_conformance.json"), *row, *owed;
    struct golden_tolerance tol = golden_tolerance(root);
    size_t i, q;
    json_array_foreach(golden_get(root, "obligation_score"), i, row)
    {
        struct row r = {.seen = SEEN};
        const json_t *list = golden_get(row, "obligations");
        json_array_foreach(list, q, owed)
        {
            r.weight[q] = golden_f64(owed, "w");
            put(&r, (i64)q, json_string_value(golden_get(owed, "state")));
        }
        r.o = (struct obligations){.k = (i64)json_array_size(list),
                                   .n = 1,
                                   .weight = r.weight,
                                   .at_ms = r.at,
                                   .gate_ms = r.gate,
                                   .seen_ms = &r.seen,
                                   .flags = r.flags};
        struct obligation_score s = obligations_score(&r.o, 0, NULL, true, NULL);
        golden_key("obligations", s.weight > 0 ? s.credit / s.weight : NAN, row, "score", tol);
    }
    json_decref(root);
    golden_end();
}

static void every_value_has_been_read(void **state)
{
    (void)state;
    golden_all_read("golden_obligations");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(credits_and_weights_give_the_golden_scores),
        cmocka_unit_test(every_value_has_been_read),
    };
    return cmocka_run_group_tests_name("golden_obligations", tests, NULL, NULL);
}
