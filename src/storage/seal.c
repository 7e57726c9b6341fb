#include "storage/seal.h"

#include <sodium.h>
#include <string.h>

#define PREFIX "sealed:"

static bool make_key(struct seal *s, const char *path, struct err *e)
{
    const struct platform *p = s->platform;
    char folder[PLATFORM_PATH_MAX];
    p->random_bytes(p->self, s->key, SEAL_KEY_BYTES);
    platform_folder_of(folder, path);
    i64 file = p->file_open(p->self, path, PLATFORM_WRITE | PLATFORM_CREATE | PLATFORM_NEW);
    if (file < 0)
        return platform_fail(e, file, MESSAGE("make the key"), path);
    i64 reason = p->file_write(p->self, file, s->key, SEAL_KEY_BYTES, 0);
    if (reason == PLATFORM_OK)
        reason = p->file_sync(p->self, file);
    p->file_close(p->self, file);
    if (reason == PLATFORM_OK)
        reason = p->folder_sync(p->self, folder);
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("make the key"), path);
}

bool seal_open(struct seal *s, const struct platform *p, const char *path, struct err *e)
{
    *s = (struct seal){.platform = p, .there = true};
    if (sodium_init() < 0)
        return err_set(e, ERR_IO, "libsodium cannot be used here");
    i64 file = p->file_open(p->self, path, PLATFORM_READ);
    if (file == PLATFORM_MISSING)
        return make_key(s, path, e);
    if (file < 0)
        return platform_fail(e, file, MESSAGE("read"), path);
    i64 n = p->file_read(p->self, file, s->key, SEAL_KEY_BYTES, 0);
    i64 size = p->file_size(p->self, file);
    p->file_close(p->self, file);
    if (n == SEAL_KEY_BYTES && size == SEAL_KEY_BYTES)
        return true;
    err_set(e, ERR_INPUT, "\"%s\" is no key of 32 bytes", path);
    return err_hint(e, "put the file back from where it was kept; secrets sealed with it are "
                       "readable with it only");
}

void seal_close(const struct seal *s, str secret, char out[SEAL_TEXT_MAX])
{
    u8 box[crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + SEAL_SECRET_MAX];
    assert(s->there && secret.n <= SEAL_SECRET_MAX);
    s->platform->random_bytes(s->platform->self, box, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, (const u8 *)secret.p, (u64)secret.n,
                          box, s->key);
    memcpy(out, PREFIX, sizeof PREFIX);
    sodium_bin2base64(out + sizeof PREFIX - 1, SEAL_TEXT_MAX - sizeof PREFIX, box,
                      crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + (size_t)secret.n,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

str seal_break(const struct seal *s, struct arena *a, str sealed)
{
    u8 box[SEAL_TEXT_MAX];
    size_t n = 0;
    if (!s->there || !str_starts(sealed, S(PREFIX)) || sealed.n >= SEAL_TEXT_MAX)
        return (str){0};
    str text = str_sub(sealed, sizeof PREFIX - 1, sealed.n);
    if (sodium_base642bin(box, sizeof box, text.p, (size_t)text.n, NULL, &n, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        n < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES)
        return (str){0};
    u64 length = n - crypto_secretbox_NONCEBYTES;
    char *out = arena_array(a, char, (i64)length);
    if (crypto_secretbox_open_easy((u8 *)out, box + crypto_secretbox_NONCEBYTES, length, box,
                                   s->key) != 0)
        return (str){0};
    return (str){out, (i64)length - crypto_secretbox_MACBYTES};
}

void seal_forget(struct seal *s)
{
    sodium_memzero(s, sizeof *s);
}
