# report.css as a C string: report_css.c
s/^ *//
/^$/d
s/\\/\\\\/g
s/"/\\"/g
s/^/    "/
s/$/\\n"/
1i\
#include "report/html.h"\
const char report_css[] =
$a\
;
