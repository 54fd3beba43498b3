import { ApplicationCommandType } from 'discord-api-types/v10';
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { z } from 'zod';
import { assertCommand, assertCommands } from './command-limits.ts';
import type { CommandBody } from './command-limits.ts';
import { snowflake } from './ids.ts';
import { refusals } from './refusal.ts';
import type { Call, Route } from './rest.ts';
import type { World } from './world.ts';

/** Counts per scope (Discord docs, interactions/application-commands, "Registering a Command"). */
const MOST = [
  [ApplicationCommandType.ChatInput, 100],
  [ApplicationCommandType.User, 15],
  [ApplicationCommandType.Message, 15],
  [ApplicationCommandType.PrimaryEntryPoint, 1],
] as const;

const GLOBAL = 'global';

/** The commands registered, globally and for each guild. */
export interface Commands {
  /** What a member can call in this guild, or in a direct message (null); a guild's own come first. */
  available(guildId: string | null): APIApplicationCommand[];
  readonly routes: readonly Route[];
}

export function createCommands(world: World): Commands {
  const scopes = new Map<string, APIApplicationCommand[]>();
  const inScope = (scope: string): APIApplicationCommand[] => scopes.get(scope) ?? [];

  function scopeOf(call: Call, isGuild: boolean): string {
    if (!isGuild) return GLOBAL;
    const guild = world.guilds.get(call.part('guild'));
    if (!guild?.botInside) throw refusals.missingAccess();
    return guild.id;
  }

  function save(scope: string, commands: APIApplicationCommand[]): void {
    for (const [type, most] of MOST)
      if (commands.filter((command) => command.type === type).length > most) throw refusals.tooManyCommands();
    scopes.set(scope, commands);
  }

  /** A command of the same name and type keeps its id. */
  function built(scope: string, body: CommandBody, id?: string): APIApplicationCommand {
    const type = body.type ?? ApplicationCommandType.ChatInput;
    const before = inScope(scope).find((one) => one.name === body.name && one.type === type);
    return {
      id: id ?? before?.id ?? snowflake(),
      application_id: world.bot.user.id,
      ...(scope !== GLOBAL && { guild_id: scope }),
      type,
      name: body.name,
      name_localizations: body.name_localizations ?? null,
      description: body.description ?? '',
      description_localizations: body.description_localizations ?? null,
      ...(body.options && { options: body.options }),
      default_member_permissions: body.default_member_permissions ?? null,
      nsfw: body.nsfw ?? false,
      ...(body.integration_types && { integration_types: body.integration_types }),
      ...(body.contexts && { contexts: body.contexts }),
      version: snowflake(),
    };
  }

  function found(scope: string, call: Call): APIApplicationCommand {
    const command = inScope(scope).find(({ id }) => id === call.part('command'));
    if (!command) throw refusals.unknownCommand();
    return command;
  }

  function without(scope: string, id: string): APIApplicationCommand[] {
    return inScope(scope).filter((command) => command.id !== id);
  }

  const forScope = (base: string, isGuild: boolean): Route[] => [
    { method: 'GET', path: base, handle: (call) => listed(inScope(scopeOf(call, isGuild)), call) },
    {
      method: 'PUT',
      path: base,
      handle(call) {
        const scope = scopeOf(call, isGuild);
        assertCommands(call.body);
        save(
          scope,
          call.body.map((body) => built(scope, body)),
        );
        return inScope(scope);
      },
    },
    {
      method: 'POST',
      path: base,
      handle(call) {
        const scope = scopeOf(call, isGuild);
        assertCommand(call.body);
        const command = built(scope, call.body);
        save(scope, [...without(scope, command.id), command]);
        return command;
      },
    },
    { method: 'GET', path: `${base}/:command`, handle: (call) => found(scopeOf(call, isGuild), call) },
    {
      method: 'PATCH',
      path: `${base}/:command`,
      handle(call) {
        const scope = scopeOf(call, isGuild);
        const before = found(scope, call);
        const body: unknown = { ...before, ...z.record(z.string(), z.unknown()).parse(call.body) };
        assertCommand(body);
        const command = built(scope, body, before.id);
        save(scope, [...without(scope, command.id), command]);
        return command;
      },
    },
    {
      method: 'DELETE',
      path: `${base}/:command`,
      handle(call) {
        const scope = scopeOf(call, isGuild);
        save(scope, without(scope, found(scope, call).id));
      },
    },
  ];

  return {
    available: (guildId) => [...(guildId === null ? [] : inScope(guildId)), ...inScope(GLOBAL)],
    routes: [
      ...forScope('/applications/:application/commands', false),
      ...forScope('/applications/:application/guilds/:guild/commands', true),
    ],
  };
}

/** Translations are listed only on request. */
function listed(commands: readonly APIApplicationCommand[], { query }: Call): APIApplicationCommand[] {
  if (query['with_localizations'] === 'true') return [...commands];
  return commands.map((command) => {
    const plain = { ...command };
    delete plain.name_localizations;
    delete plain.description_localizations;
    return plain;
  });
}
