/* Any text as an address that is sent to: what is taken has a scheme that is allowed, no user, no
 * blank, and a host; what is taken by default is taken with everything allowed too. */
#include "base/address.h"
#include "base/base.h"
#include "base/outgoing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = {(const char *)data, (i64)size};
    bool strict = outgoing_url_is_sound(text, 0);
    bool lax = outgoing_url_is_sound(text, OUTGOING_ALLOW_PLAIN | OUTGOING_ALLOW_PRIVATE);
    assert(!strict || lax);
    if (strict) {
        assert(str_starts(text, S("https://")) || str_starts(text, S("smtp")));
        str rest = str_sub(text, str_find(text, S("://")) + 3, text.n);
        i64 end = 0;
        while (end < rest.n && rest.p[end] != '/' && rest.p[end] != '?')
            end++;
        assert(end > 0 && str_find_char(str_sub(rest, 0, end), '@') < 0);
        for (i64 i = 0; i < text.n; i++)
            assert(text.p[i] > ' ' && text.p[i] < 127);
    }
    if (size >= ADDRESS_BYTES_6) { /* one of version 4, however it is carried, is judged alike */
        u8 mapped[ADDRESS_BYTES_6] = {[10] = 0xFF, [11] = 0xFF};
        for (i32 i = 0; i < ADDRESS_BYTES_4; i++)
            mapped[12 + i] = data[i];
        assert(address_is_public(mapped, ADDRESS_BYTES_6) ==
               address_is_public(data, ADDRESS_BYTES_4));
        (void)address_is_public(data, ADDRESS_BYTES_6);
    }
    return 0;
}
