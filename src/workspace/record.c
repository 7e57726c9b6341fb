#include <string.h>

#include "workspace/store.h"

void record_hash(struct sha256 *h, const u8 before[HASH_BYTES], const struct record *r,
                 u8 out[HASH_BYTES])
{
    const i64 numbers[] = {r->sequence, r->deal,        r->before, r->kind,  r->form, r->subject,
                           r->value,    r->occurred_ms, r->lag_ms, r->actor, r->role};
    u8 bytes[HASH_BYTES + sizeof numbers + HASH_BYTES] = {0}, *p = bytes + HASH_BYTES;
    memcpy(bytes, before, HASH_BYTES);
    for (i64 i = 0; i < LENGTH(numbers); i++)
        p = hash_put_i64(p, numbers[i]);
    if (r->has_text)
        memcpy(p, r->text_hash, HASH_BYTES);
    sha256_once(h, (str){(char *)bytes, sizeof bytes}, (str){0}, out);
}

void record_text_hash(struct sha256 *h, const struct record *r, u8 out[HASH_BYTES])
{
    sha256_once(h, (str){(const char *)r->salt, SALT_BYTES}, r->text, out);
}

bool record_read(const struct statement *s, struct record *r)
{
    i64 *const numbers[] = {&r->sequence, &r->deal,    &r->before, &r->kind,
                            &r->form,     &r->subject, &r->value,  &r->occurred_ms,
                            &r->lag_ms,   &r->actor,   &r->role};
    *r = (struct record){0};
    for (i32 i = 0; i < LENGTH(numbers); i++)
        *numbers[i] = column_i64(s, i);
    r->has_text = !column_is_null(s, 13);
    r->erased = r->has_text && column_is_null(s, 14);
    if (!column_take(s, 11, r->hash, HASH_BYTES))
        return false;
    if (!r->has_text)
        return column_is_null(s, 12) && column_is_null(s, 14);
    r->text = column_str(s, 14);
    return column_take(s, 13, r->text_hash, HASH_BYTES) &&
           (r->erased ? column_is_null(s, 12) : column_take(s, 12, r->salt, SALT_BYTES));
}

void record_put(struct storage *db, const struct record *r)
{
    struct statement *s = storage_use(db, SQL_EVENT_PUT);
    const i64 numbers[] = {r->sequence, r->deal,        r->before, r->kind,  r->form, r->subject,
                           r->value,    r->occurred_ms, r->lag_ms, r->actor, r->role};
    for (i32 i = 0; i < LENGTH(numbers); i++)
        bind_i64(s, i + 1, numbers[i]);
    bind_blob(s, 12, r->hash, HASH_BYTES);
    if (r->has_text) {
        bind_blob(s, 13, r->salt, SALT_BYTES);
        bind_blob(s, 14, r->text_hash, HASH_BYTES);
        bind_str(s, 15, r->text);
    } else {
        bind_null(s, 13);
        bind_null(s, 14);
        bind_null(s, 15);
    }
    statement_run(s);
}

struct deal_event record_event(const struct record *r)
{
    return (struct deal_event){
        .occurred_ms = r->occurred_ms,
        .value = r->value,
        .lag_s = (i32)i64_min((r->lag_ms + 999) / 1000, INT32_MAX),
        .actor = (u32)r->actor,
        .text = r->has_text,
        .subject = (u16)r->subject,
        .kind = (u8)r->kind,
        .role = (u8)r->role,
    };
}
