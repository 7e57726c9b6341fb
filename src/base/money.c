#include "base/money.h"

/* Is the code among those of `list`, four bytes each? */
static bool listed(const char *list, str code)
{
    for (; *list; list += 4)
        if (list[0] == code.p[0] && list[1] == code.p[1] && list[2] == code.p[2])
            return true;
    return false;
}

i32 money_digits(str currency)
{
    static const char none[] =
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";
    static const char three[] = "BHD IQD JOD KWD LYD OMR TND ";
    if (currency.n != 3)
        return 2;
    return listed(none, currency) ? 0 : listed(three, currency) ? 3 : 2;
}

i64 money_add(i64 a, i64 b)
{
    i64 sum = 0;
    if (__builtin_add_overflow(a, b, &sum))
        return a < 0 ? INT64_MIN : INT64_MAX;
    return sum;
}

void money_print(struct buf *out, i64 amount_minor, str currency)
{
    i32 digits = money_digits(currency);
    i64 unit = digits == 0 ? 1 : digits == 2 ? 100 : 1000;
    i64 whole = amount_minor / unit, rest = amount_minor % unit;
    if (amount_minor < 0 && whole == 0)
        buf_char(out, '-');
    buf_i64(out, whole);
    if (digits)
        buf_fmt(out, ".%0*d", digits, (int)(rest < 0 ? -rest : rest));
}
