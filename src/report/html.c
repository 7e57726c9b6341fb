#include "report/html_part.h"

#include "report/process.h"

void page_name(struct page *p, str name)
{
    str shown = phrase_name(&p->p, name, NAME_SHOWN);
    str whole = phrase_name(&p->p, name, 1000);
    if (str_eq(shown, whole))
        markup(p->out, "<bdi>%</bdi>", shown);
    else
        markup(p->out, "<bdi title=\"%\">%</bdi>", whole, shown);
}

void page_section(struct page *p, const char *id, enum text_id title)
{
    p->title = title;
    markup(p->out, "<section id=\"%\" aria-labelledby=\"h-%\">\n<h2 id=\"h-%\">%</h2>\n", str_c(id),
           str_c(id), str_c(id), words(p, title));
}

void page_section_end(struct page *p)
{
    buf_put(p->out, S("</section>\n"));
}

void page_lead(struct page *p, str sentence)
{
    markup(p->out, "<p class=\"lead\">%</p>\n", sentence);
}

void page_note(struct page *p, str sentence)
{
    markup(p->out, "<p class=\"note\">%</p>\n", sentence);
}

void page_definition(struct page *p, enum figure_id f)
{
    page_definitions(p, &f, 1);
}

void page_definitions(struct page *p, const enum figure_id *figures, i32 n)
{
    markup(p->out, "<details class=\"def\"><summary>%</summary>", words(p, TEXT_DEFINITION));
    for (i32 i = 0; i < n; i++)
        markup(p->out, "<p>%</p>", words(p, TEXT_FIGURE + figures[i]));
    str columns = phrase_columns(&p->p, figures, n);
    if (columns.n)
        markup(p->out, "<p class=\"cols\">%</p>", columns);
    buf_put(p->out, S("</details>\n"));
}

void page_cell(struct page *p, str text)
{
    markup(p->out, "<td>%</td>", text);
}

void page_cell_number(struct page *p, str text)
{
    markup(p->out, "<td class=\"n\">%</td>", text);
}

void page_table(struct page *p, str caption, const str *heads, i32 n, i32 texts)
{
    str name = caption.n ? caption : words(p, p->title);
    markup(p->out,
           "<div class=\"scroll\" role=\"group\" aria-label=\"%\" tabindex=\"0\"><table>\n"
           "<caption class=\"%\">%</caption>\n",
           name, caption.n ? S("seen") : S("hidden"), name);
    buf_put(p->out, S("<thead><tr>"));
    for (i32 i = 0; i < n; i++)
        if (heads[i].n)
            markup(p->out,
                   i < texts ? "<th scope=\"col\">%</th>" : "<th scope=\"col\" class=\"n\">%</th>",
                   heads[i]);
        else
            buf_put(p->out, S("<td></td>")); /* a column of drawings needs no name */
    buf_put(p->out, S("</tr></thead>\n<tbody>\n"));
}

void page_table_end(struct page *p)
{
    buf_put(p->out, S("</tbody></table></div>\n"));
}

void page_cannot(struct page *p, enum subject subject)
{
    markup(p->out, "<p class=\"cannot\">%</p>\n", phrase_why_not(&p->p, subject));
}

void page_rate(struct page *p, struct rate r, enum subject subject)
{
    if (r.standing == STANDING_CANNOT_SAY) {
        page_cannot(p, subject);
        return;
    }
    str of =
        words(p, TEXT_OF, phrase_whole(&p->p, r.numerator), phrase_whole(&p->p, r.denominator));
    if (r.standing == STANDING_COUNTS)
        markup(p->out, "<p class=\"rate\"><b>%</b> <span>%</span></p>\n", of,
               words(p, TEXT_TOO_FEW));
    else
        markup(p->out, "<p class=\"rate\"><b>%</b> <span>%</span> <span>(%)</span></p>\n",
               phrase_percent(&p->p, r.value), of, phrase_interval(&p->p, r.low, r.high));
}

