/* Any bytes as a standard: read, checked and printed; references stay inside their lists. */
#include "standard/check.h"
#include "standard/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_index(const struct ref *r, i64 n)
{
    assert(r->index >= -1 && r->index < n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct diags d;
    arena_init(&a, 1 << 28);
    diags_init(&d, &a);
    struct standard *s = arena_new(&a, struct standard);
    str source = {(const char *)data, (i64)size};
    bool sound = standard_read(s, &a, S("fuzz.yaml"), source, &d);
    assert(sound == (d.count[DIAG_ERROR] == 0));
    assert(s->milestones.n <= STANDARD_MILESTONES_MAX && s->stages.n <= STANDARD_STAGES_MAX);
    for (i64 i = 0; i < s->stages.n; i++)
        check_index(&s->stages.v[i].department, s->departments.n);
    for (i64 i = 0; i < s->milestones.n; i++) {
        check_index(&s->milestones.v[i].persona, s->personas.n);
        assert(s->milestones.v[i].stage >= 0 && s->milestones.v[i].stage < s->stages.n);
    }
    if (s->at.line)
        standard_check(s, &d);
    if (sound)
        standard_check_change(s, s, &d);
    arena_release(&a);
    return 0;
}
