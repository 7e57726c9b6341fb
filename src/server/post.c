#include "server/post.h"

enum { MINUTE_MS = 60000, MAIL_EVERY_MS = 2000 };

static bool run_digests(void *context, i64 now_ms, struct err *e)
{
    return digests_run(context, now_ms, e);
}

static bool run_mailer(void *context, i64 now_ms, struct err *e)
{
    return mailer_run(context, now_ms, e);
}

void post_start(struct post *post, const struct mail_config *c, struct chores *chores,
                struct accounts *accounts, struct api *api, const struct seal *seal,
                const char *base)
{
    if (!c->server)
        return;
    post->digests = (struct digests){accounts, api, base, &chores->stop};
    post->mailer = (struct mailer){
        .platform = chores->platform,
        .accounts = accounts,
        .server = c->server,
        .from_name = c->from_name,
        .from = c->from,
        .user = c->user,
        .password = c->password,
        .ca_file = c->ca_file,
        .seal = seal,
        .stop = &chores->stop,
        .log = chores->log,
        .log_context = chores->log_context,
    };
    api_sends_mail(api, base);
    chores_add(chores, &(struct chore){"digests", 0, MINUTE_MS, run_digests, &post->digests});
    chores_add(chores, &(struct chore){"mail", 0, MAIL_EVERY_MS, run_mailer, &post->mailer});
}
