/* Any bytes as XML: read in one window or byte by byte in many, the tokens are the same. */
#include "format/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct reading {
    i64 tokens, bytes;
    enum xml_kind last;
};

/* Through windows that grow by `step` bytes. */
static struct reading read_all(struct arena *a, str text, i64 step)
{
    struct xml_reader r;
    struct xml_token t;
    struct reading got = {0};
    i64 from = 0, to = i64_min(step, text.n);
    xml_init(&r, str_sub(text, 0, to), to == text.n);
    for (;;) {
        xml_next(&r, &t);
        got.last = t.kind;
        if (t.kind == XML_END || t.kind == XML_BAD)
            return got;
        if (t.kind == XML_MORE) {
            assert(to < text.n);
            from += r.at;
            to = i64_min(to + step, text.n);
            xml_refill(&r, str_sub(text, from, to), to == text.n);
            continue;
        }
        assert(t.depth >= 0 && t.depth <= XML_DEPTH_MAX);
        assert(t.attribute_count >= 0 && t.attribute_count <= XML_ATTRIBUTES_MAX);
        got.tokens++;
        got.bytes += t.kind == XML_TEXT ? t.text.n : t.name.n;
        i64 mark = arena_mark(a);
        str plain;
        if (t.kind == XML_TEXT && xml_decode(a, t.text, &plain))
            assert(utf8_check(plain) < 0);
        arena_rewind(a, mark);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    str text = {(const char *)data, (i64)size};
    arena_init(&a, 1 << 24);
    struct reading whole = read_all(&a, text, i64_max(text.n, 1));
    struct reading parts = read_all(&a, text, 1 + text.n / 7);
    assert(whole.last == parts.last && whole.tokens == parts.tokens && whole.bytes == parts.bytes);
    arena_release(&a);
    return 0;
}
