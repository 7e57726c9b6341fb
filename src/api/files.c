/* Files that show something: sent, kept by their hash, fetched again as they are. Their bytes are
 * never looked into, and never given out as anything but bytes to be saved. */
#include "api/answers.h"
#include "api/parts.h"

#include "base/hash.h"

bool api_file_exists(struct call *c, str hash)
{
    struct file_row file;
    struct reader *r = api_reader(c);
    bool there = r && reader_file(r, &c->arena, hash, &file);
    if (r)
        api_give_back(c, r);
    return there;
}

/* A name is a line without what would end a header field or lead elsewhere. */
static str tame(struct arena *a, str name)
{
    char *p = arena_array(a, char, name.n + 1);
    i64 n = 0;
    for (i64 i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool wild = (u8)c < ' ' || c == '/' || c == '\\' || c == '"' || c == 0x7F;
        p[n++] = wild ? '_' : c;
    }
    return (str){p, n};
}

static void print_kept(void *context, const struct answer *a, struct buf *out)
{
    struct change *change = context;
    struct json j;
    str hash, name;
    if (a->status != ANSWER_ACCEPTED)
        return;
    str_cut(change->request.intent.text, ' ', &hash, &name);
    json_init(&j, out, 0);
    json_object(&j);
    put_str(&j, "file", hash);
    put_str(&j, "name", name);
    put_i64(&j, "bytes", change->request.intent.content.n);
    put_bool(&j, "new", a->deal == 1);
    json_end(&j);
}

static enum http_turn send_file(struct call *c)
{
    struct sha256 sha;
    char hex[65];
    str name = tame(&c->arena, call_query(c, "name"));
    if (c->request.body.n == 0) {
        call_refuse(c, 422, "invalid", message("the file is empty"));
        return HTTP_ANSWERED;
    }
    sha256_init(&sha);
    sha256_put(&sha, c->request.body);
    sha256_end(&sha, hex);
    struct change *change = change_new(c);
    change->request.intent.kind = INTENT_FILE;
    change->request.intent.text = str_fmt(&c->arena, "%s %.*s", hex, STR_ARG(name));
    change->request.intent.content = c->request.body;
    change->request.print = print_kept;
    return change_submit(change);
}

/* attachment; filename="contract.pdf"; filename*=UTF-8''contract.pdf */
static str disposition(struct arena *a, str name)
{
    struct buf out;
    buf_init(&out, 8 * WORKSPACE_FILE_NAME_MAX);
    buf_fmt(&out, "attachment; filename=\"");
    for (i64 i = 0; i < name.n; i++)
        buf_char(&out, (u8)name.p[i] < 0x80 ? name.p[i] : '_');
    buf_fmt(&out, "\"; filename*=UTF-8''");
    for (i64 i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     c == '.' || c == '-' || c == '_';
        if (plain)
            buf_char(&out, c);
        else
            buf_fmt(&out, "%%%02X", (u8)c);
    }
    str made = str_dup(a, buf_str(&out));
    buf_release(&out);
    return made;
}

static enum http_turn get_file(struct call *c)
{
    str hash = call_param(c, "hash");
    struct file_row file;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    reader_begin(r);
    bool there = reader_file(r, &c->arena, hash, &file);
    str content = there ? reader_file_content(r, &c->arena, hash) : (str){0};
    reader_end(r);
    if (!content.n) {
        (void)(api_read_well(c, r) && call_not_found(c));
    } else {
        call_fixed(c, "application/octet-stream", content,
                   str_fmt(&c->arena, "\"%.*s\"", STR_ARG(hash)));
        http_response_field(&c->response, S("Content-Disposition"),
                            disposition(&c->arena, file.name));
    }
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static const struct shape_field query_fields[] = {
    {"name", SHAPE_TEXT, .required = true, .least = 1, .most = WORKSPACE_FILE_NAME_MAX / 4,
     .about = "What it is called."},
};
static const struct shape query = {"file_query", NULL, query_fields, LENGTH(query_fields)};

static const struct route rows[] = {
    {HTTP_POST, "/api/v1/files", "file_send",
     "Keeps a file, by the hash of what is in it, so that it can show a milestone.", "deals",
     FOR_WORKERS, .flags = ROUTE_SLOW, .query = &query, .body_type = "application/octet-stream",
     .body_bytes_max = WORKSPACE_FILE_MAX, .status = 201, .answer = &shape_file_kept,
     .handle = send_file},
    {HTTP_GET, "/api/v1/files/{hash}", "file_get", "A kept file, to be saved.", "deals",
     FOR_MEMBERS, .flags = ROUTE_SLOW, .answer_type = "application/octet-stream",
     .handle = get_file},
};
const struct route_list kept_file_routes = {rows, LENGTH(rows)};
