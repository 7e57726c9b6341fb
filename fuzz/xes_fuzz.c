/* Any bytes as an event log in XES, plain or .gz: the totals add up, a refusal says why. */
#include "exchange/xes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena a; /* kept from run to run: reserving it is what costs */
    struct history h;
    struct err e = {0};
    str bytes = {(const char *)data, (i64)size};
    if (!a.base)
        arena_init(&a, 1ll << 30);
    struct history_builder *b = history_builder_new(&a);
    struct xes_report r = {.arena = &a};
    (void)xes_recognise(bytes);
    bool ok = xes_read(b, &r, NULL, bytes, true, &e);
    assert(ok || e.text[0]);
    if (ok) {
        assert(r.events == r.used + r.rejected);
        ok = history_build(&h, b, TIME_NONE, 1, &e);
        assert(ok ? h.event_count == r.used : e.text[0] != 0);
    }
    arena_rewind(&a, 0);
    return 0;
}
