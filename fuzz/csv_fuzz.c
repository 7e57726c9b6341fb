/* Any bytes as delimited text: records stay within their limits and in the order of their
 * lines, and what csv_put writes is read back as it was. */
#include "format/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Fields that were read, written and read again. */
static void check_round(struct arena *a, const struct csv_record *record, struct csv_dialect d)
{
    struct buf out;
    struct csv_reader again;
    struct csv_record back;
    buf_init(&out, 1 << 20);
    d.quote = '"'; /* without quotes not every field can be written */
    for (i64 i = 0; i < record->count; i++) {
        if (i)
            buf_put(&out, (str){&d.delimiter, 1});
        csv_put(&out, record->fields[i], d);
    }
    buf_put(&out, S("\n"));
    if (record->count > 1 && !str_starts(buf_str(&out), S("sep="))) {
        csv_reader_init(&again, a, buf_str(&out), d);
        bool read = csv_next(&again, &back);
        assert(read && back.problem == CSV_FINE && back.count == record->count);
    }
    buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct csv_reader reader;
    struct csv_record record;
    str text = {(const char *)data, (i64)size};
    arena_init(&a, 1 << 26);
    struct csv_dialect dialect = csv_sniff(text);
    csv_reader_init(&reader, &a, text, dialect);
    for (i64 line = 0, n = 0; csv_next(&reader, &record); n++) {
        assert(record.line > line && record.count >= 0 && record.count <= CSV_FIELDS_MAX);
        assert((record.problem == CSV_FINE) == (record.count > 0));
        line = record.line;
        if (n < 8 && record.count)
            check_round(&a, &record, dialect);
    }
    arena_release(&a);
    return 0;
}
