/* Any bytes in any encoding: told apart, and what is text is sound UTF-8 afterwards. */
#include "exchange/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    arena_init(&a, 1 << 24);
    struct text t = text_open(&a, (str){(const char *)data, (i64)size});
    assert(t.kind < TEXT_KIND_COUNT && t.replaced >= 0);
    assert(utf8_check(t.utf8) < 0);
    if (t.kind == TEXT_PLAIN)
        assert(t.encoding && t.encoding[0]);
    assert(text_kind_name(t.kind)[0]);
    arena_release(&a);
    return 0;
}
