/* commands.h - every command, one per file cmd_NAME.c; main.c lists them in the order in
 * which --help shows them. */
#pragma once

#include "cli/command.h"

extern const struct command cmd_apart; /* not for people, in no list */
extern const struct command cmd_assess;
extern const struct command cmd_check, cmd_show, cmd_schema;
extern const struct command cmd_simulate;
extern const struct command cmd_map;
extern const struct command cmd_convert, cmd_learn, cmd_mine;
extern const struct command cmd_import, cmd_export;
extern const struct command cmd_backtest, cmd_diff, cmd_effect;
extern const struct command cmd_proposal, cmd_publish;
extern const struct command cmd_user, cmd_token;
extern const struct command cmd_version;
