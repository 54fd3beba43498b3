import type { REST } from 'discord.js';
import { Routes, type APIApplication, type APIApplicationCommand } from 'discord-api-types/v10';
import type { Command } from '../command/command.ts';

export type Registration = 'registered' | 'unchanged';

/**
 * Makes Discord's list of commands equal to ours. It is sent only where it differs: sending renews every command, and
 * there are but 200 new ones a day (Discord docs, interactions/application-commands).
 */
export async function registerCommands(
  rest: REST,
  commands: readonly Command[],
  guildId: string | undefined,
): Promise<Registration> {
  // The shapes are those of Discord's own types for these routes.
  const { id } = (await rest.get(Routes.currentApplication())) as APIApplication;
  const route =
    guildId === undefined ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, guildId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const there = (await rest.get(route, { query })) as APIApplicationCommand[];
  const ours = commands.map(({ data }) => data);
  if (summary(there) === summary(ours)) return 'unchanged';
  await rest.put(route, { body: ours });
  return 'registered';
}

/** What we set of a command; Discord adds ids and defaults. */
const OURS = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'default_member_permissions',
  'options',
  'required',
  'autocomplete',
  'min_length',
  'max_length',
  'min_value',
  'max_value',
  'choices',
  'value',
  'channel_types',
  'contexts',
  'integration_types',
  'nsfw',
] as const;

function summary(commands: readonly object[]): string {
  const lines = commands.map((command) => JSON.stringify(normal(command)));
  return lines.sort().join('\n');
}

// Left out, null, false, empty: Discord gives back one for another. Installation defaults it fills in by itself.
function normal(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((item) => normal(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const record = new Map<string, unknown>(Object.entries(value));
  const keys: readonly string[] = depth === 0 || record.has('name') ? OURS : [...record.keys()].sort();
  return keys.flatMap((key) => {
    const own = record.get(key);
    const isDefault =
      own === undefined ||
      own === null ||
      own === false ||
      own === '' ||
      (Array.isArray(own) && own.length === 0);
    const isFilledIn = key === 'contexts' || key === 'integration_types';
    return isDefault || isFilledIn ? [] : [[key, normal(own, depth + 1)]];
  });
}
