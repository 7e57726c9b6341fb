#include "api/hook.h"

#include <sodium.h>
#include <string.h>

#include "api/parts.h"
#include "deal/event.h"

enum { KINDS_MAX = 256 }; /* one byte in struct deal_event */

/* --- as text -------------------------------------------------------------------------------- */

bool hook_read(struct hook *h, struct arena *a, const struct webhook_row *row)
{
    struct diags d;
    diags_init(&d, a);
    const struct json_value *v = json_parse(a, row->text, &d);
    *h = (struct hook){.number = row->number, .sequence = row->sequence};
    if (!v || v->type != JSON_IS_OBJECT)
        return false;
    const struct json_value *kinds = json_find(v, S("events")), *m = json_find(v, S("active"));
    for (const struct json_value *k = kinds ? kinds->first : NULL; k; k = k->next)
        if (h->kind_count < HOOK_KINDS_MAX && k->type == JSON_IS_TEXT)
            h->kinds[h->kind_count++] = k->text;
    h->active = m && m->type == JSON_IS_BOOL && m->boolean;
    h->url = json_member_text(v, "url");
    h->about = json_member_text(v, "about");
    h->process = json_member_text(v, "standard");
    h->department = json_member_text(v, "department");
    h->because = json_member_text(v, "because");
    h->secret = json_member_text(v, "secret");
    h->before = json_member_text(v, "secret_before");
    m = json_find(v, S("secret_before_until_ms"));
    h->before_until_ms = m && m->type == JSON_IS_NUMBER && m->whole ? m->integer : 0;
    return h->url.n > 0 && h->secret.n > 0;
}

str hook_write(struct arena *a, const struct hook *h)
{
    struct buf out;
    struct json j;
    buf_init(&out, WORKSPACE_TEXT_MAX);
    json_init(&j, &out, 0);
    json_object(&j);
    put_str(&j, "url", h->url);
    put_text(&j, "about", h->about);
    json_key(&j, S("events"));
    json_array(&j);
    for (i64 i = 0; i < h->kind_count; i++)
        json_str(&j, h->kinds[i]);
    json_end(&j);
    put_text(&j, "standard", h->process);
    put_text(&j, "department", h->department);
    put_bool(&j, "active", h->active);
    put_text(&j, "because", h->because);
    put_str(&j, "secret", h->secret);
    if (h->before.n) {
        put_str(&j, "secret_before", h->before);
        put_i64(&j, "secret_before_until_ms", h->before_until_ms);
    }
    json_end(&j);
    str text = str_dup(a, buf_str(&out));
    buf_release(&out);
    return text;
}

/* --- what it asks for ------------------------------------------------------------------------ */

str hook_kind_word(i64 kind)
{
    return api_event_kind((i32)kind);
}

/* Nobody is told of webhooks by a webhook: each change of one would be news to all. Nor of
 * views: they may be somebody's own. */
static bool can_be_told(i64 kind)
{
    return kind != KIND_WEBHOOK_SET && kind != KIND_WEBHOOK_ENDED && kind != KIND_VIEW_SET &&
           kind != KIND_VIEW_ENDED;
}

bool hook_kind_exists(str word)
{
    for (i64 k = 0; k < KINDS_MAX; k++)
        if (can_be_told(k) && str_eq(word, hook_kind_word(k)))
            return true;
    return false;
}

static bool is_of_deal(i64 kind)
{
    return kind < EVENT_KIND_COUNT || kind_is_clock(kind) || kind == KIND_DEAL_NAMED ||
           kind == KIND_DEAL_REFERENCE;
}

bool hook_wants(const struct hook *h, i64 kind, const struct hook_about *about)
{
    bool asked = h->kind_count == 0 && is_of_deal(kind);
    str word = hook_kind_word(kind);
    for (i64 i = 0; i < h->kind_count && !asked; i++)
        asked = str_eq(h->kinds[i], word);
    return asked && can_be_told(kind) &&
           (h->process.n == 0 || str_eq(h->process, about->process)) &&
           (h->department.n == 0 || str_eq(h->department, about->department));
}

/* --- messages --------------------------------------------------------------------------------- */

void hook_id(const u8 hash[HASH_BYTES], char out[HOOK_ID_MAX])
{
    static const char digits[] = "0123456789abcdef";
    memcpy(out, "evt_", 4);
    for (i32 i = 0; i < 16; i++) { /* 128 bits of the event's place in its chain */
        out[4 + 2 * i] = digits[hash[i] >> 4];
        out[5 + 2 * i] = digits[hash[i] & 15];
    }
    out[36] = 0;
}

void hook_secret_new(const struct seal *seal, char sealed[SEAL_TEXT_MAX],
                     char shown[HOOK_SECRET_TEXT_MAX])
{
    u8 secret[HOOK_SECRET_BYTES];
    seal->platform->random_bytes(seal->platform->self, secret, sizeof secret);
    seal_close(seal, (str){(const char *)secret, sizeof secret}, sealed);
    memcpy(shown, "whsec_", 6);
    sodium_bin2base64(shown + 6, HOOK_SECRET_TEXT_MAX - 6, secret, sizeof secret,
                      sodium_base64_VARIANT_ORIGINAL);
    sodium_memzero(secret, sizeof secret);
}

static bool sign_one(const struct seal *seal, struct arena scratch, str sealed, str head, str body,
                     struct buf *out)
{
    u8 mac[crypto_auth_hmacsha256_BYTES];
    char text[sodium_base64_ENCODED_LEN(sizeof mac, sodium_base64_VARIANT_ORIGINAL)];
    crypto_auth_hmacsha256_state state;
    str secret = seal_break(seal, &scratch, sealed);
    if (!secret.p)
        return false;
    crypto_auth_hmacsha256_init(&state, (const u8 *)secret.p, (size_t)secret.n);
    crypto_auth_hmacsha256_update(&state, (const u8 *)head.p, (u64)head.n);
    crypto_auth_hmacsha256_update(&state, (const u8 *)body.p, (u64)body.n);
    crypto_auth_hmacsha256_final(&state, mac);
    sodium_bin2base64(text, sizeof text, mac, sizeof mac, sodium_base64_VARIANT_ORIGINAL);
    buf_fmt(out, "%sv1,%s", out->n ? " " : "", text);
    return true;
}

bool hook_sign(const struct hook *h, const struct seal *seal, struct arena scratch, str id,
               i64 now_ms, str body, char out[HOOK_SIGNATURE_MAX])
{
    struct buf signature = {.p = out, .max = HOOK_SIGNATURE_MAX - 1};
    str head = str_fmt(&scratch, "%.*s.%lld.", STR_ARG(id), (long long)(now_ms / 1000));
    bool ok = sign_one(seal, scratch, h->secret, head, body, &signature);
    if (ok && h->before.n && now_ms < h->before_until_ms)
        ok = sign_one(seal, scratch, h->before, head, body, &signature);
    out[signature.n] = 0;
    return ok;
}

/* Eight tries: 5 s, 1 min, 10 min, 1 h, 6 h, 24 h and 41 h apart, 72 hours in all; each wait a
 * tenth longer or shorter, so that those who failed together do not come back together. */
i64 hook_wait_ms(i64 tries, u32 random)
{
    static const i64 seconds[HOOK_TRIES_MAX - 1] = {5, 60, 600, 3600, 21600, 86400, 147000};
    i64 ms = seconds[i64_min(i64_max(tries, 1), HOOK_TRIES_MAX - 1) - 1] * 1000;
    return ms - ms / 10 + (i64)((u64)random * (u64)(ms / 5) >> 32);
}
