#include "simulate/company.h"
#include "simulate/company_standard.h"

static const char *const kinds[COMPANY_KINDS] = {"random", "informal", "formal", "dynamic"};

static const char *const variants[VARIANT_COUNT] = {
    "nominal",        "boundary",   "shelfware", "box-tick",        "cosmetic",
    "one-department", "unmeasured", "trend",     "mid-life-import", "speed-only",
};

const struct company_stage_word company_stages[COMPANY_STAGES] = {
    {"problem-named", "Buyer has named a problem worth solving",
     "L'acheteur a nommé un problème qui mérite d'être résolu", 2, 10},
    {"cost-agreed", "Buyer has agreed what the problem costs",
     "L'acheteur s'accorde sur le coût du problème", 0, 14},
    {"proof-accepted", "Buyer has seen it work for their own case",
     "L'acheteur l'a vu fonctionner sur son propre cas", 0, 21},
    {"decision-mapped", "Buyer has laid out how they will decide",
     "L'acheteur a exposé comment il décidera", 0, 14},
    {"terms-agreed", "Buyer has agreed the terms", "L'acheteur s'accorde sur les conditions", 0,
     10},
};

const struct company_milestone_word company_milestones[COMPANY_MILESTONES] = {
    {"problem-in-own-words", "Buyer has written the problem in their own words",
     "L'acheteur a écrit le problème avec ses propres mots", "user-lead", 0},
    {"affected-teams-named", "Buyer has named the teams it affects",
     "L'acheteur a nommé les équipes concernées", "user-lead", 0},
    {"next-meeting-proposed", "Buyer has proposed the next meeting",
     "L'acheteur a proposé la prochaine rencontre", "user-lead", 0},
    {"cost-quantified", "Buyer has put a figure on the problem", "L'acheteur a chiffré le problème",
     "budget-holder", 1},
    {"champion-named", "A champion has promised to carry it inside",
     "Un porteur s'est engagé à défendre le projet en interne", "champion", 1},
    {"date-that-matters", "Buyer has said by when it must work, and why",
     "L'acheteur a dit pour quand, et pourquoi", "champion", 1},
    {"success-criteria-agreed", "Buyer has agreed what success looks like",
     "L'acheteur a validé les critères de réussite", "technical-lead", 2},
    {"trial-accepted", "Buyer has accepted the result of the trial",
     "L'acheteur a accepté le résultat de l'essai", "technical-lead", 2},
    {"economic-buyer-met", "Economic buyer has confirmed the priority",
     "Le décideur économique a confirmé la priorité", "economic-buyer", 3},
    {"decision-steps-written", "Buyer has written the steps to a signature",
     "L'acheteur a écrit les étapes jusqu'à la signature", "champion", 3},
    {"security-passed", "Security and legal have given their approval",
     "La sécurité et le juridique ont donné leur accord", "security-and-legal", 4},
    {"kick-off-dated", "Buyer has dated the kick-off with their own team",
     "L'acheteur a fixé le lancement avec son équipe", "project-lead", 4},
};

const char *const company_departments[COMPANY_DEPARTMENTS_MAX] = {"Sales", "Customer Success",
                                                                  "Marketing"};
const char *const company_department_ids[COMPANY_DEPARTMENTS_MAX] = {"sales", "customer-success",
                                                                     "marketing"};

const char *company_kind_id(enum company_kind kind)
{
    return kinds[kind];
}

const char *company_variant_id(enum company_variant variant)
{
    return variants[variant];
}

bool company_kind_parse(str s, enum company_kind *out)
{
    for (i32 i = 0; i < COMPANY_KINDS; i++)
        if (str_eq_fold(s, str_c(kinds[i]))) {
            *out = (enum company_kind)i;
            return true;
        }
    return false;
}

bool company_variant_parse(str s, enum company_variant *out)
{
    for (i32 i = 0; i < VARIANT_COUNT; i++)
        if (str_eq_fold(s, str_c(variants[i]))) {
            *out = (enum company_variant)i;
            return true;
        }
    return false;
}
