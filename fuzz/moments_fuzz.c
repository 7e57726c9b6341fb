/* Any bytes as a moment, a day or a number: what is read is written, and read again, the same. */
#include "base/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = {(const char *)data, (i64)size};
    char room[64];
    struct buf out = {.p = room, .max = sizeof room};
    i64 value = 0, again = 0;
    f64 number = 0;
    if (time_parse(text, &value)) {
        time_print(&out, value);
        bool read = time_parse(buf_str(&out), &again);
        assert(read && again == value);
    }
    buf_clear(&out);
    if (date_parse(text, &value)) {
        assert(date_is_real(date_from_days(value)));
        date_print(&out, value);
        bool read = date_parse(buf_str(&out), &again);
        assert(read && again == value);
    }
    buf_clear(&out);
    if (str_to_i64(text, &value)) {
        buf_fmt(&out, "%lld", (long long)value);
        bool read = str_to_i64(buf_str(&out), &again);
        assert(read && again == value);
    }
    if (str_to_f64(text, &number))
        assert(number - number == 0); /* finite */
    return 0;
}
