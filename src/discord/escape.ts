// Texts of the report, of moderators and of members are shown literally: Discord must not read links, headings,
// mentions or timestamps in them. discord.js's escapeMarkdown leaves all of these alone by default.

const MARKUP = /[\\*_~`|<>[\]]/gu;
// A number sign, a dash or a number opens a heading, small print or a list only at the start of a line, before a space.
const AT_LINE_START = /^(\s*)(#{1,3}(?=\s)|-#(?=\s)|[-+](?=\s)|\d+(?=\.\s))/gmu;
const LINK = /\b(https?|discord)(:)\/\//giu;

/** A text with everything that Discord would read as markup made literal. */
export function literal(text: string): string {
  return text
    .replace(MARKUP, String.raw`\$&`)
    .replace(LINK, String.raw`$1\$2//`)
    .replace(AT_LINE_START, (_, space: string, sign: string) =>
      /\d/u.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    );
}
