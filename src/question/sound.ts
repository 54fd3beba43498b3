import { pinyin } from 'pinyin-pro';

// Chinese by its sound: people who type pinyin pick the wrong homophone (扶平 for 扶贫), and some type no
// characters at all (fupin).

/** Makes sounds equal that many speakers do not tell apart, and so mistype: zh/z, ch/c, sh/s, a final n/ng. */
export function blur(syllable: string): string {
  return syllable.replace(/^([zcs])h/u, '$1').replace(/ng$/u, 'n');
}

/** The toneless syllables of a Chinese text, one for each character. */
export function syllablesOf(chinese: string): string[] {
  const certain = [...chinese].map(onlyReading);
  // Only where a character has several readings does its context have to be looked at, which takes far longer.
  return certain.every((syllable) => syllable !== null)
    ? certain
    : pinyin(chinese, { toneType: 'none', type: 'array', v: true });
}

// Bounded by the number of characters there are.
const onlyReadings = new Map<string, string | null>();

function onlyReading(character: string): string | null {
  const known = onlyReadings.get(character);
  if (known !== undefined) return known;
  const all = new Set(pinyin(character, { toneType: 'none', type: 'array', v: true, multiple: true }));
  const [first] = all;
  const only = all.size === 1 && first !== undefined ? first : null;
  onlyReadings.set(character, only);
  return only;
}

// Characters with two common readings, the second one being that of words people ask about (校长, 重要, 同行).
const HETERONYMS: Readonly<Record<string, readonly string[]>> = {
  长: ['chang', 'zhang'],
  重: ['zhong', 'chong'],
  行: ['xing', 'hang'],
  校: ['xiao', 'jiao'],
  传: ['chuan', 'zhuan'],
  乐: ['le', 'yue'],
  觉: ['jue', 'jiao'],
  调: ['diao', 'tiao'],
  还: ['hai', 'huan'],
  教: ['jiao'],
};

/** The toneless readings of each character of a Chinese text: the one it has there, and of some characters another. */
export function readingsOf(chinese: string): string[][] {
  const characters = [...chinese];
  return syllablesOf(chinese).map((syllable, place) => [
    ...new Set([syllable, ...(HETERONYMS[characters[place] ?? ''] ?? [])]),
  ]);
}

function blurred(syllables: readonly string[]): string {
  return syllables.map(blur).join(' ');
}

/** Chinese words by their sound. */
export interface SoundIndex {
  readonly exact: ReadonlyMap<string, readonly string[]>;
  /** Only words that may be heard behind a slip. */
  readonly blurred: ReadonlyMap<string, readonly string[]>;
  /** Every beginning of a blurred word, so that a look-up can stop early. */
  readonly beginnings: ReadonlySet<string>;
  readonly longest: number;
}

/**
 * Indexes words by sound. `heard` says which may be heard behind a slip; single characters never are, they have too
 * many homophones.
 */
export function indexBySound(words: readonly string[], heard: (word: string) => boolean): SoundIndex {
  const exact = new Map<string, string[]>();
  const blurredIndex = new Map<string, string[]>();
  const beginnings = new Set<string>();
  let longest = 1;
  for (const word of words) {
    const syllables = syllablesOf(word);
    push(exact, syllables.join(' '), word);
    if (word.length < 2) continue;
    longest = Math.max(longest, syllables.length);
    if (!heard(word)) continue;
    push(blurredIndex, blurred(syllables), word);
    for (let length = 1; length <= syllables.length; length++)
      beginnings.add(blurred(syllables.slice(0, length)));
  }
  return { exact, blurred: blurredIndex, beginnings, longest };
}

function push(map: Map<string, string[]>, key: string, word: string): void {
  const words = map.get(key);
  if (words === undefined) map.set(key, [word]);
  else words.push(word);
}

// Every syllable of standard Mandarin without its tone, by initial.
const FINALS_BY_INITIAL = [
  ' a ai an ang ao e ei en eng er o ou',
  'b a ai an ang ao ei en eng i ian iao ie in ing o u',
  'p a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  'm a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  'f a an ang ei en eng o ou u',
  'd a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  't a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  'n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve',
  'l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve',
  'g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  'k a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo',
  'h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  'j i ia ian iang iao ie in ing iong iu u uan ue un',
  'q i ia ian iang iao ie in ing iong iu u uan ue un',
  'x i ia ian iang iao ie in ing iong iu u uan ue un',
  'zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  'ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  'sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  'r an ang ao e en eng i ong ou u ua uan ui un uo',
  'z a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  'c a ai an ang ao e en eng i ong ou u uan ui un uo',
  's a ai an ang ao e en eng i ong ou u uan ui un uo',
  'y a an ang ao e i in ing o ong ou u uan ue un',
  'w a ai an ang ei en eng o u',
];
const SYLLABLES: ReadonlySet<string> = new Set(
  FINALS_BY_INITIAL.flatMap((row) => {
    const [initial = '', ...finals] = row.split(' ');
    return finals.map((final) => initial + final);
  }),
);

/**
 * The ways to cut a Latin word into pinyin syllables, longest syllables first ("fupin" → fu pin; "xian" → xian or
 * xi an). Empty where it is no pinyin.
 */
export function pinyinCuts(word: string): string[][] {
  const cuts: string[][] = [];
  function walk(start: number, soFar: readonly string[]): void {
    if (cuts.length >= 8) return;
    if (start === word.length) {
      cuts.push([...soFar]);
      return;
    }
    for (let end = Math.min(word.length, start + 6); end > start; end--) {
      const syllable = word.slice(start, end);
      if (SYLLABLES.has(syllable)) walk(end, [...soFar, syllable]);
    }
  }
  if (word.length <= 40) walk(0, []);
  return cuts;
}
