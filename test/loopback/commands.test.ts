import { InteractionResponseType, MessageFlags } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NoResponse } from './dispatch.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
let discord: Stage['discord'];

beforeAll(async () => {
  stage = await setStage();
  discord = stage.discord;
});

afterAll(() => stage.clear());

afterEach(() => {
  expect(discord.unexpected()).toEqual([]);
});

describe('logging in', () => {
  it('shows the client its guilds and channels', () => {
    expect(stage.client.guilds.cache.map(({ name }) => name).sort()).toEqual(['Elsewhere', 'Reports']);
    expect(discord.gateway.identifies).toHaveLength(1);
    expect(stage.client.channels.cache.has(discord.channel('general').id)).toBe(true);
  });
});

describe('a slash command', () => {
  it('reaches the bot with its options and brings the reply back', async () => {
    stage.onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options, locale, guildLocale } = interaction;
      await interaction.reply(
        `${options.getString('question', true)} ${options.getInteger('year') ?? ''} ${locale} ${guildLocale ?? ''}`,
      );
    });
    const seen = await discord.member('Ann').slash('ask', { question: 'revenue', year: 2019 });
    expect(seen.message.content).toBe('revenue 2019 zh-CN zh-TW');
    expect(seen.type).toBe(InteractionResponseType.ChannelMessageWithSource);
    expect(seen.elapsed).toBeGreaterThan(0);
    expect(discord.messagesIn('general').at(-1)).toEqual(seen.message);
  });

  it('is refused before it is sent when no client would let it through', async () => {
    const ann = discord.member('Ann');
    await expect(ann.slash('nothing')).rejects.toThrow('No command "nothing" is registered');
    await expect(ann.slash('ask')).rejects.toThrow('"question" is required');
    await expect(ann.slash('ask', { question: 'x'.repeat(201) })).rejects.toThrow('0 to 200 characters');
    await expect(ann.slash('ask', { question: 'x', year: 1999 })).rejects.toThrow('takes 2000 to 2030');
    await expect(ann.slash('ask', { question: 'x', colour: 'red' })).rejects.toThrow('no option "colour"');
    await expect(ann.slash('facts import')).rejects.toThrow('hidden from this member');
    await expect(discord.member('Mo').slash('facts', {})).rejects.toThrow('A subcommand is needed');
    await expect(discord.member('Mo').slash('facts import', {}, { dm: true })).rejects.toThrow(
      'not offered in this place',
    );
  });

  it('gets through all the same when it is hostile', async () => {
    stage.onInteraction(
      (interaction) =>
        interaction.isChatInputCommand() &&
        interaction.reply(String(interaction.options.getString('question')?.length)),
    );
    const seen = await discord.member('Ann').slash('ask', { question: 'x'.repeat(6000) }, { hostile: true });
    expect(seen.message.content).toBe('6000');
  });

  it('carries files the bot can fetch, and people', async () => {
    stage.onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const file = interaction.options.getAttachment('file', true);
      const text = await (await fetch(file.url)).text();
      await interaction.reply(
        `${interaction.options.getSubcommand()} ${file.name} ${file.size} ${text} ${interaction.options.getUser('owner')?.username ?? ''}`,
      );
    });
    const file = { name: 'facts.json', content: '{"a":1}' };
    const seen = await discord.member('Mo').slash('facts import', { file, owner: 'Ann' });
    expect(seen.message.content).toBe('import facts.json 7 {"a":1} Ann');
  });

  it('may be deferred, filled in later and followed up', async () => {
    stage.onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('found');
      await interaction.followUp('more');
    });
    const seen = await discord.member('Ann').slash('ask', { question: 'x' });
    expect(seen.deferred).toBe(true);
    expect(seen.ephemeral).toBe(true);
    expect(seen.message.content).toBe('found');
    await seen.until(({ followUps }) => followUps.length === 1);
    expect(seen.text).toBe('found\nmore');
    const shown = discord.messagesIn('general').map(({ id }) => id);
    expect(shown).not.toContain(seen.message.id);
    expect(
      discord
        .member('Ann')
        .read()
        .map(({ id }) => id),
    ).toContain(seen.message.id);
    expect(
      discord
        .member('Mo')
        .read()
        .map(({ id }) => id),
    ).not.toContain(seen.message.id);
  });

  it('works in direct messages and where only the member installed the bot', async () => {
    stage.onInteraction(
      (interaction) =>
        interaction.isChatInputCommand() &&
        interaction.reply(`${String(interaction.context)} ${String(interaction.guildId)}`),
    );
    const direct = await discord.member('Ann').slash('ask', { question: 'x' }, { dm: true });
    expect(direct.message.content).toBe('1 null');
    await expect(discord.member('Uma').slash('ask', { question: 'x' })).rejects.toThrow(
      'kind of installation',
    );
    const stranger = await discord.member('Uma').slash('ask', { question: 'x' }, { hostile: true });
    expect(stranger.message.content).toBe(`0 ${discord.guild('Stranger').id}`);
    const group = await discord.member('Uma').slash('ask', { question: 'x' }, { group: true, hostile: true });
    expect(group.message.content).toBe('2 null');
  });

  it('answered with the response asked for gives the bot its message, which it can delete', async () => {
    let id: string | undefined;
    stage.onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { resource } = await interaction.reply({ content: 'soon gone', withResponse: true });
      id = resource?.message?.id;
      await interaction.deleteReply();
    });
    const seen = await discord.member('Ann').slash('ask', { question: 'x' });
    await seen.until(({ messages }) => messages.length === 0);
    expect(id).toMatch(/^\d+$/);
    expect(() => seen.message).toThrow('There is no message');
  });

  it('called as an installed app may be followed up five times: 40094', async () => {
    let refusal: unknown;
    stage.onInteraction(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply('0');
      for (let time = 1; time <= 6; time += 1)
        await interaction.followUp(`${time}`).catch((error: unknown) => {
          refusal = error;
        });
    });
    const seen = await discord.member('Uma').slash('ask', { question: 'x' }, { hostile: true });
    await expect.poll(() => refusal).toBeDefined();
    expect(seen.text).toBe('0\n1\n2\n3\n4\n5');
    expect(refusal).toMatchObject({ code: 40094 });
  });

  it('that stays without an answer is told so, and a late answer gets 10062', async () => {
    let late: unknown;
    stage.onInteraction(async (interaction) => {
      await new Promise((resolve) => setTimeout(resolve, 450));
      if (interaction.isChatInputCommand())
        late = await interaction.reply('x').catch((error: unknown) => error);
    });
    await expect(discord.member('Ann').slash('ask', { question: 'x' })).rejects.toThrow(NoResponse);
    expect(late).toMatchObject({ code: 10062, status: 404 });
  });

  it('delivered twice lets only the first answer through: 40060', async () => {
    const outcomes: unknown[] = [];
    stage.onInteraction(async (interaction) => {
      if (interaction.isChatInputCommand())
        outcomes.push(
          await interaction.reply('x').then(
            () => 'answered',
            (error: unknown) => error,
          ),
        );
    });
    await discord.member('Ann').slash('ask', { question: 'x' }, { deliveries: 2 });
    await expect.poll(() => outcomes).toHaveLength(2);
    expect(outcomes).toContain('answered');
    expect(outcomes.find((one) => one !== 'answered')).toMatchObject({ code: 40060 });
  });
});

describe('autocomplete', () => {
  it('shows what the bot suggests for the text so far', async () => {
    stage.onInteraction((interaction) => {
      if (!interaction.isAutocomplete()) return undefined;
      const { name, value } = interaction.options.getFocused(true);
      return interaction.respond([{ name: `${name}: ${value}`, value }]);
    });
    const { choices } = await discord.member('Ann').autocomplete('ask', { question: 'rev' }, 'question');
    expect(choices).toEqual([{ name: 'question: rev', value: 'rev' }]);
  });

  it('refuses 26 choices with 50035', async () => {
    let refusal: unknown;
    stage.onInteraction(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const many = Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` }));
      refusal = await interaction.respond(many).catch((error: unknown) => error);
      await interaction.respond([]);
    });
    const { choices } = await discord.member('Ann').autocomplete('ask', { question: 'x' }, 'question');
    expect(choices).toEqual([]);
    expect(refusal).toMatchObject({
      code: 50035,
      rawError: { errors: { data: { choices: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } } },
    });
  });
});
