/* main.c - tidy FILE…: every breach with its place; exit 1 when there is one. Run from the
 * root of the tree (script/check does). Folders without a README.md are breaches too. */
#include "base/os.h"
#include "tidy/tidy.h"

enum { FILE_BYTES_MAX = 4 << 20 };

/* Folders outside of src/ that tell what they are for. */
static const char *const told[] = {"bench", "fuzz", "script", "standards", "tests", "tools", "web"};

/* A folder is told in at least `least` and at most 60 lines. */
static void check_readme(struct diags *d, struct arena *a, str folder, i64 least)
{
    struct err e;
    str text, path = str_fmt(a, "%.*s/README.md", STR_ARG(folder));
    i64 lines = 0;
    d->file = path;
    if (!os_read_file(&text, a, path, FILE_BYTES_MAX, &e)) {
        diag_add(d, DIAG_ERROR, "readme", (struct place){0}, "this folder has no README.md");
        return;
    }
    for (i64 i = 0; i < text.n; i++)
        lines += text.p[i] == '\n';
    if (lines < least || lines > 60)
        diag_add(d, DIAG_ERROR, "readme", (struct place){0},
                 "it has %lld lines; this folder is told in %lld to 60", (long long)lines,
                 (long long)least);
}

static str folder_of(str path)
{
    while (path.n && path.p[path.n - 1] != '/')
        path.n--;
    return str_sub(path, 0, path.n - 1);
}

int main(int argc, char **argv)
{
    struct arena a;
    struct diags d;
    struct dict rooms;
    struct buf out;
    struct err e;
    arena_init(&a, 1ll << 30);
    buf_init(&out, 1 << 24);
    diags_init(&d, &a);
    dict_init(&rooms, &a);
    for (int i = 1; i < argc; i++) {
        str text, path = str_c(argv[i]);
        if (!os_read_file(&text, &a, path, FILE_BYTES_MAX, &e)) {
            os_write_err(str_fmt(&a, "tidy: %s\n", e.text));
            return 2;
        }
        tidy_file(&d, path, text);
        str folder = folder_of(path);
        if (str_starts(folder, S("src/")))
            dict_intern(&rooms, folder);
    }
    for (i64 i = 0; i < rooms.n; i++)
        check_readme(&d, &a, rooms.names[i], 15);
    for (i64 i = 0; i < LENGTH(told); i++)
        check_readme(&d, &a, str_c(told[i]), 4);
    diags_sort(&d);
    for (i64 i = 0; i < d.list.n; i++)
        diag_print(&out, &d.list.v[i], (str){0}, false);
    buf_fmt(&out, "tidy: %d files, %lld breaches\n", argc - 1, (long long)d.count[DIAG_ERROR]);
    os_write_out(buf_str(&out));
    return d.count[DIAG_ERROR] ? 1 : 0;
}
