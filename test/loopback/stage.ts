import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  Events,
  InteractionContextType,
} from 'discord.js';
import type { Client, Interaction } from 'discord.js';
import { startDiscord } from './discord.ts';
import type { Discord } from './discord.ts';
import { logIn } from './real-client.ts';

const { String: Text, Integer, Attachment, User, Subcommand } = ApplicationCommandOptionType;
const COMMANDS = [
  {
    name: 'ask',
    description: 'Ask',
    options: [
      {
        name: 'question',
        description: 'What',
        type: Text,
        required: true,
        maxLength: 200,
        autocomplete: true,
      },
      { name: 'year', description: 'Year', type: Integer, minValue: 2000, maxValue: 2030 },
    ],
  },
  {
    name: 'facts',
    description: 'Facts',
    options: [
      {
        name: 'import',
        description: 'Import',
        type: Subcommand,
        options: [
          { name: 'file', description: 'File', type: Attachment, required: true },
          { name: 'owner', description: 'Owner', type: User },
        ],
      },
    ],
    defaultMemberPermissions: ['ManageGuild'],
    contexts: [InteractionContextType.Guild],
  },
  { name: 'Find the figures', type: ApplicationCommandType.Message },
] as const;

/** A real client on a loopback Discord, with a few guilds, members and commands. */
export interface Stage {
  readonly discord: Discord;
  readonly client: Client<true>;
  /** What the bot does with every interaction from now on. */
  onInteraction(react: (interaction: Interaction) => unknown): void;
  clear(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const token = 'loopback-token';
  const discord = await startDiscord({
    token,
    interactionTimeout: 400,
    guilds: [
      {
        name: 'Reports',
        locale: 'zh-TW',
        roles: [{ name: 'moderators', permissions: ['ManageGuild'] }],
        members: [
          { name: 'Ann', locale: 'zh-CN' },
          { name: 'Mo', roles: ['moderators'] },
        ],
        channels: [
          'general',
          { name: 'locked', deny: { bot: ['SendMessages'] } },
          { name: 'hidden', deny: { bot: ['ViewChannel'] } },
        ],
      },
      { name: 'Elsewhere', members: ['Zoe', { name: 'Shut', acceptsMessages: false }] },
      { name: 'Stranger', members: ['Uma'], botInside: false },
    ],
  });
  const client = await logIn(discord, token);
  await client.application.commands.set(COMMANDS);
  let react: (interaction: Interaction) => unknown = () => undefined;
  client.on(Events.InteractionCreate, (interaction) => void react(interaction));
  return {
    discord,
    client,
    onInteraction(next) {
      react = next;
    },
    async clear() {
      await client.destroy();
      await discord.stop();
    },
  };
}
