import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const TOKEN = 'a-token-that-nobody-else-may-see.abc.def';

function messageOf(variables: Record<string, string>): string {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

describe('readConfig', () => {
  test('needs nothing: everything has a default', () => {
    expect(readConfig({})).toEqual({
      token: undefined,
      api: undefined,
      guildId: undefined,
      homeGuildId: undefined,
      factsFile: 'data/facts.json',
      lexiconFile: 'data/lexicon.json',
      examplesFolder: 'data/examples',
      moderatorRoleIds: [],
      answerChannelIds: [],
      logChannelId: undefined,
      logLevel: 'info',
    });
  });

  test('reads every variable', () => {
    expect(
      readConfig({
        DISCORD_TOKEN: TOKEN,
        DISCORD_API: 'http://127.0.0.1:8080/api/',
        DISCORD_GUILD_ID: '123456789012345678',
        HOME_GUILD_ID: '123456789012345679',
        FACTS_FILE: 'other/facts.json',
        LEXICON_FILE: 'other/lexicon.json',
        EXAMPLES_FOLDER: 'other/examples',
        MODERATOR_ROLE_IDS: '123456789012345671, 123456789012345672',
        ANSWER_CHANNEL_IDS: '123456789012345673\n123456789012345674',
        LOG_CHANNEL_ID: '123456789012345675',
        LOG_LEVEL: 'debug',
        PATH: '/usr/bin',
      }),
    ).toEqual({
      token: TOKEN,
      api: 'http://127.0.0.1:8080/api',
      guildId: '123456789012345678',
      homeGuildId: '123456789012345679',
      factsFile: 'other/facts.json',
      lexiconFile: 'other/lexicon.json',
      examplesFolder: 'other/examples',
      moderatorRoleIds: ['123456789012345671', '123456789012345672'],
      answerChannelIds: ['123456789012345673', '123456789012345674'],
      logChannelId: '123456789012345675',
      logLevel: 'debug',
    });
  });

  test('takes an empty variable for one that is not set', () => {
    const variables = Object.fromEntries(variablesRead().map((name) => [name, '']));
    expect(readConfig(variables)).toEqual(readConfig({}));
  });

  test('takes an empty list with separators only for an empty one', () => {
    expect(readConfig({ MODERATOR_ROLE_IDS: ' , , ' }).moderatorRoleIds).toEqual([]);
  });

  test('names every problem at once', () => {
    const message = messageOf({
      DISCORD_TOKEN: 'short',
      DISCORD_API: 'ftp://example.org',
      DISCORD_GUILD_ID: 'my server',
      MODERATOR_ROLE_IDS: '123456789012345678,moderators',
      ANSWER_CHANNEL_IDS: '12',
      LOG_LEVEL: 'loud',
    });
    for (const name of [
      'DISCORD_TOKEN',
      'DISCORD_API',
      'DISCORD_GUILD_ID',
      'MODERATOR_ROLE_IDS',
      'ANSWER_CHANNEL_IDS',
      'LOG_LEVEL',
    ]) {
      expect(message).toContain(name);
    }
  });

  test('says what each should be, and which entry of a list is wrong', () => {
    const message = messageOf({
      DISCORD_API: 'example.org',
      MODERATOR_ROLE_IDS: '123456789012345678,moderators',
      LOG_LEVEL: 'loud',
    });
    expect(message.split('\n').slice(1)).toEqual([
      '  DISCORD_API must be an address that begins with http:// or https://',
      '  MODERATOR_ROLE_IDS, entry 2, must be a Discord id (17 to 20 digits)',
      '  LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent',
    ]);
  });

  test('names no variable that is right', () => {
    const message = messageOf({ DISCORD_TOKEN: TOKEN, FACTS_FILE: 'facts.json', LOG_LEVEL: 'loud' });
    expect(message).toContain('LOG_LEVEL');
    expect(message).not.toMatch(/DISCORD_TOKEN|FACTS_FILE/u);
  });

  test.each([
    ['DISCORD_TOKEN', 's3cret'],
    ['DISCORD_API', 'ftp://user:s3cret@example.org'],
    ['DISCORD_GUILD_ID', 's3cret'],
    ['MODERATOR_ROLE_IDS', 's3cret'],
    ['LOG_LEVEL', 's3cret'],
  ])('does not repeat what %s holds', (name, value) => {
    const message = messageOf({ [name]: value, DISCORD_GUILD_ID: value });
    expect(message).toContain(name);
    expect(message).not.toContain('s3cret');
  });

  test.each(['http://127.0.0.1:1', 'https://proxy.example.org/api'])('accepts the address %s', (address) => {
    expect(readConfig({ DISCORD_API: address }).api).toBe(address);
  });

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'example.org', 'http://'])(
    'refuses the address %s',
    (address) => {
      expect(messageOf({ DISCORD_API: address })).toContain('DISCORD_API');
    },
  );
});

/** The names of the variables that are asked for, noted down as they are read. */
function variablesRead(): string[] {
  const names = new Set<string>();
  readConfig(
    new Proxy<Record<string, string | undefined>>(
      {},
      {
        get: (_target, name) => {
          if (typeof name === 'string') names.add(name);
          return undefined;
        },
      },
    ),
  );
  return [...names].filter((name) => /^[A-Z][A-Z_]+$/u.test(name));
}

describe('.env.example', () => {
  test('documents every variable that is read, and none that is not', async () => {
    const names = variablesRead();
    expect(names).toContain('DISCORD_TOKEN');
    const lines = (await readFile('.env.example', 'utf8')).split('\n');
    const documented = lines.flatMap((line) => /^#?\s?([A-Z][A-Z_]+)=/u.exec(line)?.[1] ?? []);
    expect(documented.sort()).toEqual(names.sort());
  });

  test('holds no secret and can be used as it is', async () => {
    const lines = (await readFile('.env.example', 'utf8')).split('\n');
    const set = lines.flatMap((line) => {
      const match = /^([A-Z][A-Z_]+)=(.*)$/u.exec(line);
      return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
    });
    expect(new Map(set).get('DISCORD_TOKEN') ?? '').toBe('');
    expect(() => readConfig(Object.fromEntries(set))).not.toThrow();
  });
});
