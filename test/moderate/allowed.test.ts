import { describe, expect, it } from 'vitest';
import { refusal, type Asker } from '../../src/moderate/allowed.ts';
import { isBy, actorOf } from '../../src/moderate/request.ts';
import { moderatorId, readModeratorId } from '../../src/moderate/custom-id.ts';
import { createDrafts } from '../../src/moderate/drafts.ts';

const asker: Asker = { memberId: '1', guildId: 'home', managesGuild: false, roleIds: [] };
const policy = { homeGuildId: 'home', moderatorRoleIds: ['keeper'] };

describe('who may change the facts', () => {
  it.each<
    [string, Partial<Asker>, Partial<typeof policy> | { homeGuildId: undefined }, string[], string | null]
  >([
    ['a member', {}, {}, ['home'], 'member'],
    ['who manages the server', { managesGuild: true }, {}, ['home'], null],
    ['who has a moderator role', { roleIds: ['other', 'keeper'] }, {}, ['home'], null],
    ['in direct messages', { guildId: null, managesGuild: true }, {}, ['home'], 'direct'],
    ['in another server', { guildId: 'away', managesGuild: true }, {}, ['home', 'away'], 'elsewhere'],
    [
      'in a server without the bot',
      { guildId: 'own', managesGuild: true },
      { homeGuildId: undefined },
      ['home'],
      'elsewhere',
    ],
    ['a home the bot has left', { managesGuild: true }, {}, ['away'], 'elsewhere'],
    ['one server, no home set', { managesGuild: true }, { homeGuildId: undefined }, ['home'], null],
    [
      'two servers, no home set',
      { managesGuild: true },
      { homeGuildId: undefined },
      ['home', 'away'],
      'no-home',
    ],
  ])('%s', (_who, who, more, guilds, expected) => {
    expect(refusal({ ...asker, ...who }, { ...policy, ...more }, guilds)).toBe(expected);
  });

  it('are told apart by id, whatever they call themselves', () => {
    const actor = actorOf(`Mo (2)\n${'x'.repeat(200)}`, '1');
    expect(actor.length).toBeLessThanOrEqual(100);
    expect(isBy(actor, '1')).toBe(true);
    expect(isBy(actor, '2')).toBe(false);
    expect(isBy(actorOf('(1)', '21'), '1')).toBe(false);
  });
});

describe('custom ids', () => {
  it('come back as they were written, and nothing else comes through', () => {
    expect(readModeratorId(moderatorId('alias', 'abc123', '4'))).toEqual({
      verb: 'alias',
      name: 'abc123',
      detail: '4',
    });
    for (const forged of [
      'mod:save:A:',
      'mod:save::',
      'mod:nothing:1:',
      'fact:en:x',
      'mod:save:1',
      'mod:save:1::',
    ])
      expect(readModeratorId(forged), forged).toBeNull();
  });
});

describe('drafts', () => {
  const subject = { kind: 'undo', sequence: 1, reason: undefined } as const;
  const owner = { memberId: '1', guildId: 'a' };

  it('belong to one member in one server, and are taken once', () => {
    const drafts = createDrafts();
    const name = drafts.keep(owner, subject);
    expect(drafts.find(name, { ...owner, memberId: '2' })).toBeNull();
    expect(drafts.find(name, { ...owner, guildId: 'b' })).toBeNull();
    expect(drafts.take(name, owner)).toEqual(subject);
    expect(drafts.take(name, owner)).toBeNull();
  });

  it('are bounded in number and age', () => {
    let now = 0;
    const drafts = createDrafts({ kept: 3, lifeMs: 100, now: () => now });
    const names = Array.from({ length: 5 }, () => drafts.keep(owner, subject));
    expect(drafts.size).toBe(3);
    expect(drafts.find(names[0] ?? '', owner)).toBeNull();
    now = 101;
    expect(drafts.find(names[4] ?? '', owner)).toBeNull();
    expect(drafts.size).toBe(0);
  });
});
