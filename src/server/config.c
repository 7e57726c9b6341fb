#include "server/config.h"

#include "base/message.h"
#include "base/os.h"
#include "base/outgoing.h"
#include "base/platform.h"
#include "report/mail.h"

struct reading {
    struct mail_config *c;
    struct arena *arena;
    struct diags *d;
    str folder;
};

struct key {
    const char *name;
    void (*take)(struct reading *r, const struct yaml_node *node, str text);
};

static void wrong(struct reading *r, const struct yaml_node *node, const char *code,
                  const char *what, const char *hint)
{
    struct diag *added = diag_add(r->d, DIAG_ERROR, code, node->at, "\"%.*s\" is not %s",
                                  (int)i64_min(node->text.n, 80), node->text.p, message(what));
    if (added)
        diag_hint(r->d, added, "%s", message(hint));
}

static void take_server(struct reading *r, const struct yaml_node *node, str text)
{
    bool mail = str_starts(text, S("smtps://")) || str_starts(text, S("smtp://"));
    str rest = str_sub(text, str_find(text, S("://")) + 3, text.n);
    bool has_port = str_find_char(rest, ':') > 0 && str_find_char(rest, '/') < 0;
    if (mail && has_port && outgoing_url_is_sound(text, 0))
        r->c->server = str_zero_ended(r->arena, text);
    else
        wrong(r, node, "server", MESSAGE("a mail server"),
              MESSAGE("smtps://HOST:465, or smtp://HOST:587, which then must speak STARTTLS"));
}

static void take_from(struct reading *r, const struct yaml_node *node, str text)
{
    str address;
    if (mail_address_split(text, &r->c->from_name, &address))
        r->c->from = str_zero_ended(r->arena, address);
    else
        wrong(r, node, "address", MESSAGE("an address that mail can come from"),
              MESSAGE("such as: Étalon <etalon@example.org>"));
}

static void take_user(struct reading *r, const struct yaml_node *node, str text)
{
    (void)node;
    r->c->user = str_zero_ended(r->arena, text);
}

static str beside(struct reading *r, str name)
{
    return name.p[0] == '/' ? name
                            : str_fmt(r->arena, "%.*s/%.*s", STR_ARG(r->folder), STR_ARG(name));
}

static void take_password_file(struct reading *r, const struct yaml_node *node, str text)
{
    struct err e;
    str path = beside(r, text), secret = {0};
    bool private = false;
    bool ok = os_is_private(path, &private, &e) &&
              os_read_file(&secret, r->arena, path, CONFIG_SECRET_MAX, &e);
    secret = str_trim(secret);
    if (!ok) {
        diag_add(r->d, DIAG_ERROR, "file", node->at, "%s", e.text);
    } else if (!private) {
        struct diag *added = diag_add(r->d, DIAG_ERROR, "file-mode", node->at,
                                      "others than its owner may read \"%.*s\"", STR_ARG(text));
        if (added)
            diag_hint(r->d, added, "chmod 600 %.*s", STR_ARG(path));
    } else if (!secret.n || str_find_char(secret, '\n') >= 0) {
        wrong(r, node, "file", MESSAGE("a file with a password on one line"),
              MESSAGE("write the password into it, and nothing else"));
    } else {
        r->c->password = str_zero_ended(r->arena, secret);
    }
}

static void take_authorities(struct reading *r, const struct yaml_node *node, str text)
{
    (void)node;
    r->c->ca_file = str_zero_ended(r->arena, beside(r, text));
}

static const struct key mail_keys[] = {
    {"server", take_server},
    {"from", take_from},
    {"user", take_user},
    {"password-file", take_password_file},
    {"authorities", take_authorities},
};

static void unknown_key(struct reading *r, const struct yaml_node *node, const struct key *keys,
                        i64 n)
{
    str names[16];
    for (i64 i = 0; i < n; i++)
        names[i] = str_c(keys[i].name);
    struct diag *added = diag_add(r->d, DIAG_ERROR, "unknown-key", node->key_at,
                                  "there is no key \"%.*s\" here", STR_ARG(node->key));
    str near = diag_did_you_mean(node->key, names, n);
    if (added && near.n)
        diag_hint(r->d, added, "did you mean \"%.*s\"?", STR_ARG(near));
}

static void read_keys(struct reading *r, const struct yaml_node *map, const struct key *keys, i64 n)
{
    for (const struct yaml_node *c = map->first; c; c = c->next) {
        i64 i = 0;
        while (i < n && !str_eq(c->key, str_c(keys[i].name)))
            i++;
        if (i == n)
            unknown_key(r, c, keys, n);
        else if (c->kind != YAML_TEXT || !str_trim(c->text).n)
            diag_add(r->d, DIAG_ERROR, "wrong-type", c->key_at, "\"%.*s\" wants a text",
                     STR_ARG(c->key));
        else
            keys[i].take(r, c, str_trim(c->text));
    }
}

bool mail_config_read(struct mail_config *c, struct arena *a, str path,
                      const struct yaml_node *mail, struct diags *d)
{
    static const str needed[] = {S("server"), S("from")};
    char folder[PLATFORM_PATH_MAX];
    *c = (struct mail_config){0};
    platform_folder_of(folder, str_zero_ended(a, path));
    struct reading r = {c, a, d, str_dup(a, str_c(folder))};
    d->file = path;
    if (mail->kind != YAML_MAP) {
        diag_add(d, DIAG_ERROR, "wrong-type", mail->key_at, "\"mail\" wants a map of keys");
        return false;
    }
    read_keys(&r, mail, mail_keys, LENGTH(mail_keys));
    for (i64 i = 0; i < LENGTH(needed); i++)
        if (!yaml_find(mail, needed[i]))
            diag_add(d, DIAG_ERROR, "missing-key", mail->key_at, "\"mail\" wants the key \"%.*s\"",
                     STR_ARG(needed[i]));
    if ((yaml_find(mail, S("user")) != NULL) != (yaml_find(mail, S("password-file")) != NULL))
        diag_add(d, DIAG_ERROR, "missing-key", mail->key_at,
                 "\"user\" and \"password-file\" go together");
    return d->count[DIAG_ERROR] == 0;
}
