/* Any bytes as a standard: read, checked, and shown in both languages when it is sound;
 * references stay inside their lists. */
#include "report/show.h"
#include "standard/check.h"
#include "standard/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_index(const struct ref *r, i64 n)
{
    assert(r->index >= -1 && r->index < n);
}

static void show_it(struct arena *a, const struct standard *s, i32 columns)
{
    struct buf out;
    buf_init(&out, 64 << 20);
    for (i32 i = 0; i < 4; i++)
        show_standard(&out, a, s,
                      &(struct show_options){.lang = (enum lang)(i & 1),
                                             .form = (enum sheet_form)(i >> 1),
                                             .columns = columns,
                                             .color = true});
    assert(out.full || utf8_check(buf_str(&out)) < 0);
    buf_release(&out);
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
    if (s->at.line && d.count[DIAG_ERROR] == 0)
        show_it(&a, s, 40 + (i32)(size % 61));
    arena_release(&a);
    return 0;
}
