/* number.h - numbers as a reader of English or French writes them. French groups digits
 * with a narrow no-break space and has a decimal comma; English has commas and a point.
 * No locale of the C library is asked, so the same number always gives the same bytes. */
#pragma once

#include "base/base.h"

/* 12345 as "12,345" or "12 345". */
str number_whole(struct arena *a, enum lang lang, i64 value);
/* `digits` after the point, rounded half to even as printf does; a value that is not
 * finite is "–". */
str number_decimal(struct arena *a, enum lang lang, f64 value, i32 digits);
/* 0.632 as "63.2%" or "63,2 %". */
str number_percent(struct arena *a, enum lang lang, f64 share);
/* The same without its sign, for "62.0 to 64.3". */
str number_percent_bare(struct arena *a, enum lang lang, f64 share);
/* Minor units as "$1,234,567" or "1 234 567 $"; cents are shown only below 1,000. */
str number_money(struct arena *a, enum lang lang, i64 minor, str currency);
/* The same in few characters: "$9.8M", "9,8 M$"; "€450k", "450 k€". */
str number_money_short(struct arena *a, enum lang lang, i64 minor, str currency);
/* A length of time in days: "57 days", "2.5 days", "5 hours" below a day. */
str number_days(struct arena *a, enum lang lang, f64 days);
/* A day: "31 Dec 2017", "31 déc. 2017". */
str number_date(struct arena *a, enum lang lang, i64 at_ms);
/* A probability as percent, never "100%" or "0%" when it is neither: ">99%", "<1%". */
str number_probability(struct arena *a, enum lang lang, f64 p);
/* A p-value: "p = 0.03", "p < 0.001". */
str number_p_value(struct arena *a, enum lang lang, f64 p);
