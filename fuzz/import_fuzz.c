/* Any bytes as a file of deals, and as a history beside good deals: the totals add up. */
#include "exchange/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const str deals = {"Id,StageName,CloseDate,CreatedDate,IsClosed,IsWon\n"
                              "1,Closed Won,2024-02-01,2024-01-01,1,1\n"
                              "2,Offer,2024-05-01,2024-01-02,,\n",
                              121};
    str bytes = {(const char *)data, (i64)size};
    struct import_source files[] = {{S("fuzz.csv"), bytes, true}, {S("deals.csv"), deals, true}};
    struct import_options options = {.threads = 1};
    static struct arena a; /* kept from run to run: reserving it is what costs */
    if (!a.base)
        arena_init(&a, 1ll << 30);
    for (i64 n = 1; n <= 2; n++) {
        struct history h = {0};
        struct import_report r;
        struct err e = {0};
        bool ok = import_files(&h, &r, &a, files, n, &options, &e);
        assert(ok || e.text[0]);
        if (ok && !r.from_events)
            assert(h.deal_count == r.deals && r.rows_read == r.deals + r.rejected + r.duplicates);
        arena_rewind(&a, 0);
    }
    return 0;
}
