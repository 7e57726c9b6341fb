/* Any mapping file: read or refused with a problem, never both nor neither. */
#include "exchange/mapping.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct diags d;
    struct mapping m;
    arena_init(&a, 1 << 26);
    diags_init(&d, &a);
    bool ok = mapping_read(&m, &a, (str){(const char *)data, (i64)size}, &d);
    assert(ok == (d.count[DIAG_ERROR] == 0));
    arena_release(&a);
    return 0;
}