static const struct {
    const char *id;
    enum text_id title;
} chapters[] = {
    {"outcomes", TEXT_S_OUTCOMES}, {"time", TEXT_S_TIME},
    {"stages", TEXT_S_FUNNEL},     {"process", TEXT_S_MAP},
    {"ways", TEXT_S_VARIANTS},     {"groups", TEXT_S_GROUPS},
    {"calendar", TEXT_S_SEASON},   {"seller", TEXT_S_CONCENTRATION},
    {"pipeline", TEXT_S_PIPELINE}, {"adherence", TEXT_S_ADHERENCE},
    {"kind", TEXT_S_KIND},         {"cannot", TEXT_S_CANNOT},
    {"care", TEXT_S_WARNINGS},     {"data", TEXT_S_DATA},
};

static bool is_there(const struct page *p, enum text_id title)
{
    if (title == TEXT_S_ADHERENCE)
        return p->report->standard != NULL;
    return title != TEXT_S_VARIANTS || p->report->process->map.event_count > 0;
}

static void put_contents(struct page *p)
{
    markup(p->out, "<nav aria-label=\"%\"><ol>\n", words(p, TEXT_CONTENTS));
    for (i64 i = 0; i < LENGTH(chapters); i++) {
        if (!is_there(p, chapters[i].title))
            continue;
        markup(p->out, "<li><a href=\"#%\">%</a></li>\n", str_c(chapters[i].id),
               words(p, chapters[i].title));
    }
    buf_put(p->out, S("</ol></nav>\n"));
}

static void put_files(struct page *p)
{
    const struct import_report *import = p->report->import;
    buf_put(p->out, S("<p class=\"files\">"));
    for (i64 i = 0; i < import->files.n && i < 6; i++) {
        buf_put(p->out, i ? S(", ") : (str){0});
        page_name(p, phrase_file(&p->p, i));
    }
    if (import->files.n > 6)
        markup(p->out, ", %", words(p, TEXT_AND_MORE, phrase_whole(&p->p, import->files.n - 6)));
    buf_put(p->out, S("</p>\n"));
}

static void put_head(struct page *p)
{
    const struct answers *a = p->answers;
    enum lang lang = p->report->lang;
    str title = words(p, TEXT_TITLE);
    markup(p->out,
           "<!doctype html>\n<html lang=\"%\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n"
           "<meta name=\"generator\" content=\"etalon %\">\n<title>%</title>\n<style>\n",
           str_c(lang_code(lang)), p->report->version, title);
    buf_put(p->out, str_c(report_css));
    markup(p->out,
           "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#summary\">%</a>\n<header>\n"
           "<p class=\"product\">%</p>\n<h1>%</h1>\n",
           words(p, TEXT_SKIP_TO), words(p, TEXT_PRODUCT), title);
    str deals = phrase_whole(&p->p, a->outcomes.deals);
    bool dated = a->first_ms != TIME_NONE && a->last_ms != TIME_NONE;
    str line = dated ? words(p, TEXT_HEAD_DEALS, deals, number_date(p->p.a, lang, a->first_ms),
                             number_date(p->p.a, lang, a->last_ms))
                     : words(p, TEXT_HEAD_DEALS_ONLY, deals);
    markup(p->out, "<p class=\"span\">%</p>\n", line);
    put_files(p);
    buf_put(p->out, S("</header>\n<main>\n"));
}

static void put_foot(struct page *p)
{
    markup(p->out, "</main>\n<footer>\n<p>% · SHA-256 <code>%</code></p>\n<p>%</p>\n</footer>\n",
           words(p, TEXT_DATA_VERSION, p->report->version), str_c(p->report->import->input_sha256),
           words(p, TEXT_DATA_SAME));
    buf_put(p->out, S("</body>\n</html>\n"));
}

void html_report(struct buf *out, struct arena *a, const struct report *report)
{
    struct page p = {.out = out, .p = {a, report}, .report = report, .answers = report->answers};
    put_head(&p);
    page_summary(&p);
    put_contents(&p);
    page_outcomes(&p);
    page_time(&p);
    page_funnel(&p);
    page_process(&p);
    page_groups(&p);
    page_season(&p);
    page_concentration(&p);
    page_pipeline(&p);
    page_adherence(&p);
    page_kind(&p);
    page_cannot_say(&p);
    page_warnings(&p);
    page_data(&p);
    put_foot(&p);
}
