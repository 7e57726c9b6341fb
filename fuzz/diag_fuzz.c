/* Any file, any place in it: the caret printer stays within its bounds and lets no control
 * character through to the terminal. */
#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 4)
        return 0;
    str source = {(const char *)data + 4, (i64)size - 4};
    struct diag d = {.severity = (enum diag_severity)(data[0] % 3), .code = "fuzz"};
    d.file = source;
    d.at = (struct place){data[1], data[2], data[3]};
    d.message = str_sub(source, 0, data[1]);
    d.hint = str_sub(source, data[2], data[3]);
    struct buf out;
    buf_init(&out, 1 << 20);
    diag_print(&out, &d, source, false);
    for (i64 i = 0; i < out.n; i++)
        assert((u8)out.p[i] >= 0x20 || out.p[i] == '\n');
    buf_release(&out);
    return 0;
}
