#include "stats/special.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

/* GSL stops the program on a bad argument unless told not to, and the switch is one global:
 * set it once, before any thread exists. */
__attribute__((constructor)) static void answer_instead_of_stopping(void)
{
    gsl_set_error_handler_off();
}

static bool is_probability(f64 p)
{
    return p >= 0 && p <= 1;
}

f64 special_normal_cdf(f64 z)
{
    return .5 * erfc(-z * M_SQRT1_2);
}

f64 special_normal_quantile(f64 p)
{
    return is_probability(p) ? gsl_cdf_ugaussian_Pinv(p) : NAN;
}

f64 special_normal_two_sided(f64 z)
{
    return erfc(fabs(z) * M_SQRT1_2);
}

f64 special_z(f64 level)
{
    return special_normal_quantile(.5 + .5 * level);
}

f64 special_t_cdf(f64 t, f64 df)
{
    if (!(df > 0) || isnan(t))
        return NAN;
    if (isinf(df))
        return special_normal_cdf(t);
    return gsl_cdf_tdist_P(t, df);
}

f64 special_t_quantile(f64 p, f64 df)
{
    if (!(df > 0) || !is_probability(p))
        return NAN;
    if (isinf(df))
        return special_normal_quantile(p);
    return gsl_cdf_tdist_Pinv(p, df);
}

f64 special_t_two_sided(f64 t, f64 df)
{
    return 2 * special_t_cdf(-fabs(t), df);
}

f64 special_chi2_tail(f64 x, f64 df)
{
    if (!(df > 0) || isnan(x))
        return NAN;
    return x <= 0 ? 1 : gsl_cdf_chisq_Q(x, df);
}

f64 special_chi2_quantile(f64 p, f64 df)
{
    return df > 0 && is_probability(p) ? gsl_cdf_chisq_Pinv(p, df) : NAN;
}

f64 special_beta_cdf(f64 x, f64 a, f64 b)
{
    if (!(a > 0 && b > 0) || isnan(x))
        return NAN;
    return gsl_cdf_beta_P(x, a, b);
}

f64 special_beta_density(f64 x, f64 a, f64 b)
{
    if (!(a > 0 && b > 0) || isnan(x))
        return NAN;
    if (x < 0 || x > 1)
        return 0;
    return exp((a - 1) * log(x) + (b - 1) * log1p(-x) - special_log_beta(a, b));
}

static f64 beta_quantile_bisect(f64 p, f64 a, f64 b)
{
    f64 low = 0, high = 1;
    for (i32 i = 0; i < 1100 && low < high; i++) {
        f64 middle = low + .5 * (high - low);
        if (middle <= low || middle >= high)
            break;
        if (gsl_cdf_beta_P(middle, a, b) < p)
            low = middle;
        else
            high = middle;
    }
    return high;
}

f64 special_beta_quantile(f64 p, f64 a, f64 b)
{
    if (!(a > 0 && b > 0) || !is_probability(p))
        return NAN;
    if (p == 0 || p == 1)
        return p;
    f64 x = gsl_cdf_beta_Pinv(p, a, b);
    f64 miss = fabs(gsl_cdf_beta_P(x, a, b) - p);
    return miss <= 1e-10 * fmin(p, 1 - p) ? x : beta_quantile_bisect(p, a, b);
}

f64 special_log_gamma(f64 x)
{
    gsl_sf_result r;
    return x > 0 && gsl_sf_lngamma_e(x, &r) == GSL_SUCCESS ? r.val : NAN;
}

f64 special_log_beta(f64 a, f64 b)
{
    gsl_sf_result r;
    return a > 0 && b > 0 && gsl_sf_lnbeta_e(a, b, &r) == GSL_SUCCESS ? r.val : NAN;
}

f64 special_logit(f64 p)
{
    return log(p) - log1p(-p);
}

f64 special_expit(f64 x)
{
    return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}
