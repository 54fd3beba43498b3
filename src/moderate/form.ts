import {
  ComponentType,
  TextInputStyle,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { sectionKey, type FactBase } from '../facts/base.ts';
import { MAX_REASON_LENGTH } from '../facts/journal-entry.ts';
import { inLanguage } from '../reply/script.ts';
import { clip } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import { moderatorId } from './custom-id.ts';
import { FORMS, periodFor, type Field, type FormName, type Typed } from './typed.ts';

// The forms, filled with what is there. A modal takes five inputs at most (Discord docs, components/reference).

const LABEL = 45;
const DESCRIPTION = 100;
const VALUE = 4000;
const CHOICES = 25;

/** The longest text of each field, a little over what the check allows: it is the check that explains. */
const LONGEST: Readonly<Record<Field, number>> = {
  figure: 80,
  unit: 48,
  period: 40,
  section: 100,
  quote: 600,
  'label-zh': 160,
  'label-en': 200,
  'aliases-zh': VALUE,
  'aliases-en': VALUE,
  topic: 48,
};
const LONG: readonly Field[] = ['quote', 'aliases-zh', 'aliases-en'];

interface Choice {
  readonly label: string;
  readonly value: string;
}

/** The form for one half of a fact. */
export function factForm(
  draft: string,
  form: FormName,
  title: string,
  typed: Typed,
  base: FactBase,
  language: Language,
): APIModalInteractionResponseCallbackData {
  return {
    title: clip(title, LABEL),
    custom_id: moderatorId('filled', draft, form),
    components: FORMS[form]
      // What is too long for an input is left as it is.
      .filter((field) => typed[field].length <= LONGEST[field])
      .map((field) => input(field, shownIn(field, typed, language), base, language)),
  };
}

function shownIn(field: Field, typed: Typed, language: Language): string {
  return field === 'period' ? periodFor(typed.period, wordsIn(language)) : typed[field];
}

function input(field: Field, value: string, base: FactBase, language: Language): APILabelComponent {
  const say = wordsIn(language);
  const shared = {
    type: ComponentType.Label,
    label: clip(say(`mod.field.${field}`), LABEL),
    description: clip(say(`mod.hint.${field}`), DESCRIPTION),
  } as const;
  const choices = choicesFor(field, base, language);
  const isChoice = choices.length > 0 && choices.length <= CHOICES;
  if (isChoice && (value === '' || choices.some((choice) => choice.value === value))) {
    return {
      ...shared,
      component: {
        type: ComponentType.StringSelect,
        custom_id: field,
        options: choices.map((choice) => ({ ...choice, default: choice.value === value })),
      },
    };
  }
  return {
    ...shared,
    component: {
      type: ComponentType.TextInput,
      custom_id: field,
      style: LONG.includes(field) ? TextInputStyle.Paragraph : TextInputStyle.Short,
      required: !field.startsWith('aliases'),
      max_length: LONGEST[field],
      ...(value !== '' && { value }),
    },
  };
}

function choicesFor(field: Field, { file }: FactBase, language: Language): Choice[] {
  switch (field) {
    case 'unit':
      return file.units.map(({ id, zh, en }) => ({
        label: clip(`${inLanguage({ zh, en: en.other }, language)} (${id})`, 100),
        value: id,
      }));
    case 'section':
      return file.reports.flatMap((report) =>
        report.sections.map(({ id, title }) => ({
          label: clip(inLanguage(title, language), 100),
          value: sectionKey(report.id, id),
        })),
      );
    case 'topic':
      return file.topics.map(({ id, title }) => ({
        label: clip(inLanguage(title, language), 100),
        value: id,
      }));
    default:
      return [];
  }
}

/** The form that asks why; `typed` is the reason that was given when saving failed. */
export function reasonForm(
  draft: string,
  title: string,
  language: Language,
  typed = '',
): APIModalInteractionResponseCallbackData {
  return textForm(moderatorId('reason', draft), title, language, {
    key: 'reason',
    least: 3,
    most: Math.min(200, MAX_REASON_LENGTH),
    value: typed,
  });
}

/** The form that asks for a question to try. */
export function questionForm(
  draft: string,
  title: string,
  language: Language,
): APIModalInteractionResponseCallbackData {
  return textForm(moderatorId('tried', draft), title, language, { key: 'question', least: 1, most: 400 });
}

function textForm(
  customId: string,
  title: string,
  language: Language,
  {
    key,
    least,
    most,
    value = '',
  }: { key: 'reason' | 'question'; least: number; most: number; value?: string },
): APIModalInteractionResponseCallbackData {
  const say = wordsIn(language);
  return {
    title: clip(title, LABEL),
    custom_id: customId,
    components: [
      {
        type: ComponentType.Label,
        label: clip(say(`mod.field.${key}`), LABEL),
        description: clip(say(`mod.hint.${key}`), DESCRIPTION),
        component: {
          type: ComponentType.TextInput,
          custom_id: key,
          style: TextInputStyle.Paragraph,
          required: true,
          min_length: least,
          max_length: most,
          ...(value !== '' && { value }),
        },
      },
    ],
  };
}
