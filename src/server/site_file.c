#include "server/site_file.h"

#include "base/os.h"
#include "cli/reader.h"
#include "format/yaml.h"

/* The first problem, with its line: the file is short. */
static bool wrong(struct err *e, const char *path, const struct yaml_node *at, const char *what)
{
    return err_set(e, ERR_INPUT, "%s:%d: %s", path, at ? at->at.line : 1, message(what));
}

static bool take_text(const struct yaml_node *map, const char *key, str *out)
{
    const struct yaml_node *v = yaml_find(map, str_c(key));
    bool there = v && v->kind == YAML_TEXT && v->text.n > 0;
    *out = there ? v->text : (str){0};
    return there;
}

static bool is_id(str s)
{
    for (i64 i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') ||
              s.p[i] == '-'))
            return false;
    return s.n > 0 && s.n <= 40;
}

static bool knows(const struct yaml_node *map, const char *const *keys,
                  const struct yaml_node **bad)
{
    for (const struct yaml_node *v = map->first; v; v = v->next) {
        bool known = false;
        for (i64 i = 0; keys[i]; i++)
            known |= str_eq(v->key, str_c(keys[i]));
        if (!known) {
            *bad = v;
            return false;
        }
    }
    return true;
}

static bool take_provider(struct login_provider *p, const struct yaml_node *v, const char *path,
                          struct err *e)
{
    static const char *const keys[] = {"id",     "title",         "issuer", "client",
                                       "secret", "second-factor", NULL};
    const struct yaml_node *bad = v;
    str second = {0};
    if (v->kind != YAML_MAP || !knows(v, keys, &bad))
        return wrong(e, path, bad,
                     MESSAGE("a provider has id, title, issuer, client, secret, second-factor"));
    if (!take_text(v, "id", &p->id) || !is_id(p->id))
        return wrong(e, path, v, MESSAGE("a provider has an id of a-z, 0-9 and \"-\""));
    if (!take_text(v, "issuer", &p->issuer) || p->issuer.n > 255 ||
        !outgoing_url_is_sound(p->issuer, OUTGOING_ALLOW_PLAIN) ||
        !str_starts(p->issuer, S("http")))
        return wrong(e, path, v, MESSAGE("a provider has an issuer: its https:// address"));
    if (!take_text(v, "client", &p->client))
        return wrong(e, path, v, MESSAGE("a provider has a client: the id it has given us"));
    take_text(v, "secret", &p->secret);
    if (!take_text(v, "title", &p->title))
        p->title = p->id;
    if (take_text(v, "second-factor", &second) && !str_eq(second, S("true")) &&
        !str_eq(second, S("false")))
        return wrong(e, path, v, MESSAGE("second-factor is true or false"));
    p->second_factor = str_eq(second, S("true"));
    return true;
}

static bool take_providers(struct site_file *out, const struct yaml_node *list, const char *path,
                           struct err *e)
{
    if (list->kind != YAML_LIST || list->count > LOGIN_PROVIDERS_MAX)
        return wrong(e, path, list, MESSAGE("login is a list of at most 8 providers"));
    for (const struct yaml_node *v = list->first; v; v = v->next) {
        struct login_provider *p = &out->provider[out->provider_count];
        if (!take_provider(p, v, path, e))
            return false;
        for (i32 i = 0; i < out->provider_count; i++)
            if (str_eq(out->provider[i].id, p->id))
                return wrong(e, path, v, MESSAGE("two providers have the same id"));
        out->provider_count++;
    }
    return true;
}

/* What a provider knows us by is nobody else's to read. */
static bool keeps_its_secrets(const struct site_file *f, const char *path, struct err *e)
{
    bool secrets = false, private = true;
    for (i32 i = 0; i < f->provider_count; i++)
        secrets |= f->provider[i].secret.n > 0;
    if (!secrets)
        return true;
    if (!os_is_private(str_c(path), &private, e))
        return false;
    if (private)
        return true;
    err_set(e, ERR_INPUT, "others than its owner may read \"%s\", which holds secrets", path);
    return err_hint(e, "chmod 600 %s", path);
}

static void print_problems(struct diags *d, str source)
{
    struct buf out;
    diags_sort(d);
    buf_init(&out, 1 << 20);
    for (i64 i = 0; i < d->list.n; i++)
        diag_print(&out, &d->list.v[i], source, reader_color_err());
    os_write_err(buf_str(&out));
    buf_release(&out);
}

static bool read_text(struct arena *a, const struct platform *p, const char *path, bool must_exist,
                      str *out, struct err *e)
{
    i64 file = p->file_open(p->self, path, PLATFORM_READ);
    *out = (str){0};
    if (file == PLATFORM_MISSING && !must_exist)
        return true;
    if (file < 0)
        return platform_fail(e, file, MESSAGE("read"), path);
    char *bytes = arena_array(a, char, YAML_BYTES_MAX);
    i64 n = p->file_read(p->self, file, bytes, YAML_BYTES_MAX, 0);
    p->file_close(p->self, file);
    *out = (str){bytes, n};
    return n >= 0 || platform_fail(e, n, MESSAGE("read"), path);
}

bool site_file_read(struct site_file *out, struct arena *a, const struct platform *p,
                    const char *path, bool must_exist, struct err *e)
{
    static const char *const keys[] = {"login", "mail", NULL};
    struct diags d;
    str text;
    *out = (struct site_file){0};
    if (!read_text(a, p, path, must_exist, &text, e) || text.n == 0)
        return text.n == 0 && e->code == ERR_NONE;
    diags_init(&d, a);
    const struct yaml_node *root = yaml_parse(a, text, &d), *bad = root;
    if (!root || d.count[DIAG_ERROR])
        return err_set(e, ERR_INPUT, "%s:%d: %.*s", path, d.list.v[0].at.line,
                       STR_ARG(d.list.v[0].message));
    if (root->kind != YAML_MAP || !knows(root, keys, &bad))
        return wrong(e, path, bad, MESSAGE("the site file knows: login, mail"));
    const struct yaml_node *login = yaml_find(root, S("login"));
    const struct yaml_node *mail = yaml_find(root, S("mail"));
    if (login && !take_providers(out, login, path, e))
        return false;
    if (!keeps_its_secrets(out, path, e))
        return false;
    if (!mail || mail_config_read(&out->mail, a, str_c(path), mail, &d))
        return true;
    print_problems(&d, text);
    return err_set(e, ERR_INPUT, "what %s says of mail cannot be used", path);
}
