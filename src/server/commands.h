/* commands.h - the commands of this room, for main.c. */
#pragma once

#include "cli/command.h"

extern const struct command cmd_serve, cmd_limits;
extern const struct command cmd_verify, cmd_workspace;
extern const struct command cmd_backup, cmd_restore, cmd_doctor;
