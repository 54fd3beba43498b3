import { ComponentType, type Message } from 'discord.js';
import type { FactBase } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { readCustomId } from '../show/press.ts';
import type { Language } from '../text/language.ts';

/** What one of the bot's own answers is about, and the language it is in; null where that cannot be told. */
export interface Subject {
  readonly facts: readonly Fact[];
  readonly language: Language | null;
}

/**
 * The subject of one of the bot's own answers, read from the buttons and menus under it: they name facts by id,
 * and no one else can put them there.
 */
export function subjectOf(answer: Message, base: FactBase): Subject {
  const ids = new Set<string>();
  let language: Language | null = null;
  for (const row of answer.components) {
    if (row.type !== ComponentType.ActionRow) continue;
    for (const component of row.components) {
      if (component.customId === null) continue;
      const press = readCustomId(component.customId);
      if (press === null) continue;
      language ??= press.language;
      // What the answer itself shows comes first; a twin or a neighbour that could be pressed for is not its subject.
      if ((press.do === 'source' || press.do === 'other') && 'fact' in press) ids.add(press.fact);
      else if (press.do === 'pick' && component.type === ComponentType.StringSelect)
        for (const { value } of component.options) ids.add(value);
    }
  }
  return { facts: [...ids].flatMap((id) => base.fact.get(id) ?? []), language };
}
