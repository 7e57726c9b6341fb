#include "format/xlsx.h"

#include "format/csv.h"
#include "format/xml.h"

enum { ROW_BYTES_MAX = 16 << 20 };

static const char types[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>";
static const char relations[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char book_relations[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/styles\" Target=\"styles.xml\"/></Relationships>";
/* Style 1 is the bold one of headings. */
static const char styles[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs><cellXfs count=\"2\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
    "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
    "</cellStyles></styleSheet>";

static void put_part(struct zip *z, const char *name, str text)
{
    zip_begin(z, name);
    zip_put(z, text);
    zip_end_file(z);
}

static void put_book(struct xlsx *x, str sheet)
{
    buf_clear(&x->row);
    buf_put(&x->row,
            S("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
              "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
              "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
              "<sheets><sheet name=\""));
    xml_put(&x->row, str_sub(sheet, 0, 31));
    buf_put(&x->row, S("\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"));
    put_part(&x->zip, "xl/workbook.xml", buf_str(&x->row));
}

void xlsx_begin(struct xlsx *x, struct sink *sink, str sheet)
{
    *x = (struct xlsx){0};
    buf_init(&x->row, ROW_BYTES_MAX);
    zip_init(&x->zip, sink);
    put_part(&x->zip, "[Content_Types].xml", str_c(types));
    put_part(&x->zip, "_rels/.rels", str_c(relations));
    put_book(x, sheet);
    put_part(&x->zip, "xl/_rels/workbook.xml.rels", str_c(book_relations));
    put_part(&x->zip, "xl/styles.xml", str_c(styles));
    zip_begin(&x->zip, "xl/worksheets/sheet1.xml");
    zip_put(&x->zip,
            S("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
              "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
              "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
              "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>"));
    buf_clear(&x->row);
}

static void end_row(struct xlsx *x)
{
    if (x->rows == 0)
        return;
    buf_put(&x->row, S("</row>"));
    zip_put(&x->zip, buf_str(&x->row));
    buf_clear(&x->row);
}

void xlsx_row(struct xlsx *x)
{
    end_row(x);
    x->rows++;
    x->column = 0;
    buf_fmt(&x->row, "<row r=\"%lld\">", (long long)x->rows);
}

/* "A1", "AB12" */
static void put_place(struct xlsx *x)
{
    char letters[8];
    i32 n = 0;
    for (i32 k = x->column++; k >= 0; k = k / 26 - 1)
        letters[n++] = (char)('A' + k % 26);
    while (n > 0)
        buf_char(&x->row, letters[--n]);
    buf_i64(&x->row, x->rows);
}

/* XML has no way to write most control characters. */
static void put_letters(struct buf *out, str text)
{
    i64 from = 0;
    for (i64 i = 0; i <= text.n; i++) {
        bool bad = i < text.n && (u8)text.p[i] < 0x20 && text.p[i] != '\t' && text.p[i] != '\n';
        if (!bad && i < text.n)
            continue;
        xml_put(out, str_sub(text, from, i));
        if (bad)
            buf_char(out, ' ');
        from = i + 1;
    }
}

static void put_cell(struct xlsx *x, str text, bool heading)
{
    i64 most = i64_min(text.n, XLSX_TEXT_MAX - 1);
    while (most > 0 && most < text.n && ((u8)text.p[most] & 0xC0) == 0x80)
        most--; /* between two letters */
    buf_put(&x->row, S("<c r=\""));
    put_place(x);
    buf_fmt(&x->row, "\" t=\"inlineStr\"%s><is><t xml:space=\"preserve\">",
            heading ? " s=\"1\"" : "");
    if (csv_is_formula(text))
        buf_char(&x->row, '\'');
    put_letters(&x->row, str_sub(text, 0, most));
    buf_put(&x->row, S("</t></is></c>"));
}

void xlsx_text(struct xlsx *x, str text)
{
    if (text.n)
        put_cell(x, text, false);
    else
        x->column++;
}

void xlsx_heading(struct xlsx *x, str text)
{
    put_cell(x, text, true);
}

void xlsx_number(struct xlsx *x, str digits)
{
    if (digits.n > XLSX_NUMBER_DIGITS) {
        xlsx_text(x, digits);
        return;
    }
    if (digits.n == 0) {
        x->column++;
        return;
    }
    buf_put(&x->row, S("<c r=\""));
    put_place(x);
    buf_fmt(&x->row, "\"><v>%.*s</v></c>", STR_ARG(digits));
}

void xlsx_end(struct xlsx *x)
{
    end_row(x);
    zip_put(&x->zip, S("</sheetData></worksheet>"));
    zip_end_file(&x->zip);
    zip_finish(&x->zip);
    buf_release(&x->row);
}
