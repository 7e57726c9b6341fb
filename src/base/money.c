#include "base/money.h"

i32 money_digits(str currency)
{
    static const char none[] =
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    static const char three[] = "BHD IQD JOD KWD LYD OMR TND";
    if (currency.n != 3)
        return 2;
    if (str_find(str_c(none), currency) >= 0)
        return 0;
    return str_find(str_c(three), currency) >= 0 ? 3 : 2;
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
