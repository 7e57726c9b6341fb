#include "accounts/secret.h"

#include <sodium.h>
#include <string.h>

static const char id_letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
static const char rfc_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

i64 id_new(const struct platform *p)
{
    i64 id = 0;
    while (id == 0) {
        p->random_bytes(p->self, &id, sizeof id);
        id &= (1ll << 60) - 1;
    }
    return id;
}

void id_print(i64 id, char out[ID_BYTES])
{
    for (i32 i = 0; i < ID_BYTES - 1; i++)
        out[i] = id_letters[id >> (5 * (ID_BYTES - 2 - i)) & 31];
    out[ID_BYTES - 1] = 0;
}

i64 id_parse(str text)
{
    i64 id = 0;
    if (text.n != ID_BYTES - 1)
        return 0;
    for (i64 i = 0; i < text.n; i++) {
        const char *at = text.p[i] ? strchr(id_letters, text.p[i]) : NULL;
        if (!at)
            return 0;
        id = id << 5 | (at - id_letters);
    }
    return id;
}

void secret_new(const struct platform *p, const char *prefix, char out[ACCOUNTS_SECRET_MAX])
{
    u8 bytes[32];
    i64 n = str_c(prefix).n;
    memcpy(out, prefix, (size_t)n);
    p->random_bytes(p->self, bytes, sizeof bytes);
    sodium_bin2base64(out + n, (size_t)(ACCOUNTS_SECRET_MAX - n), bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
}

bool secret_is_formed(str text, const char *prefix)
{
    str head = str_c(prefix);
    return text.n == head.n + 43 && str_starts(text, head);
}

void secret_hash(str text, u8 out[SECRET_HASH_BYTES])
{
    crypto_hash_sha256(out, (const u8 *)text.p, (u64)text.n);
}

/* Five bits a character, the last one filled with zeros. */
static i64 print_bits(const u8 *p, i64 n, const char *letters, char *out)
{
    u32 held = 0;
    i64 written = 0;
    i32 bits = 0;
    for (i64 i = 0; i < n; i++) {
        held = held << 8 | p[i];
        for (bits += 8; bits >= 5; bits -= 5)
            out[written++] = letters[held >> (bits - 5) & 31];
    }
    if (bits)
        out[written++] = letters[held << (5 - bits) & 31];
    out[written] = 0;
    return written;
}

void base32_print(const u8 *p, i64 n, char *out)
{
    print_bits(p, n, rfc_letters, out);
}

void code_new(const struct platform *p, i64 bytes, i64 group, char *out)
{
    u8 random[32];
    char plain[64];
    assert(bytes <= (i64)sizeof random);
    p->random_bytes(p->self, random, bytes);
    i64 n = print_bits(random, bytes, id_letters, plain);
    for (i64 i = 0; i < n; i++) {
        if (i && i % group == 0)
            *out++ = '-';
        *out++ = plain[i];
    }
    *out = 0;
    sodium_memzero(random, sizeof random);
    sodium_memzero(plain, sizeof plain);
}

static char as_meant(char c)
{
    c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    return c == 'o' ? '0' : c == 'l' || c == 'i' ? '1' : c;
}

void code_hash(str typed, u8 out[SECRET_HASH_BYTES])
{
    char plain[64];
    i64 n = 0;
    for (i64 i = 0; i < typed.n && n < (i64)sizeof plain; i++)
        if (typed.p[i] != '-' && typed.p[i] != ' ')
            plain[n++] = as_meant(typed.p[i]);
    secret_hash((str){plain, n}, out);
    sodium_memzero(plain, sizeof plain);
}
