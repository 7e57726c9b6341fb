/* Any bytes as an event log in CSV: the totals add up, and a log that is read in many small
 * pieces is the log read in one. */
#include "exchange/eventlog.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena arena; /* kept from run to run: reserving it is what costs */

static bool read_log(struct eventlog_report *r, str text, i64 piece_bytes)
{
    struct eventlog_layout layout;
    struct eventlog_options options = {.layout = &layout, .threads = 1, .piece_bytes = piece_bytes};
    struct history h;
    struct err e = {0};
    const char *why_not = NULL;
    *r = (struct eventlog_report){.arena = &arena};
    if (!eventlog_recognise(&layout, text, &why_not)) {
        assert(why_not && why_not[0]);
        return false;
    }
    struct history_builder *b = history_builder_new(&arena);
    bool ok = eventlog_read(b, r, &arena, NULL, text, &options, &e);
    assert(ok || e.text[0]);
    if (!ok)
        return false;
    assert(r->rows == r->used + r->rejected);
    ok = history_build(&h, b, TIME_NONE, 1, &e);
    assert(ok || e.text[0]);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct eventlog_report whole, parts;
    str text = {(const char *)data, (i64)size};
    if (!arena.base)
        arena_init(&arena, 4ll << 30);
    bool ok = read_log(&whole, text, 0), again = read_log(&parts, text, 1 + text.n / 5);
    assert(ok == again);
    if (ok)
        assert(whole.rows == parts.rows && whole.used == parts.used && whole.deals == parts.deals);
    arena_rewind(&arena, 0);
    return 0;
}
