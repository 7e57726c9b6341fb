/* What a reader apart answers, when it was taken over: what is believed can be used, and what can
 * be used has every index in its place. */
#include "exchange/apart.h"
#include "exchange/log_write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct history h;
    struct import_report r;
    struct apart_answer answer = {.history = &h, .report = &r};
    struct arena a;
    struct buf out;
    struct err e;
    bool failed;
    arena_init(&a, 1 << 28);
    buf_init(&out, 1 << 24);
    if (apart_parse(&answer, &a, (str){(const char *)data, (i64)size}, &failed, &e) && !failed) {
        log_write_native(&out, &h);
        log_write_csv(&out, &h);
        assert(h.deal_count == 0 || h.first[h.deal_count] == h.event_count);
    }
    buf_release(&out);
    arena_release(&a);
    return 0;
}
